#include "cli/batch/temporaries.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <vector>

#include "base/hash.h"

namespace cleanscrape::cli {
namespace {

constexpr std::string_view kPrefix = ".cleanscrape-";
constexpr std::string_view kSuffix = ".tmp";
constexpr int kMostAtOneTarget = 1000;  // so many runs may write the same target at the same time

std::string temporary_name(std::string_view target, int number) {
  return fmt::format("{}{:016x}-{}{}", kPrefix, fingerprint(target), number, kSuffix);
}

/// A run that clears strays may have locked and deleted the file between its making and our lock.
bool lock_own(int fd) {
  while (::flock(fd, LOCK_EX) != 0) {
    if (errno != EINTR) return true;  // no locks on this file system: then nobody clears there either
  }
  struct stat status {};
  return ::fstat(fd, &status) == 0 && status.st_nlink > 0;
}

}  // namespace

Temporaries::Created Temporaries::create(int folder_fd, std::string_view target) {
  const std::shared_lock gate(gate_);
  if (abandoned_) return {{}, {}, ECANCELED};
  for (int number = 0; number < kMostAtOneTarget;) {
    std::string name = temporary_name(target, number);
    UniqueFd fd(::openat(folder_fd, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (fd.valid()) {
      if (!lock_own(fd.get())) continue;
      const std::lock_guard lock(entries_mutex_);
      return {std::move(fd), entries_.insert(entries_.end(), {folder_fd, std::move(name)}), 0};
    }
    if (errno != EEXIST) return {{}, {}, errno};
    clear_stray(folder_fd, name);
    struct stat status {};
    if (::fstatat(folder_fd, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) ++number;
  }
  return {{}, {}, EEXIST};
}

bool Temporaries::rename(Handle handle, const std::string& target, int& error_number) {
  const std::shared_lock gate(gate_);
  if (abandoned_) {
    error_number = ECANCELED;
    return false;
  }
  if (::renameat(handle->folder_fd, handle->name.c_str(), handle->folder_fd, target.c_str()) != 0) {
    error_number = errno;
    return false;
  }
  const std::lock_guard lock(entries_mutex_);
  entries_.erase(handle);
  return true;
}

void Temporaries::remove(Handle handle) {
  const std::shared_lock gate(gate_);
  if (!abandoned_) ::unlinkat(handle->folder_fd, handle->name.c_str(), 0);
  const std::lock_guard lock(entries_mutex_);
  entries_.erase(handle);
}

void Temporaries::abandon() {
  const std::unique_lock gate(gate_);
  abandoned_ = true;
  const std::lock_guard lock(entries_mutex_);
  for (const Entry& entry : entries_) ::unlinkat(entry.folder_fd, entry.name.c_str(), 0);
}

bool Temporaries::abandoned() {
  const std::shared_lock gate(gate_);
  return abandoned_;
}

bool is_temporary_name(std::string_view name) {
  return name.starts_with(kPrefix) && name.ends_with(kSuffix) && name.size() > kPrefix.size() + 16 + kSuffix.size() &&
         name[kPrefix.size() + 16] == '-' && name.substr(kPrefix.size(), 16).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void clear_stray(int folder_fd, const std::string& name) {
  constexpr int kFlags = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  UniqueFd fd(::openat(folder_fd, name.c_str(), O_RDWR | kFlags));  // NFS locks only what is open for writing
  if (!fd.valid()) fd = UniqueFd(::openat(folder_fd, name.c_str(), O_RDONLY | kFlags));
  struct stat status {};
  if (!fd.valid() || ::fstat(fd.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) return;
  struct stat named {};
  const bool same = ::fstatat(folder_fd, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) == 0 && named.st_ino == status.st_ino && named.st_dev == status.st_dev;
  if (same) ::unlinkat(folder_fd, name.c_str(), 0);
}

void clear_strays(int folder_fd) {
  const int fd = ::openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* folder = fd < 0 ? nullptr : ::fdopendir(fd);
  if (folder == nullptr) {
    if (fd >= 0) ::close(fd);
    return;
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(folder)) {
    if (is_temporary_name(entry->d_name)) names.emplace_back(entry->d_name);
  }
  ::closedir(folder);
  for (const std::string& name : names) clear_stray(folder_fd, name);
}

}  // namespace cleanscrape::cli
