#include "formats/shard.h"

#include <charconv>

#include "base/hash.h"

namespace cleanscrape {
namespace {

bool parse_number(std::string_view text, std::uint32_t& value) {
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && at == end && !text.empty();
}

}  // namespace

bool Shard::holds(std::string_view key) const { return count == 1 || fingerprint(key) % count == index - 1; }

std::optional<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  Shard shard;
  if (slash == std::string_view::npos || !parse_number(text.substr(0, slash), shard.index) || !parse_number(text.substr(slash + 1), shard.count)) {
    return std::nullopt;
  }
  if (shard.index < 1 || shard.index > shard.count) return std::nullopt;
  return shard;
}

}  // namespace cleanscrape
