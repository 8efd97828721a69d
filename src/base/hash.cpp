#include "base/hash.h"

#include <xxhash.h>

namespace cleanscrape {

std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

struct StreamFingerprint::State {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> xxh{XXH3_createState()};
};

StreamFingerprint::StreamFingerprint() : state_(std::make_unique<State>()) { reset(); }
StreamFingerprint::~StreamFingerprint() = default;
StreamFingerprint::StreamFingerprint(StreamFingerprint&&) noexcept = default;
StreamFingerprint& StreamFingerprint::operator=(StreamFingerprint&&) noexcept = default;

void StreamFingerprint::reset() { XXH3_64bits_reset(state_->xxh.get()); }
void StreamFingerprint::add(std::string_view bytes) { XXH3_64bits_update(state_->xxh.get(), bytes.data(), bytes.size()); }
std::uint64_t StreamFingerprint::value() const { return XXH3_64bits_digest(state_->xxh.get()); }

}  // namespace cleanscrape
