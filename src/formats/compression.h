#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "formats/bytes.h"
#include "formats/transform_options.h"

namespace cleanscrape {

/// The compression that the ending of a file's name tells: `.gz`, `.zst`; else none.
[[nodiscard]] Compression compression_of_name(std::string_view path);

/// The name without such an ending.
[[nodiscard]] std::string_view without_compression_ending(std::string_view path);

/// Bytes of `in` as they are, or what they hold if they are gzip (RFC 1952) or Zstandard (RFC 8878), known by their first bytes; of
/// several members or frames one behind the other. Data that end early or are damaged give what came before, then an error.
/// `in` must outlive the result.
[[nodiscard]] std::unique_ptr<ByteSource> make_decompressor(ByteSource& in);

/// Compresses what goes to `out`, which must outlive it. `compression` is not `by_name`.
class Compressor : public ByteSink {
 public:
  [[nodiscard]] static std::unique_ptr<Compressor> make(ByteSink& out, Compression compression);
  /// Ends the member or frame, if one was begun: a reader can start at the next one.
  [[nodiscard]] virtual bool end_member() = 0;
};

}  // namespace cleanscrape
