#include "cli/batch/journal.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/hash.h"
#include "cli/batch/display_name.h"
#include "cli/streams.h"

namespace cleanscrape::cli {
namespace {

constexpr std::string_view kName = ".cleanscrape-journal";
constexpr std::size_t kMostPendingBytes = 64 * 1024;
constexpr std::int64_t kMostPendingMs = 500;

std::string header(std::uint64_t run_fingerprint) { return fmt::format("cleanscrape-journal 1 {:016x}\n", run_fingerprint); }

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool write_all(int fd, std::string_view bytes, int& error_number) {
  FdSink sink(fd);
  sink.write(bytes);
  sink.flush();
  error_number = sink.error_number();
  return sink.state() == Sink::State::good;
}

template <class Number>
bool take_number(std::string_view& text, Number& value, int base) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  const std::size_t size = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || size >= text.size() || text[size] != ' ') return false;
  text.remove_prefix(size + 1);
  return true;
}

}  // namespace

std::optional<Journal> Journal::open(int folder_fd, const std::string& name, std::uint64_t run_fingerprint, bool go_on, int& error_number) {
  Journal journal{UniqueFd(::openat(folder_fd, name.c_str(), O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666))};
  if (!journal.fd_.valid()) {
    error_number = errno;
    return std::nullopt;
  }
  if (go_on && journal.load(run_fingerprint)) return journal;
  journal.entries_.clear();
  if (::ftruncate(journal.fd_.get(), 0) != 0) {
    error_number = errno;
    return std::nullopt;
  }
  if (!write_all(journal.fd_.get(), header(run_fingerprint), error_number)) return std::nullopt;
  return journal;
}

Journal::Journal(Journal&& other) noexcept
    : fd_(std::move(other.fd_)),
      entries_(std::move(other.entries_)),
      pending_(std::move(other.pending_)),
      last_flush_ms_(other.last_flush_ms_),
      error_number_(other.error_number_) {}

bool Journal::load(std::uint64_t run_fingerprint) {
  std::string text;
  if (!read_all(fd_.get(), text, error_number_)) return false;
  const std::string expected = header(run_fingerprint);
  if (!std::string_view(text).starts_with(expected)) return false;
  std::string_view rest = std::string_view(text).substr(expected.size());
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    load_line(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (!rest.empty()) pending_.push_back('\n');  // ends the line that a kill has torn
  return true;
}

void Journal::load_line(std::string_view line) {
  std::uint64_t check = 0;
  JournalEntry entry;
  if (!take_number(line, check, 16) || check != fingerprint(line)) return;
  if (take_number(line, entry.size_bytes, 10) && take_number(line, entry.mtime_ns, 10) && take_number(line, entry.hash, 16) &&
      take_number(line, entry.output_size_bytes, 10)) {
    entries_[fingerprint(line)] = entry;
  }
}

const JournalEntry* Journal::find(std::string_view path) const {
  const auto found = entries_.find(fingerprint(display_name(path)));
  return found == entries_.end() ? nullptr : &found->second;
}

bool Journal::add(std::string_view path, const JournalEntry& entry) {
  const std::string line = fmt::format("{} {} {:016x} {} {}", entry.size_bytes, entry.mtime_ns, entry.hash, entry.output_size_bytes, display_name(path));
  const std::lock_guard lock(mutex_);
  pending_ += fmt::format("{:016x} {}\n", fingerprint(line), line);
  if (pending_.size() < kMostPendingBytes && now_ms() - last_flush_ms_ < kMostPendingMs) return error_number_ == 0;
  return flush_locked();
}

bool Journal::flush() {
  const std::lock_guard lock(mutex_);
  return flush_locked();
}

bool Journal::flush_locked() {
  last_flush_ms_ = now_ms();
  if (error_number_ == 0) write_all(fd_.get(), std::exchange(pending_, {}), error_number_);
  return error_number_ == 0;
}

std::string journal_name(std::uint32_t shard_index, std::uint32_t shard_count) {
  return shard_count == 1 ? std::string(kName) : fmt::format("{}-{}-of-{}", kName, shard_index, shard_count);
}

bool is_journal_name(std::string_view name) { return name.starts_with(kName); }

}  // namespace cleanscrape::cli
