#include "cli/batch/worker.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include "cli/batch/lane.h"
#include "cli/batch/output_file.h"
#include "cli/fd_bytes.h"

namespace cleanscrape::cli {
namespace {

void fail(InputResult& result, std::string text) {
  result.state = InputResult::State::failed;
  result.messages.push_back({Severity::error, result.path, 0, 0, {}, std::move(text)});
}

const char* const kNoAudit = "left as it is: the audit log cannot be written";

class NoBytes final : public ByteSink {
 public:
  [[nodiscard]] bool write(std::string_view) override { return true; }
  [[nodiscard]] bool flush() override { return true; }
};

std::int64_t mtime_ns(const struct stat& status) { return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec; }

bool same_version(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size && mtime_ns(a) == mtime_ns(b);
}

std::uint64_t hash_of(int fd) {
  StreamHash hash;
  std::string block(256 * 1024, '\0');
  ssize_t count = 0;
  for (off_t at = 0; (count = ::pread(fd, block.data(), block.size(), at)) > 0; at += count) {
    hash.add(std::string_view(block).substr(0, static_cast<std::size_t>(count)));
  }
  return hash.value();
}

}  // namespace

struct Worker::Opened {
  UniqueFd owned;
  int fd = -1;
  struct stat status {};
  [[nodiscard]] bool is_regular() const { return S_ISREG(status.st_mode); }
};

class Worker::CountingSource final : public ByteSource {
 public:
  CountingSource(int fd, bool hashed) : source_(fd) {
    if (hashed) hash_.emplace();
  }
  [[nodiscard]] Read read(std::span<char> buffer) override {
    Read read = source_.read(buffer);
    size_bytes_ += read.size_bytes;
    if (hash_) hash_->add({buffer.data(), read.size_bytes});
    return read;
  }
  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_ ? hash_->value() : 0; }

 private:
  FdSource source_;
  std::optional<StreamHash> hash_;
  std::uint64_t size_bytes_ = 0;
};

InputResult Worker::process(const Input& input) {
  const auto start = std::chrono::steady_clock::now();
  InputResult result;
  result.path = input.path;
  Opened opened;
  opened.fd = plan_.in_fd;
  if (input.kind == Input::Kind::notice) {
    result.state = InputResult::State::skipped;
    result.messages.push_back({Severity::warning, input.path, 0, 0, {}, input.problem});
    return result;
  }
  if (input.kind == Input::Kind::problem) {
    fail(result, input.problem);
    return result;
  }
  if (input.kind == Input::Kind::file) {
    const int flags = O_RDONLY | O_CLOEXEC | (input.named ? 0 : O_NOFOLLOW | O_NONBLOCK);
    opened.owned = UniqueFd(::openat(input.folder->fd(), input.name.c_str(), flags));
    opened.fd = opened.owned.get();
  }
  if (opened.fd < 0 || ::fstat(opened.fd, &opened.status) != 0) {
    fail(result, std::strerror(errno));
  } else if (!input.named && !opened.is_regular()) {
    fail(result, "no regular file any more");
  } else if (S_ISDIR(opened.status.st_mode)) {
    fail(result, std::strerror(EISDIR));
  } else {
    process_opened(input, opened, result);
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

void Worker::process_opened(const Input& input, const Opened& opened, InputResult& result) {
  if (was_done_before(input, opened)) {
    result.state = InputResult::State::resumed;
    return;
  }
  CountingSource source(opened.fd, run_.journal != nullptr);
  switch (plan_.target) {
    case Plan::Target::shared: write_shared(input, source, result); break;
    case Plan::Target::tree: write_tree(input, opened, source, result); break;
    case Plan::Target::in_place: write_in_place(input, opened, source, result); break;
    case Plan::Target::nothing: write_nothing(input, source, result); break;
  }
  result.read_bytes = source.size_bytes();
}

bool Worker::transform(const Input& input, CountingSource& source, ByteSink& out, ByteSink* audit, InputResult& result) {
  const InputInfo info{input.path, input.kind == Input::Kind::file ? input.path : std::string(), plan_.target == Plan::Target::shared ? plan_.output_path : input.path};
  const bool in_threads = threaded_ && audit == nullptr;  // the log of an input is one chain of hashes
  TransformReport report = in_threads ? threaded_->transform(source, out, info) : transformer_.transform(source, out, info, audit);
  result.changed = report.changed;
  result.totals = std::move(report.totals);
  result.encoding = std::move(report.encoding);
  result.unnamed_problem_count = report.problem_count - report.problems.size();
  for (Problem& problem : report.problems) {
    result.messages.push_back({problem.severity, input.path, problem.line, problem.record, std::move(problem.id), std::move(problem.message)});
  }
  switch (report.outcome) {
    case TransformReport::Outcome::done:
    case TransformReport::Outcome::left_alone: break;
    case TransformReport::Outcome::failed: result.state = InputResult::State::failed; break;
    case TransformReport::Outcome::overdrop: result.state = InputResult::State::overdrop; break;
    case TransformReport::Outcome::closed: result.state = InputResult::State::closed; break;
  }
  return result.state == InputResult::State::done;
}

bool Worker::transform_to(TargetFile& target, const Input& input, CountingSource& source, ByteSink* audit, InputResult& result) {
  if (transform(input, source, target, audit, result)) return true;
  if (result.state != InputResult::State::closed) return false;
  fail(result, target.error_number() == 0 ? kNoAudit : fmt::format("cannot be written: {}", std::strerror(target.error_number())));
  return false;
}

void Worker::write_shared(const Input& input, CountingSource& source, InputResult& result) {
  Lane lane(run_.order, input.number, run_.out, plan_.hand_on);
  std::optional<Lane> audit;
  if (run_.audit != nullptr) audit.emplace(run_.order, input.number, *run_.audit, plan_.hand_on);
  transform(input, source, lane, audit ? &*audit : nullptr, result);
  result.output_rest = lane.take_rest();
  if (audit) result.audit_rest = audit->take_rest();
}

void Worker::write_nothing(const Input& input, CountingSource& source, InputResult& result) {
  NoBytes nowhere;
  transform(input, source, nowhere, nullptr, result);
}

void Worker::write_tree(const Input& input, const Opened& opened, CountingSource& source, InputResult& result) {
  const std::string name = input.relative_path.substr(input.relative_path.rfind('/') + 1);
  const auto open_folder = [&](int& error_number) { return input.folder->target_fd(plan_.output_root_fd, error_number); };
  TargetFile target(run_.temporaries, open_folder, name, false);
  std::optional<Lane> audit;
  if (run_.audit != nullptr) audit.emplace(run_.order, input.number, *run_.audit, true);
  if (!transform_to(target, input, source, audit ? &*audit : nullptr, result)) return;
  if (opened.is_regular() && source.size_bytes() < static_cast<std::uint64_t>(opened.status.st_size)) return fail(result, "became shorter while it was read");
  int error_number = 0;
  if (!target.complete()) return fail(result, fmt::format("its output cannot be written: {}", std::strerror(target.error_number())));
  if (opened.is_regular()) target.file().copy_mode_and_times(opened.status);
  if (audit && !audit->flush()) return fail(result, kNoAudit);
  if (!target.file().commit(plan_.sync, error_number)) return fail(result, fmt::format("its output cannot be written: {}", std::strerror(error_number)));
  const std::uint64_t size_bytes = static_cast<std::uint64_t>(opened.status.st_size);
  note_done(input, {size_bytes, mtime_ns(opened.status), source.hash(), target.size_bytes()}, result);
}

void Worker::write_in_place(const Input& input, const Opened& opened, CountingSource& source, InputResult& result) {
  if (!opened.is_regular()) return fail(result, "cannot be edited in place: no regular file");
  RealFile real;
  if (input.named) {
    real = find_real_file(input.path);
    if (!real.folder.valid()) return fail(result, std::strerror(errno));
  }
  const int folder_fd = input.named ? real.folder.get() : input.folder->fd();
  const std::string& name = input.named ? real.name : input.name;
  TargetFile target(run_.temporaries, [&](int&) { return folder_fd; }, name, run_.journal != nullptr);
  std::optional<Lane> audit;
  if (run_.audit != nullptr) audit.emplace(run_.order, input.number, *run_.audit, true);
  if (!transform_to(target, input, source, audit ? &*audit : nullptr, result)) return;
  if (audit && !audit->flush()) return fail(result, kNoAudit);
  if (source.size_bytes() < static_cast<std::uint64_t>(opened.status.st_size)) return fail(result, "became shorter while it was read");
  if (result.changed) put_in_place(opened, target, folder_fd, name, result);
  if (result.state != InputResult::State::done) return;
  const std::uint64_t size_bytes = result.changed ? target.size_bytes() : source.size_bytes();
  note_done(input, {size_bytes, mtime_ns(opened.status), result.changed ? target.hash() : source.hash(), size_bytes}, result);
}

void Worker::put_in_place(const Opened& opened, TargetFile& target, int folder_fd, const std::string& name, InputResult& result) {
  int error_number = 0;
  if (!target.complete()) return fail(result, fmt::format("cannot be written: {}", std::strerror(target.error_number())));
  target.file().copy_attributes(opened.status);
  struct stat now {};
  if (::fstatat(folder_fd, name.c_str(), &now, AT_SYMLINK_NOFOLLOW) != 0) return fail(result, std::strerror(errno));
  if (!same_version(now, opened.status)) return fail(result, "changed while it was read; left as it is");
  const std::string backup = name + plan_.backup_suffix;
  if (!plan_.backup_suffix.empty() && !keep_backup(run_.temporaries, folder_fd, name, backup, error_number)) {
    return fail(result, fmt::format("left as it is: its old text cannot be kept as {}: {}", backup, std::strerror(error_number)));
  }
  if (!target.file().commit(plan_.sync, error_number)) return fail(result, fmt::format("cannot be written: {}", std::strerror(error_number)));
  result.state = InputResult::State::done;
}

bool Worker::was_done_before(const Input& input, const Opened& opened) {
  if (run_.journal == nullptr || !opened.is_regular()) return false;
  const JournalEntry* entry = run_.journal->find(input.relative_path);
  if (entry == nullptr || entry->size_bytes != static_cast<std::uint64_t>(opened.status.st_size)) return false;
  if (entry->mtime_ns != mtime_ns(opened.status) && entry->hash != hash_of(opened.fd)) return false;
  if (plan_.target != Plan::Target::tree) return true;
  int error_number = 0;
  const int folder_fd = input.folder->target_fd(plan_.output_root_fd, error_number);
  struct stat output {};
  const std::string name = input.relative_path.substr(input.relative_path.rfind('/') + 1);
  return folder_fd >= 0 && ::fstatat(folder_fd, name.c_str(), &output, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(output.st_mode) &&
         static_cast<std::uint64_t>(output.st_size) == entry->output_size_bytes;
}

void Worker::note_done(const Input& input, const JournalEntry& entry, InputResult& result) {
  result.state = InputResult::State::done;
  if (run_.journal == nullptr || run_.journal->add(input.relative_path, entry)) return;
  result.messages.push_back({Severity::warning, input.path, 0, 0, {}, fmt::format("not noted in the journal: {}", std::strerror(run_.journal->error_number()))});
}

}  // namespace cleanscrape::cli
