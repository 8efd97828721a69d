#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace cleanscrape::cli {

/// Brings what threads finish in any order into the order of its numbers, which count from 0 without gaps. The number that is next has its
/// turn. Numbers are handed out in order, so that the one that has its turn is always being worked on.
class InOrder {
 public:
  [[nodiscard]] bool has_turn(std::uint64_t number);
  void wait_for_turn(std::uint64_t number);

  /// Calls `emit` when the number's turn has come: now, or later from another thread. One at a time, in order. Waits where the number is
  /// too far ahead, so that little is kept.
  void finish(std::uint64_t number, std::function<void()> emit);

 private:
  static constexpr std::uint64_t kMostAhead = 256;

  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0;
  std::map<std::uint64_t, std::function<void()>> waiting_;
};

}  // namespace cleanscrape::cli
