#include "cli/batch/folder.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "cli/batch/temporaries.h"

namespace cleanscrape::cli {
namespace {

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// A folder that files can be put into.
mode_t writable(mode_t mode) { return mode | 0700U; }

/// Not valid, with errno, on failure. Strays of an earlier run are cleared away.
UniqueFd open_or_make(int above_fd, const std::string& name, mode_t mode, bool& made) {
  made = ::mkdirat(above_fd, name.c_str(), mode) == 0;
  if (!made && errno != EEXIST) return {};
  UniqueFd folder(::openat(above_fd, name.c_str(), kFolderFlags));
  if (folder.valid() && made) ::fchmod(folder.get(), mode);
  if (folder.valid() && !made) clear_strays(folder.get());
  return folder;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

Folder::Folder(std::shared_ptr<Folder> parent, UniqueFd fd, std::string path, std::string relative_path, const struct stat& status)
    : parent_(std::move(parent)),
      fd_(std::move(fd)),
      path_(std::move(path)),
      relative_path_(std::move(relative_path)),
      device_(status.st_dev),
      inode_(status.st_ino),
      mode_(status.st_mode & 07777U) {}

Folder::Folder(UniqueFd fd, std::string path, std::string target_prefix, const struct stat& status)
    : Folder(nullptr, std::move(fd), std::move(path), {}, status) {
  target_prefix_ = std::move(target_prefix);
}

Folder::Folder(std::string target_prefix) : target_prefix_(std::move(target_prefix)) {}

Folder::~Folder() {
  // Only now: files had to be written into it.
  if (made_target_ && mode_ != writable(mode_)) ::fchmod(target_.get(), mode_);
}

int Folder::at_working_folder() { return AT_FDCWD; }

bool Folder::is_or_is_below(dev_t device, ino_t inode) const {
  for (const Folder* folder = this; folder != nullptr; folder = folder->parent_.get()) {
    if (folder->device_ == device && folder->inode_ == inode) return true;
  }
  return false;
}

int Folder::target_fd(int root_fd, int& error_number) {
  const std::lock_guard lock(target_mutex_);
  if (!target_.valid() && !open_target(root_fd, error_number)) return -1;
  return target_.get();
}

bool Folder::open_target(int root_fd, int& error_number) {
  if (!parent_) {
    errno = 0;
    if (make_prefix(root_fd)) return true;
    error_number = errno;
    return false;
  }
  const int above = parent_->target_fd(root_fd, error_number);
  if (above < 0) return false;
  target_ = open_or_make(above, last_part(relative_path_), writable(mode_), made_target_);
  error_number = errno;
  return target_.valid();
}

bool Folder::make_prefix(int root_fd) {
  UniqueFd at(::openat(root_fd, ".", kFolderFlags));
  for (std::size_t begin = 0; at.valid() && begin < target_prefix_.size();) {
    const std::size_t end = std::min(target_prefix_.find('/', begin), target_prefix_.size());
    bool made = false;
    if (end > begin) at = open_or_make(at.get(), target_prefix_.substr(begin, end - begin), 0755, made);
    begin = end + 1;
  }
  target_ = std::move(at);
  return target_.valid();
}

std::string join_path(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.ends_with('/') ? folder + name : folder + "/" + name;
}

}  // namespace cleanscrape::cli
