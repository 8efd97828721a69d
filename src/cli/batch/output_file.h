#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/batch/atomic_file.h"
#include "cli/batch/temporaries.h"
#include "cli/streams.h"

namespace cleanscrape::cli {

/// One file that a run writes (-o FILE): whole or not at all. Where the name stands for a device or a pipe, that is written to as it comes.
class OutputFile {
 public:
  /// Null, with errno's value, on failure. A link's target is written, an existing file's mode is kept.
  [[nodiscard]] static std::unique_ptr<OutputFile> open(Temporaries& temporaries, const std::string& path, int& error_number);

  [[nodiscard]] Sink& sink() { return *sink_; }

  /// Puts the file in its place. False with errno's value on failure. Without it, what was at the path stays.
  [[nodiscard]] bool commit(bool sync, int& error_number);

 private:
  OutputFile() = default;

  UniqueFd fd_;  ///< of the folder, or of the device
  std::optional<AtomicFile> file_;
  std::optional<FdSink> sink_;
};

/// The folder and the name of the file that a path leads to through all its links; the file need not be there. Not valid, with errno, on
/// failure.
struct RealFile {
  UniqueFd folder;
  std::string name;
};
[[nodiscard]] RealFile find_real_file(const std::string& path);

}  // namespace cleanscrape::cli
