#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "formats/bytes.h"

namespace cleanscrape {

/// Reads a source record by record. Memory is one record and a block. What it returns lives until the next call, and is followed by
/// `kPaddingBytes` readable bytes of no meaning (simdjson asks for them).
class RecordReader {
 public:
  explicit RecordReader(ByteSource& in) : in_(in) {}

  static constexpr std::size_t kPaddingBytes = 64;

  /// The first `count` bytes of what is left, fewer where the input ends before. Takes nothing away.
  std::string_view peek(std::size_t count);
  /// What can be had without waiting, at least a byte unless the input ends. Takes nothing away.
  std::string_view peek_some() { return peek(1), rest(); }

  /// Up to and with `delimiter`, or the rest without one; empty at the end. Where no delimiter begins in the first `max_bytes`, or right
  /// behind them, the record is cut there; see `is_cut`.
  std::string_view take_until(std::string_view delimiter, std::size_t max_bytes);
  /// Whether the last record goes on: call `take_until` again for more of it.
  [[nodiscard]] bool is_cut() const { return is_cut_; }
  /// At least `min_bytes`, as many as end behind the last `delimiter` among them; more, up to `max_bytes`, where none is among them. Empty, and
  /// nothing taken, where the input ends before, and where no delimiter is found. For delimiters that cannot overlap themselves.
  std::string_view take_whole(std::string_view delimiter, std::size_t min_bytes, std::size_t max_bytes);
  /// `count` bytes, or the rest.
  std::string_view take(std::size_t count);
  /// Why reading ended, if not at the end.
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  struct Free {
    void operator()(char* buffer) const;
  };

  [[nodiscard]] std::string_view rest() const { return {buffer_.get() + begin_, end_ - begin_}; }
  bool read_more();
  void make_room();

  ByteSource& in_;
  std::unique_ptr<char, Free> buffer_;  ///< from malloc, whose realloc moves pages instead of bytes
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  bool is_cut_ = false;
  std::string error_;
};

}  // namespace cleanscrape
