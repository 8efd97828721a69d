#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace cleanscrape::cli {

/// Brings what threads finish in any order into the order of its numbers, which count from 0 without gaps. The number that is next has its
/// turn. Numbers are handed out in order, so that the one that has its turn is always being worked on.
class InOrder {
 public:
  /// Numbers that are finished may be so many ahead of the one that has its turn.
  explicit InOrder(std::uint64_t most_ahead = 256) : most_ahead_(most_ahead) {}

  [[nodiscard]] bool has_turn(std::uint64_t number);
  void wait_for_turn(std::uint64_t number);

  /// Calls `emit` when the number's turn has come: now, or later from another thread. One at a time, in order. Waits where the number is
  /// too far ahead, or where too much waits already for its turn: `kept_bytes` are what `emit` keeps in memory.
  void finish(std::uint64_t number, std::size_t kept_bytes, std::function<void()> emit);

 private:
  static constexpr std::size_t kMostWaitingBytes = 16 * 1024 * 1024;

  struct Waiting {
    std::size_t kept_bytes = 0;
    std::function<void()> emit;
  };

  const std::uint64_t most_ahead_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0;
  std::map<std::uint64_t, Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
};

}  // namespace cleanscrape::cli
