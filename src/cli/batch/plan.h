#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/batch/in_order.h"
#include "cli/batch/journal.h"
#include "cli/batch/temporaries.h"
#include "cli/message.h"
#include "cli/streams.h"
#include "formats/transform_report.h"

namespace cleanscrape::cli {

/// What a run does with each input.
struct Plan {
  enum class Target : std::uint8_t {
    shared,    ///< one output for all, in order: standard output or a file
    tree,      ///< a file in the output tree
    in_place,  ///< the input's own file
    nothing,   ///< --check and --dry-run
  };
  Target target = Target::shared;
  int in_fd = 0;                 ///< standard input
  int output_root_fd = -1;       ///< of the output tree
  std::string output_path;       ///< as given: of the shared output or of the tree's root
  std::string backup_suffix;     ///< in place; empty: the old file goes
  bool sync = false;
  bool hand_on = false;          ///< each record of the shared output reaches its reader at once
};

/// What the threads of a run share.
struct RunState {
  Temporaries& temporaries;
  Sink& out;                   ///< the shared output
  Sink* audit = nullptr;
  Journal* journal = nullptr;
  InOrder order{};
  std::atomic<bool> stopped{false};  ///< nobody takes the output any more
};

/// What became of one input.
struct InputResult {
  enum class State : std::uint8_t { done, skipped, resumed, failed, overdrop, closed };
  State state = State::done;
  bool changed = false;
  std::string path;  ///< as shown
  Totals totals;
  std::string encoding;
  std::vector<Message> messages;
  std::uint64_t unnamed_problem_count = 0;  ///< problems that `messages` leaves out
  std::uint64_t read_bytes = 0;
  double seconds = 0;
  std::string output_rest;  ///< what must still be written to the shared output
  std::string audit_rest;
};

}  // namespace cleanscrape::cli
