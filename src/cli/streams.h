#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cleanscrape/rules.h"
#include "cli/message.h"

namespace cleanscrape::cli {

/// Where a command writes. An interface, so that tests can catch what a command says.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  /// Takes the bytes; they may be kept back until `flush`. After a failure everything is ignored.
  virtual void write(std::string_view bytes) = 0;
  virtual void flush() = 0;

  enum class State { good, closed, failed };
  /// `closed`: the reader of a pipe went away, which is no error. `failed`: see `error_number`.
  [[nodiscard]] virtual State state() const = 0;
  [[nodiscard]] virtual int error_number() const = 0;
};

/// Keeps what is written.
class StringSink final : public Sink {
 public:
  void write(std::string_view bytes) override { text_ += bytes; }
  void flush() override {}
  [[nodiscard]] State state() const override { return State::good; }
  [[nodiscard]] int error_number() const override { return 0; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Writes to a file descriptor, in blocks of 256 KB; large pieces go past the buffer.
class FdSink final : public Sink {
 public:
  explicit FdSink(int fd) : fd_(fd) {}
  ~FdSink() override { flush(); }
  void write(std::string_view bytes) override;
  void flush() override;
  [[nodiscard]] State state() const override { return state_; }
  [[nodiscard]] int error_number() const override { return error_number_; }

 private:
  void write_now(std::string_view bytes);

  static constexpr std::size_t kBufferBytes = 256 * 1024;
  int fd_;
  std::string buffer_;
  State state_ = State::good;
  int error_number_ = 0;
};

/// What a command reads from and writes to. `in_fd` is standard input.
struct Streams {
  int in_fd = 0;
  Sink& out;
  Sink& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  ErrorFormat error_format = ErrorFormat::text;
  std::size_t out_columns = 100;  ///< to lay out text for a reader
  std::optional<RuleSet> rules = std::nullopt;  ///< of a command that cleans pages: whoever runs it decides when they are taken apart
};

/// Width of the terminal that `fd` is; `elsewhere` where it is none or does not tell.
[[nodiscard]] std::size_t terminal_columns(int fd, std::size_t elsewhere);

/// Reads to the end. False, with errno's value in `error_number`, when reading fails.
[[nodiscard]] bool read_all(int fd, std::string& text, int& error_number);

/// Reads a file; see read_all.
[[nodiscard]] bool read_file(const std::string& path, std::string& text, int& error_number);

}  // namespace cleanscrape::cli
