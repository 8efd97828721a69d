#pragma once

namespace cleanscrape::cli {

/// What the command tells the shell.
enum class ExitCode : int {
  done = 0,         ///< also when nothing or everything was dropped
  differs = 1,      ///< only from `check`, `test` and `--check`
  usage = 2,        ///< bad usage, rules or configuration; nothing was written
  some_failed = 3,  ///< some inputs failed, the others are written
  overdrop = 4,     ///< the valve tripped and was told to fail
};

}  // namespace cleanscrape::cli
