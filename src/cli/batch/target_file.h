#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/stream_hash.h"
#include "cli/batch/atomic_file.h"
#include "cli/streams.h"
#include "formats/bytes.h"

namespace cleanscrape::cli {

/// The cleaned file while it is written. Held in memory as long as it is small, so that a file that turns out unchanged costs no writing.
class TargetFile final : public ByteSink {
 public:
  /// Where the file goes; found out when the first byte must be written. -1 with errno's value on failure.
  using OpenFolder = std::function<int(int& error_number)>;

  TargetFile(Temporaries& temporaries, OpenFolder open_folder, std::string name, bool hashed);

  [[nodiscard]] bool write(std::string_view bytes) override;
  [[nodiscard]] bool flush() override { return error_number_ == 0; }

  /// Makes the file, if it is not made yet, and writes all. Then its attributes can be set and it can be committed.
  [[nodiscard]] bool complete();
  [[nodiscard]] AtomicFile& file() { return *file_; }

  [[nodiscard]] int error_number() const { return error_number_; }
  void set_error_number(int error_number) { error_number_ = error_number; }
  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_ ? hash_->value() : 0; }

 private:
  static constexpr std::size_t kMostKeptBytes = 256 * 1024;

  bool write_kept();

  Temporaries& temporaries_;
  OpenFolder open_folder_;
  std::string name_;
  std::optional<StreamHash> hash_;
  std::string kept_;
  std::optional<AtomicFile> file_;
  std::uint64_t size_bytes_ = 0;
  int error_number_ = 0;
};

}  // namespace cleanscrape::cli
