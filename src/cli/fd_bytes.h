#pragma once

#include "cli/streams.h"
#include "formats/bytes.h"

namespace cleanscrape::cli {

/// Reads from a file descriptor, which stays the caller's.
class FdSource final : public ByteSource {
 public:
  explicit FdSource(int fd) : fd_(fd) {}
  [[nodiscard]] Read read(std::span<char> buffer) override;

 private:
  int fd_;
};

/// Hands bytes on to a Sink.
class SinkBytes final : public ByteSink {
 public:
  explicit SinkBytes(Sink& sink) : sink_(sink) {}
  [[nodiscard]] bool write(std::string_view bytes) override {
    sink_.write(bytes);
    return sink_.state() == Sink::State::good;
  }
  [[nodiscard]] bool flush() override {
    sink_.flush();
    return sink_.state() == Sink::State::good;
  }

 private:
  Sink& sink_;
};

}  // namespace cleanscrape::cli
