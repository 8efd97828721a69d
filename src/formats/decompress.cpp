#include <zlib.h>
#include <zstd.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "formats/compression.h"

namespace cleanscrape {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kInletBytes = 128 * 1024;
constexpr std::size_t kMagicBytes = 4;

/// Input read ahead.
class Inlet {
 public:
  explicit Inlet(ByteSource& in) : in_(in), buffer_(std::make_unique_for_overwrite<char[]>(kInletBytes)) {}

  [[nodiscard]] std::string_view rest() const { return {buffer_.get() + begin_, end_ - begin_}; }
  void skip(std::size_t count) { begin_ += count; }
  [[nodiscard]] const std::string& error() const { return error_; }

  /// Reads until `count` bytes (at most a block) are there; false where the input ends before.
  bool fill(std::size_t count) {
    while (rest().size() < count) {
      if (begin_ > 0) {
        std::copy(buffer_.get() + begin_, buffer_.get() + end_, buffer_.get());
        end_ -= begin_;
        begin_ = 0;
      }
      ByteSource::Read read = in_.read({buffer_.get() + end_, kInletBytes - end_});
      error_ = std::move(read.error);
      if (read.size_bytes == 0) return false;
      end_ += read.size_bytes;
    }
    return true;
  }

 private:
  ByteSource& in_;
  std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string error_;
};

/// What gzip and Zstandard have in common: members one behind the other.
class Decompressor : public ByteSource {
 public:
  explicit Decompressor(std::unique_ptr<Inlet> inlet) : inlet_(std::move(inlet)) {}

  Read read(std::span<char> buffer) override {
    while (error_.empty()) {
      if (!in_member_ && !begin_next_member()) break;
      if (!may_have_more_ && !inlet_->fill(1)) return fail(inlet_->error().empty() ? "ends early: it was cut short" : inlet_->error());
      const std::size_t produced = step(buffer);
      bytes_out_ += produced;
      may_have_more_ = in_member_ && produced == buffer.size();
      if (produced > 0) return {produced, {}};
    }
    return {0, error_};
  }

 protected:
  /// Prepares for a member that starts at the inlet's rest; false if none starts there.
  virtual bool begin_member(std::string_view rest) = 0;
  /// Takes from the inlet, gives into the buffer; calls `end_member` or `fail`.
  virtual std::size_t step(std::span<char> buffer) = 0;
  virtual std::string_view format() const = 0;

  Inlet& inlet() { return *inlet_; }
  void end_member() { in_member_ = false; }
  Read fail(std::string_view why) {
    error_ = fmt::format("{} data, member {}, after {} bytes: {}", format(), members_, bytes_out_, why);
    return {0, error_};
  }

 private:
  /// False at the end, and where something else follows. Padding with zeros is allowed, as gzip(1) does.
  bool begin_next_member() {
    while (inlet_->fill(1) && members_ > 0 && inlet_->rest().front() == '\0') inlet_->skip(1);
    inlet_->fill(kMagicBytes);
    if (inlet_->rest().empty()) {
      if (!inlet_->error().empty()) error_ = inlet_->error();
      return false;
    }
    if (!begin_member(inlet_->rest())) {
      fail("something else follows");
      return false;
    }
    ++members_;
    in_member_ = true;
    return true;
  }

  std::unique_ptr<Inlet> inlet_;
  bool in_member_ = false;
  bool may_have_more_ = false;  ///< the last buffer was filled to the brim, so that output may wait without further input
  std::uint64_t members_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::string error_;
};

class GzipSource final : public Decompressor {
 public:
  explicit GzipSource(std::unique_ptr<Inlet> inlet) : Decompressor(std::move(inlet)) {
    constexpr int kGzipOnly = 16;
    inflateInit2(&stream_, MAX_WBITS + kGzipOnly);
  }
  ~GzipSource() override { inflateEnd(&stream_); }

 private:
  bool begin_member(std::string_view rest) override { return rest.starts_with("\x1F\x8B") && inflateReset(&stream_) == Z_OK; }
  std::string_view format() const override { return "gzip"; }

  std::size_t step(std::span<char> buffer) override {
    const std::string_view rest = inlet().rest();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));  // zlib only reads there
    stream_.avail_in = static_cast<uInt>(rest.size());
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    const auto room = static_cast<uInt>(std::min<std::size_t>(buffer.size(), 1U << 30));
    stream_.avail_out = room;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    inlet().skip(rest.size() - stream_.avail_in);
    if (result == Z_STREAM_END) {
      end_member();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      fail(stream_.msg == nullptr ? "damaged" : stream_.msg);
    }
    return room - stream_.avail_out;
  }

  z_stream stream_{};
};

class ZstdSource final : public Decompressor {
 public:
  explicit ZstdSource(std::unique_ptr<Inlet> inlet) : Decompressor(std::move(inlet)), stream_(ZSTD_createDStream()) {}
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }

 private:
  bool begin_member(std::string_view rest) override {
    const bool skippable = rest.size() >= 4 && rest.substr(1, 3) == "\x2A\x4D\x18" && (static_cast<unsigned char>(rest[0]) & 0xF0) == 0x50;
    return (rest.starts_with("\x28\xB5\x2F\xFD") || skippable) && ZSTD_isError(ZSTD_initDStream(stream_)) == 0;
  }
  std::string_view format() const override { return "zstd"; }

  std::size_t step(std::span<char> buffer) override {
    ZSTD_inBuffer in{inlet().rest().data(), inlet().rest().size(), 0};
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    const std::size_t result = ZSTD_decompressStream(stream_, &out, &in);
    inlet().skip(in.pos);
    if (ZSTD_isError(result) != 0) {
      fail(ZSTD_getErrorName(result));
    } else if (result == 0) {
      end_member();
    }
    return out.pos;
  }

  ZSTD_DStream* stream_;
};

/// Not compressed.
class PlainSource final : public ByteSource {
 public:
  PlainSource(std::unique_ptr<Inlet> inlet, ByteSource& in) : inlet_(std::move(inlet)), in_(in) {}
  Read read(std::span<char> buffer) override {
    const std::string_view ahead = inlet_->rest();
    if (ahead.empty()) return inlet_->error().empty() ? in_.read(buffer) : Read{0, inlet_->error()};
    const std::size_t count = ahead.copy(buffer.data(), buffer.size());
    inlet_->skip(count);
    return {count, {}};
  }

 private:
  std::unique_ptr<Inlet> inlet_;
  ByteSource& in_;
};

}  // namespace

std::unique_ptr<ByteSource> make_decompressor(ByteSource& in) {
  auto inlet = std::make_unique<Inlet>(in);
  inlet->fill(1);
  const bool may_be = !inlet->rest().empty() && (inlet->rest()[0] == '\x1F' || inlet->rest()[0] == '\x28');
  if (may_be) inlet->fill(kMagicBytes);
  if (inlet->rest().starts_with("\x1F\x8B\x08"sv)) return std::make_unique<GzipSource>(std::move(inlet));
  if (inlet->rest().starts_with("\x28\xB5\x2F\xFD"sv)) return std::make_unique<ZstdSource>(std::move(inlet));
  return std::make_unique<PlainSource>(std::move(inlet), in);
}

}  // namespace cleanscrape
