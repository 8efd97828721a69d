#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace cleanscrape {

/// Where bytes come from; pulled. Not thread-safe.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  struct Read {
    std::size_t size_bytes = 0;  ///< 0 without an error: the end
    std::string error;           ///< why reading failed, for people; empty: it did not
  };
  /// Fills a part of `buffer`, at least a byte of it unless the end is reached. Waits only while it has none.
  [[nodiscard]] virtual Read read(std::span<char> buffer) = 0;
};

/// Where bytes go; pushed. Not thread-safe.
class ByteSink {
 public:
  ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  virtual ~ByteSink() = default;

  /// Takes the bytes; may keep them back until `flush`. False once nobody takes them any more (a closed pipe, a full disk): stop.
  [[nodiscard]] virtual bool write(std::string_view bytes) = 0;
  /// Hands on what was kept back. False as for `write`.
  [[nodiscard]] virtual bool flush() = 0;
};

/// Bytes that lie in memory.
class StringSource final : public ByteSource {
 public:
  explicit StringSource(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] Read read(std::span<char> buffer) override {
    const std::size_t count = rest_.copy(buffer.data(), buffer.size());
    rest_.remove_prefix(count);
    return {count, {}};
  }

 private:
  std::string_view rest_;
};

/// Keeps what is written.
class StringByteSink final : public ByteSink {
 public:
  [[nodiscard]] bool write(std::string_view bytes) override {
    text_ += bytes;
    return true;
  }
  [[nodiscard]] bool flush() override { return true; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }

 private:
  std::string text_;
};

}  // namespace cleanscrape
