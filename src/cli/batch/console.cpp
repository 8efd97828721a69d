#include "cli/batch/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cleanscrape::cli {
namespace {

constexpr std::size_t kColumnsElsewhere = 80;
constexpr auto kBarEvery = std::chrono::milliseconds(200);
constexpr auto kLineEvery = std::chrono::seconds(5);

std::string human_seconds(double seconds) {
  const auto whole = std::llround(seconds);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min", whole / 60, whole % 60);
  return fmt::format("{}:{:02} h", whole / 3600, whole / 60 % 60);
}

}  // namespace

std::string human_bytes(double bytes) {
  constexpr std::array<const char*, 6> kUnits{"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < kUnits.size()) {
    bytes /= 1000;
    ++unit;
  }
  const int decimals = unit == 0 || bytes >= 99.95 ? 0 : bytes >= 9.995 ? 1 : 2;
  return fmt::format("{:.{}f} {}", bytes, decimals, kUnits[unit]);
}

void Console::start(std::uint64_t total) {
  if (style_ == Style::none) return;
  const std::lock_guard lock(mutex_);
  start_ = Clock::now();
  total_ = total;
  running_ = true;
  thread_ = std::thread([this] { tick(); });
}

void Console::stop() {
  {
    const std::lock_guard lock(mutex_);
    if (!running_) return;
    running_ = false;
    clear();
    err_.flush();
  }
  stopping_.notify_all();
  thread_.join();
}

void Console::say(std::string_view text) {
  if (text.empty()) return;
  const std::lock_guard lock(mutex_);
  clear();
  err_.write(text);
  if (running_ && style_ == Style::bar) draw();
  err_.flush();
}

void Console::count(std::uint64_t bytes, bool failed) {
  const std::lock_guard lock(mutex_);
  ++done_;
  bytes_ += bytes;
  if (failed) ++failed_;
}

void Console::tick() {
  std::unique_lock lock(mutex_);
  while (running_) {
    const auto every = style_ == Style::bar ? std::chrono::duration_cast<std::chrono::milliseconds>(kBarEvery) : kLineEvery;
    stopping_.wait_for(lock, every);
    if (!running_) return;
    clear();
    draw();
    err_.flush();
  }
}

void Console::draw() {
  if (style_ == Style::plain) {
    err_.write("cleanscrape: " + status() + "\n");
    return;
  }
  std::string line = status();
  const std::size_t columns = terminal_columns(STDERR_FILENO, kColumnsElsewhere);
  constexpr std::size_t kMostBarColumns = 40;
  if (total_ > 0 && columns > line.size() + 14) {
    const std::size_t width = std::min(columns - line.size() - 4, kMostBarColumns);
    const std::size_t full = std::min(done_, total_) * width / total_;
    line = "[" + std::string(full, '#') + std::string(width - full, ' ') + "] " + line;
  }
  err_.write("\r" + line.substr(0, columns - 1));
  drawn_ = true;
}

void Console::clear() {
  if (drawn_) err_.write("\r\x1b[K");
  drawn_ = false;
}

std::string Console::status() const {
  const double seconds = std::max(std::chrono::duration<double>(Clock::now() - start_).count(), 0.001);
  std::string text = total_ > 0 ? fmt::format("{}/{} files, {} %", done_, total_, done_ * 100 / total_) : fmt::format("{} files", done_);
  text += fmt::format(", {:.0f} files/s, {}/s", static_cast<double>(done_) / seconds, human_bytes(static_cast<double>(bytes_) / seconds));
  if (total_ > done_ && done_ > 0) text += ", " + human_seconds(seconds / static_cast<double>(done_) * static_cast<double>(total_ - done_)) + " left";
  if (failed_ > 0) text += fmt::format(", {} failed", failed_);
  return text;
}

}  // namespace cleanscrape::cli
