#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "cli/streams.h"

namespace cleanscrape::cli {

/// Standard error during a run: messages, and below them how far the run is. Thread-safe.
class Console {
 public:
  enum class Style : std::uint8_t { none, plain, bar };

  Console(Sink& err, Style style) : err_(err), style_(style) {}
  ~Console() { stop(); }
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  /// Shows how far the run is from now on. `total`: of the inputs; 0: not known.
  void start(std::uint64_t total);
  /// Takes the bar away and shows no more.
  void stop();

  void say(std::string_view text);
  void count(std::uint64_t bytes, bool failed);

 private:
  using Clock = std::chrono::steady_clock;

  void tick();
  void draw();
  void clear();
  [[nodiscard]] std::string status() const;

  Sink& err_;
  const Style style_;
  std::mutex mutex_;
  std::condition_variable stopping_;
  bool running_ = false;
  bool drawn_ = false;
  Clock::time_point start_{};
  std::uint64_t total_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t bytes_ = 0;
  std::thread thread_;
};

/// "1.5 MB": decimal units, three digits.
[[nodiscard]] std::string human_bytes(double bytes);

}  // namespace cleanscrape::cli
