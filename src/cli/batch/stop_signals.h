#pragma once

#include <signal.h>

#include <atomic>
#include <functional>
#include <thread>

#include "cli/batch/temporaries.h"

namespace cleanscrape::cli {

/// Ends the process cleanly on SIGINT, SIGTERM and SIGHUP: temporaries are deleted, then the process dies of the signal, so that a shell
/// sees 128 + its number. Make one before any other thread is started. A signal that was ignored at the start stays ignored (nohup).
class StopSignals {
 public:
  /// `on_stop` is called with the signal's number, from another thread, after no file can change any more.
  StopSignals(Temporaries& temporaries, std::function<void(int)> on_stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  void wait();

  Temporaries& temporaries_;
  std::function<void(int)> on_stop_;
  sigset_t signals_{};
  sigset_t old_mask_{};
  std::atomic<bool> done_{false};
  std::thread thread_;
};

}  // namespace cleanscrape::cli
