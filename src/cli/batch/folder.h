#pragma once

#include <sys/stat.h>

#include <memory>
#include <mutex>
#include <string>

#include "cli/batch/unique_fd.h"

namespace cleanscrape::cli {

/// An open folder of the tree that is walked, and its twin in the output tree. Files in it are opened relative to it, so that nothing that
/// happens to the path meanwhile leads a run out of its tree. Lives as long as an input in it or below it is worked on.
class Folder {
 public:
  /// A folder of the input tree, below an argument.
  Folder(std::shared_ptr<Folder> parent, UniqueFd fd, std::string path, std::string relative_path, const struct stat& status);
  /// An argument that is a folder. `target_prefix`: its twin's path below the root of the output tree; empty: the root itself.
  Folder(UniqueFd fd, std::string path, std::string target_prefix, const struct stat& status);
  /// Stands for the working folder: an input that was named itself.
  explicit Folder(std::string target_prefix);
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();

  [[nodiscard]] int fd() const { return fd_.valid() ? fd_.get() : at_working_folder(); }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& relative_path() const { return relative_path_; }
  [[nodiscard]] const std::shared_ptr<Folder>& parent() const { return parent_; }

  /// Whether it is this folder or lies in it, by device and inode: the sign of a loop of links.
  [[nodiscard]] bool is_or_is_below(dev_t device, ino_t inode) const;

  /// The folder of the output tree whose root is `root_fd` that corresponds to this one; made if it is not there. -1 with errno's value on
  /// failure. Thread-safe.
  [[nodiscard]] int target_fd(int root_fd, int& error_number);

 private:
  static int at_working_folder();
  bool open_target(int root_fd, int& error_number);
  bool make_prefix(int root_fd);

  std::shared_ptr<Folder> parent_;
  UniqueFd fd_;
  std::string path_;           ///< as shown: starts with the argument
  std::string relative_path_;  ///< below the argument; empty for it
  std::string target_prefix_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
  mode_t mode_ = 0755;

  std::mutex target_mutex_;
  UniqueFd target_;
  bool made_target_ = false;
};

/// "folder/name", or the name alone where the folder is empty.
[[nodiscard]] std::string join_path(const std::string& folder, const std::string& name);

}  // namespace cleanscrape::cli
