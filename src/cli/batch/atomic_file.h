#pragma once

#include <sys/stat.h>

#include <optional>
#include <string>

#include "cli/batch/temporaries.h"

namespace cleanscrape::cli {

/// A file that appears under its name only when it is whole: written as a temporary beside it, then renamed over it.
class AtomicFile {
 public:
  /// Empty, with errno's value, where the folder cannot be written to. The folder stays open longer than the AtomicFile.
  [[nodiscard]] static std::optional<AtomicFile> create(Temporaries& temporaries, int folder_fd, std::string name, int& error_number);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;

  /// Deletes the temporary, unless it was committed.
  ~AtomicFile();

  [[nodiscard]] int fd() const { return fd_.get(); }

  /// Mode, owner and times of the file. The owner is kept where the system allows it, without complaint where it does not.
  void copy_attributes(const struct stat& from);
  /// The same without the owner and what only the owner may grant (set-user-ID).
  void copy_mode_and_times(const struct stat& from);
  void set_mode(mode_t mode);

  /// Puts the file in its place. `sync`: only after it is on the disk, and the name with it. False with errno's value on failure.
  [[nodiscard]] bool commit(bool sync, int& error_number);

 private:
  AtomicFile(Temporaries& temporaries, Temporaries::Created created, std::string name);

  void set_times(const struct stat& from);

  Temporaries* temporaries_;
  UniqueFd fd_;
  Temporaries::Handle handle_;
  std::string name_;
  bool pending_ = true;  ///< the temporary is there and ours to delete
};

/// Keeps the file `name` as `backup` besides. False with errno's value on failure: EEXIST if there is another file of that name already.
[[nodiscard]] bool keep_backup(Temporaries& temporaries, int folder_fd, const std::string& name, const std::string& backup, int& error_number);

}  // namespace cleanscrape::cli
