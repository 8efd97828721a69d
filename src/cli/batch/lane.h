#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/batch/in_order.h"
#include "cli/streams.h"
#include "formats/bytes.h"

namespace cleanscrape::cli {

/// One input's part of an output that all inputs share: kept back until it is the input's turn, then written through. Too much of it waits
/// for the turn, so that memory is bounded whatever the size of the input.
class Lane final : public ByteSink {
 public:
  /// `hand_on`: what is flushed reaches the reader at once.
  Lane(InOrder& order, std::uint64_t number, Sink& out, bool hand_on) : order_(order), number_(number), out_(out), hand_on_(hand_on) {}

  [[nodiscard]] bool write(std::string_view bytes) override;
  [[nodiscard]] bool flush() override;

  /// What was kept back and must be written when the turn has come.
  [[nodiscard]] std::string take_rest() { return std::move(kept_); }

  /// Bytes that went through or are kept.
  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }

 private:
  static constexpr std::size_t kBlockBytes = 256 * 1024;
  static constexpr std::size_t kMostKeptBytes = 4 * 1024 * 1024;

  bool write_kept();

  InOrder& order_;
  std::uint64_t number_;
  Sink& out_;
  bool hand_on_;
  bool has_turn_ = false;
  std::string kept_;
  std::uint64_t size_bytes_ = 0;
};

}  // namespace cleanscrape::cli
