#pragma once

#include <list>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "cli/batch/unique_fd.h"

namespace cleanscrape::cli {

/// The temporary files of this run: made, renamed and removed here only, so that a signal can take them all away.
///
/// A temporary stands beside its target and is locked (flock) as long as its owner lives; a later run that can lock it removes it. Its name
/// follows from the target's, so that the next run at the same target meets it without a search.
class Temporaries {
 public:
  struct Entry {
    int folder_fd = -1;
    std::string name;
  };
  using Handle = std::list<Entry>::iterator;

  struct Created {
    UniqueFd fd;
    Handle handle;
    int error_number = 0;  ///< if `fd` is not valid
  };

  /// Makes an empty locked temporary for `target` in the folder. Whoever owns the folder keeps it open until `remove` or `rename`.
  [[nodiscard]] Created create(int folder_fd, std::string_view target);

  /// Gives the temporary its target's name, in the place of what is there. False, with errno's value, on failure: the handle stays valid.
  [[nodiscard]] bool rename(Handle handle, const std::string& target, int& error_number);

  /// Deletes the temporary.
  void remove(Handle handle);

  /// Deletes all of them and makes every later `create` and `rename` fail: no stray is left when the process ends after this.
  void abandon();
  [[nodiscard]] bool abandoned();

 private:
  std::shared_mutex gate_;  ///< `abandon` alone, or any number of the others
  bool abandoned_ = false;
  std::mutex entries_mutex_;
  std::list<Entry> entries_;
};

/// Whether this is the name of one of our temporaries.
[[nodiscard]] bool is_temporary_name(std::string_view name);

/// Deletes a temporary whose owner is dead. Leaves alone what is locked or not a regular file.
void clear_stray(int folder_fd, const std::string& name);

/// Does so for every temporary of a folder.
void clear_strays(int folder_fd);

}  // namespace cleanscrape::cli
