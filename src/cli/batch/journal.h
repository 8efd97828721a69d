#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cli/batch/unique_fd.h"

namespace cleanscrape::cli {

/// What a finished input left behind.
struct JournalEntry {
  std::uint64_t size_bytes = 0;  ///< of the input as it stands now: in place, of what was written
  std::int64_t mtime_ns = 0;
  std::uint64_t hash = 0;        ///< of its bytes
  std::uint64_t output_size_bytes = 0;
};

/// The finished inputs of a run over a tree, so that the next run can go on where this one stopped. A text file that is only appended to:
/// a line is lost with a kill at most, and then its input is done again. Thread-safe.
///
///     cleanscrape-journal 1 FINGERPRINT
///     CHECK SIZE MTIME_NS HASH OUTPUT_SIZE PATH-IN-ESCAPES
class Journal {
 public:
  /// Opens it, or begins a new one where there is none or where it belongs to other rules or options: the fingerprint differs.
  /// `go_on`: use what it says. Empty, with errno's value, on failure.
  [[nodiscard]] static std::optional<Journal> open(int folder_fd, const std::string& name, std::uint64_t run_fingerprint, bool go_on, int& error_number);

  Journal(Journal&& other) noexcept;

  /// What is known of an input of an earlier run.
  [[nodiscard]] const JournalEntry* find(std::string_view path) const;

  /// Adds a finished input. Kept back for a moment; `flush` writes it. False once writing has failed.
  bool add(std::string_view path, const JournalEntry& entry);
  bool flush();
  [[nodiscard]] int error_number() const { return error_number_; }

 private:
  explicit Journal(UniqueFd fd) : fd_(std::move(fd)) {}
  bool load(std::uint64_t run_fingerprint);
  void load_line(std::string_view line);
  bool flush_locked();

  UniqueFd fd_;
  std::unordered_map<std::uint64_t, JournalEntry> entries_;  ///< by the path's fingerprint
  std::mutex mutex_;
  std::string pending_;
  std::int64_t last_flush_ms_ = 0;
  int error_number_ = 0;
};

/// The journal's name in the root of a tree; every shard has its own.
[[nodiscard]] std::string journal_name(std::uint32_t shard_index, std::uint32_t shard_count);
[[nodiscard]] bool is_journal_name(std::string_view name);

}  // namespace cleanscrape::cli
