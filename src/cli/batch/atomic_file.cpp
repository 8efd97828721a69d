#include "cli/batch/atomic_file.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <utility>

#include "cli/streams.h"

namespace cleanscrape::cli {

std::optional<AtomicFile> AtomicFile::create(Temporaries& temporaries, int folder_fd, std::string name, int& error_number) {
  Temporaries::Created created = temporaries.create(folder_fd, name);
  if (created.fd.valid()) return AtomicFile(temporaries, std::move(created), std::move(name));
  error_number = created.error_number;
  return std::nullopt;
}

AtomicFile::AtomicFile(Temporaries& temporaries, Temporaries::Created created, std::string name)
    : temporaries_(&temporaries), fd_(std::move(created.fd)), handle_(created.handle), name_(std::move(name)) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : temporaries_(other.temporaries_),
      fd_(std::move(other.fd_)),
      handle_(other.handle_),
      name_(std::move(other.name_)),
      pending_(std::exchange(other.pending_, false)) {}

AtomicFile::~AtomicFile() {
  if (pending_) temporaries_->remove(handle_);
}

void AtomicFile::copy_attributes(const struct stat& from) {
  // The owner first: chown clears the set-user-ID bits of the mode.
  if (::fchown(fd_.get(), from.st_uid, from.st_gid) != 0 && ::fchown(fd_.get(), static_cast<uid_t>(-1), from.st_gid) != 0) {
    errno = 0;  // a user who may write the file need not own it
  }
  set_mode(from.st_mode);
  set_times(from);
}

void AtomicFile::copy_mode_and_times(const struct stat& from) {
  set_mode(from.st_mode & 0777U);
  set_times(from);
}

void AtomicFile::set_times(const struct stat& from) {
  const std::array<timespec, 2> times{from.st_atim, from.st_mtim};
  ::futimens(fd_.get(), times.data());
}

void AtomicFile::set_mode(mode_t mode) { ::fchmod(fd_.get(), mode & 07777U); }

bool AtomicFile::commit(bool sync, int& error_number) {
  if (sync && ::fsync(fd_.get()) != 0) {
    error_number = errno;
    return false;
  }
  const int folder_fd = handle_->folder_fd;
  if (!temporaries_->rename(handle_, name_, error_number)) return false;
  pending_ = false;
  if (!sync) return true;
  const UniqueFd folder(::openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.valid() && ::fsync(folder.get()) == 0) return true;
  error_number = errno;
  return false;
}

namespace {

bool same_file(int folder_fd, const std::string& one, const std::string& other) {
  struct stat a {};
  struct stat b {};
  return ::fstatat(folder_fd, one.c_str(), &a, 0) == 0 && ::fstatat(folder_fd, other.c_str(), &b, AT_SYMLINK_NOFOLLOW) == 0 &&
         a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// For file systems without hard links.
bool copy_file(Temporaries& temporaries, int folder_fd, const std::string& name, const std::string& copy, int& error_number) {
  const UniqueFd from(::openat(folder_fd, name.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  std::string bytes;
  if (!from.valid() || ::fstat(from.get(), &status) != 0) {
    error_number = errno;
    return false;
  }
  if (!read_all(from.get(), bytes, error_number)) return false;
  auto file = AtomicFile::create(temporaries, folder_fd, copy, error_number);
  if (!file) return false;
  FdSink sink(file->fd());
  sink.write(bytes);
  sink.flush();
  error_number = sink.error_number();
  file->copy_attributes(status);
  return sink.state() == Sink::State::good && file->commit(false, error_number);
}

}  // namespace

bool keep_backup(Temporaries& temporaries, int folder_fd, const std::string& name, const std::string& backup, int& error_number) {
  if (::linkat(folder_fd, name.c_str(), folder_fd, backup.c_str(), 0) == 0) return true;
  error_number = errno;
  // A run that was killed after this step has left exactly this link.
  if (error_number == EEXIST) return same_file(folder_fd, name, backup);
  const bool no_links = error_number == EPERM || error_number == EOPNOTSUPP || error_number == EMLINK || error_number == ENOSYS;
  struct stat status {};
  if (!no_links || ::fstatat(folder_fd, backup.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) return false;
  return copy_file(temporaries, folder_fd, name, backup, error_number);
}

}  // namespace cleanscrape::cli
