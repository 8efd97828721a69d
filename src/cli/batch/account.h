#pragma once

#include <optional>
#include <string>

#include "cli/batch/unique_fd.h"
#include "cli/record_options.h"
#include "cli/streams.h"
#include "formats/stats.h"

namespace cleanscrape::cli {

/// The files in which a run says what it did: the audit log and the sums.
class Account {
 public:
  /// What happens to a log that is there already.
  enum class OldLog { overwrite, append };

  explicit Account(const AccountOptions& options) : options_(options) {}

  /// Opens what was asked for, and changes nothing yet. A log is written as the run goes, because what it says must be there before a
  /// file changes.
  [[nodiscard]] Diagnostics open(OldLog old_log);
  /// Begins, once the run is sure to.
  [[nodiscard]] Diagnostics begin();
  /// Takes away what `open` made, instead of `begin`.
  void give_up();

  /// Null where no log was asked for.
  [[nodiscard]] Sink* audit() { return audit_ ? &*audit_ : nullptr; }

  /// Ends the log and writes the sums, if they were asked for.
  [[nodiscard]] Diagnostics close(const Stats& stats);

 private:
  Diagnostics write_stats(const Stats& stats) const;

  AccountOptions options_;
  OldLog old_log_ = OldLog::overwrite;
  bool made_log_ = false;
  UniqueFd audit_fd_;
  std::optional<FdSink> audit_;
};

}  // namespace cleanscrape::cli
