#include "cli/batch/lane.h"

namespace cleanscrape::cli {

bool Lane::write(std::string_view bytes) {
  size_bytes_ += bytes.size();
  if (kept_.size() + bytes.size() < kBlockBytes) {
    kept_ += bytes;
    return true;
  }
  if (!has_turn_) has_turn_ = order_.has_turn(number_);
  if (!has_turn_ && kept_.size() + bytes.size() < kMostKeptBytes) {
    kept_ += bytes;
    return true;
  }
  if (!write_kept()) return false;
  out_.write(bytes);
  return out_.state() == Sink::State::good;
}

bool Lane::flush() {
  if (!hand_on_) return true;
  if (!write_kept()) return false;
  out_.flush();
  return out_.state() == Sink::State::good;
}

bool Lane::write_kept() {
  if (!has_turn_) order_.wait_for_turn(number_);
  has_turn_ = true;
  out_.write(kept_);
  kept_.clear();
  return out_.state() == Sink::State::good;
}

}  // namespace cleanscrape::cli
