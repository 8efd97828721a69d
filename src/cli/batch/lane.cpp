#include "cli/batch/lane.h"

namespace cleanscrape::cli {

bool Lane::write(std::string_view bytes) {
  size_bytes_ += bytes.size();
  kept_ += bytes;
  if (kept_.size() < kBlockBytes) return true;
  if (!has_turn_) has_turn_ = order_.has_turn(number_);
  if (!has_turn_ && kept_.size() < kMostKeptBytes) return true;
  return write_kept();
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
