#include "cli/batch/in_order.h"

#include <utility>

namespace cleanscrape::cli {

bool InOrder::has_turn(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  return next_ == number;
}

void InOrder::wait_for_turn(std::uint64_t number) {
  std::unique_lock lock(mutex_);
  turn_.wait(lock, [&] { return next_ == number; });
}

void InOrder::finish(std::uint64_t number, std::size_t kept_bytes, std::function<void()> emit) {
  std::unique_lock lock(mutex_);
  turn_.wait(lock, [&] { return number == next_ || (number <= next_ + most_ahead_ && waiting_bytes_ + kept_bytes <= kMostWaitingBytes); });
  waiting_.emplace(number, Waiting{kept_bytes, std::move(emit)});
  waiting_bytes_ += kept_bytes;
  for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_; first = waiting_.erase(first)) {
    first->second.emit();
    waiting_bytes_ -= first->second.kept_bytes;
    ++next_;
  }
  turn_.notify_all();
}

}  // namespace cleanscrape::cli
