#include "cli/batch/account.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/batch/output_file.h"

namespace cleanscrape::cli {
namespace {

Diagnostics failure(const std::string& file, const char* what, int error_number) {
  return {{Severity::error, {file, 0, 0}, std::string(what) + ": " + std::strerror(error_number), {}, {}}};
}

/// Whether a killed run left half a line at the end.
bool ends_inside_of_line(int fd) {
  struct stat status {};
  char last = '\n';
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return false;
  return ::pread(fd, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

}  // namespace

Diagnostics Account::open(OldLog old_log) {
  if (options_.audit.empty()) return {};
  old_log_ = old_log;
  const int flags = O_CLOEXEC | (old_log == OldLog::append ? O_RDWR | O_APPEND : O_WRONLY);
  audit_fd_ = UniqueFd(::open(options_.audit.c_str(), flags | O_CREAT | O_EXCL, 0666));
  made_log_ = audit_fd_.valid();
  if (!made_log_) audit_fd_ = UniqueFd(::open(options_.audit.c_str(), flags | O_CREAT, 0666));
  return audit_fd_.valid() ? Diagnostics{} : failure(options_.audit, "the audit log cannot be written", errno);
}

void Account::give_up() {
  if (made_log_) ::unlink(options_.audit.c_str());
}

Diagnostics Account::begin() {
  if (!audit_fd_.valid()) return {};
  struct stat status {};
  const bool is_regular = ::fstat(audit_fd_.get(), &status) == 0 && S_ISREG(status.st_mode);
  if (old_log_ == OldLog::overwrite && is_regular && ::ftruncate(audit_fd_.get(), 0) != 0) {
    return failure(options_.audit, "the audit log cannot be written", errno);
  }
  audit_.emplace(audit_fd_.get());
  if (old_log_ == OldLog::append && ends_inside_of_line(audit_fd_.get())) audit_->write("\n");
  return {};
}

Diagnostics Account::close(const Stats& stats) {
  Diagnostics errors;
  if (audit_) {
    audit_->flush();
    if (audit_->state() == Sink::State::failed) errors = failure(options_.audit, "the audit log cannot be written", audit_->error_number());
  }
  if (options_.stats.empty()) return errors;
  for (Diagnostic& error : write_stats(stats)) errors.push_back(std::move(error));
  return errors;
}

Diagnostics Account::write_stats(const Stats& stats) const {
  int error_number = 0;
  Temporaries temporaries;
  const auto file = OutputFile::open(temporaries, options_.stats, error_number);
  if (file == nullptr) return failure(options_.stats, "the sums cannot be written", error_number);
  file->sink().write(render_stats(stats));
  if (file->commit(false, error_number)) return {};
  return failure(options_.stats, "the sums cannot be written", error_number);
}

}  // namespace cleanscrape::cli
