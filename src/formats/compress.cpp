#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "formats/compression.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kCompressedBytes = 64 * 1024;

class NoCompressor final : public Compressor {
 public:
  explicit NoCompressor(ByteSink& out) : out_(out) {}
  bool write(std::string_view bytes) override { return out_.write(bytes); }
  bool flush() override { return out_.flush(); }
  bool end_member() override { return true; }

 private:
  ByteSink& out_;
};

class GzipCompressor final : public Compressor {
 public:
  explicit GzipCompressor(ByteSink& out) : out_(out) {
    constexpr int kGzip = 16;
    constexpr int kMemoryLevel = 8;
    deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kMemoryLevel, Z_DEFAULT_STRATEGY);
  }
  ~GzipCompressor() override { deflateEnd(&stream_); }

  bool write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const std::size_t count = std::min<std::size_t>(bytes.size(), 1U << 30);
      if (!push(bytes.substr(0, count), Z_NO_FLUSH)) return false;
      bytes.remove_prefix(count);
    }
    return true;
  }
  bool flush() override { return (!in_member_ || push({}, Z_SYNC_FLUSH)) && out_.flush(); }
  bool end_member() override {
    if (!in_member_) return true;
    const bool open = push({}, Z_FINISH);
    deflateReset(&stream_);
    in_member_ = false;
    return open;
  }

 private:
  bool push(std::string_view bytes, int mode) {
    in_member_ = true;
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads there
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      deflate(&stream_, mode);
      const std::size_t produced = buffer_.size() - stream_.avail_out;
      if (produced > 0 && !out_.write({buffer_.data(), produced})) return false;
    } while (stream_.avail_out == 0);
    return true;
  }

  ByteSink& out_;
  z_stream stream_{};
  bool in_member_ = false;
  std::array<char, kCompressedBytes> buffer_{};
};

class ZstdCompressor final : public Compressor {
 public:
  explicit ZstdCompressor(ByteSink& out) : out_(out), stream_(ZSTD_createCStream()) {}
  ~ZstdCompressor() override { ZSTD_freeCStream(stream_); }

  bool write(std::string_view bytes) override { return push(bytes, ZSTD_e_continue); }
  bool flush() override { return (!in_member_ || push({}, ZSTD_e_flush)) && out_.flush(); }
  bool end_member() override {
    if (!in_member_) return true;
    const bool open = push({}, ZSTD_e_end);
    in_member_ = false;
    return open;
  }

 private:
  bool push(std::string_view bytes, ZSTD_EndDirective mode) {
    in_member_ = true;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (;;) {
      ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
      const std::size_t left = ZSTD_compressStream2(stream_, &out, &in, mode);
      if (out.pos > 0 && !out_.write({buffer_.data(), out.pos})) return false;
      if (ZSTD_isError(left) != 0) return false;
      if (mode == ZSTD_e_continue ? in.pos == in.size : left == 0) return true;
    }
  }

  ByteSink& out_;
  ZSTD_CStream* stream_;
  bool in_member_ = false;
  std::array<char, kCompressedBytes> buffer_{};
};

}  // namespace

Compression compression_of_name(std::string_view path) {
  if (path.ends_with(".gz")) return Compression::gzip;
  return path.ends_with(".zst") ? Compression::zstd : Compression::none;
}

std::string_view without_compression_ending(std::string_view path) {
  switch (compression_of_name(path)) {
    case Compression::gzip: return path.substr(0, path.size() - std::strlen(".gz"));
    case Compression::zstd: return path.substr(0, path.size() - std::strlen(".zst"));
    case Compression::by_name:
    case Compression::none: break;
  }
  return path;
}

std::unique_ptr<Compressor> Compressor::make(ByteSink& out, Compression compression) {
  switch (compression) {
    case Compression::gzip: return std::make_unique<GzipCompressor>(out);
    case Compression::zstd: return std::make_unique<ZstdCompressor>(out);
    case Compression::by_name:
    case Compression::none: break;
  }
  return std::make_unique<NoCompressor>(out);
}

}  // namespace cleanscrape
