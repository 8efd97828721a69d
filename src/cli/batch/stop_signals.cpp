#include "cli/batch/stop_signals.h"

#include <utility>

namespace cleanscrape::cli {
namespace {

constexpr int kWakeUp = SIGUSR1;  // ends the waiting thread; nobody else sends it to a thread that blocks it

bool is_ignored(int signal_number) {
  struct sigaction action {};
  return ::sigaction(signal_number, nullptr, &action) == 0 && (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

StopSignals::StopSignals(Temporaries& temporaries, std::function<void(int)> on_stop) : temporaries_(temporaries), on_stop_(std::move(on_stop)) {
  ::sigemptyset(&signals_);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(number)) ::sigaddset(&signals_, number);
  }
  ::sigaddset(&signals_, kWakeUp);
  ::pthread_sigmask(SIG_BLOCK, &signals_, &old_mask_);
  thread_ = std::thread([this] { wait(); });
}

StopSignals::~StopSignals() {
  done_ = true;
  ::pthread_kill(thread_.native_handle(), kWakeUp);
  thread_.join();
  ::pthread_sigmask(SIG_SETMASK, &old_mask_, nullptr);
}

void StopSignals::wait() {
  int number = 0;
  do {
    if (::sigwait(&signals_, &number) != 0) return;
    if (done_) return;
  } while (number == kWakeUp);
  temporaries_.abandon();
  on_stop_(number);
  ::signal(number, SIG_DFL);
  sigset_t only{};
  ::sigemptyset(&only);
  ::sigaddset(&only, number);
  ::pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  ::raise(number);
}

}  // namespace cleanscrape::cli
