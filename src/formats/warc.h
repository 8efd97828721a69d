#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text_range.h"
#include "formats/session.h"

namespace cleanscrape {

/// The head of a WARC record (ISO 28500), with the bytes that end it.
struct WarcHead {
  std::string_view text;
  std::string_view type;  ///< "conversion", "warcinfo" …
  std::string_view target_uri;
  std::string_view record_id;
  std::string_view date;
  std::string_view language;
  std::size_t content_bytes = 0;
  TextRange content_length;  ///< where that number stands in `text`
  TextRange block_digest;    ///< the header line of the block's digest, with its line end; empty: none
};

/// Nothing where this is no head of a record, or its length is missing.
[[nodiscard]] std::optional<WarcHead> parse_warc_head(std::string_view text);

/// A conversion record for a page that came from elsewhere.
struct WarcSource {
  std::string_view url;
  std::string_view id;
  std::string_view date;
};
[[nodiscard]] std::string warc_record(const WarcSource& source, std::string_view page);

/// WARC files: the blocks of conversion records are pages, other records pass.
void transform_warc(Session& session);

}  // namespace cleanscrape
