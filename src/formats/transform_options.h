#pragma once

#include <cstdint>
#include <string>

#include "cleanscrape/cleaner.h"
#include "formats/shard.h"

namespace cleanscrape {

enum class InputFormat : std::uint8_t {
  automatic,  ///< by the name, then by the first bytes
  text,       ///< plain text: one page, or one per separator
  jsonl,      ///< JSON Lines: a page is the value of one field
  wet,        ///< WARC conversion records, as in Common Crawl's WET files
};

enum class OutputFormat : std::uint8_t { same, jsonl, wet };

enum class Compression : std::uint8_t {
  by_name,  ///< by the output's name; none where it has no name
  none,
  gzip,
  zstd,
};

enum class OnBadRecord : std::uint8_t {
  mark,  ///< pass it on with a member that says what is wrong
  keep,  ///< pass it on as it is
  fail,  ///< stop this input there
};

enum class OnBadBytes : std::uint8_t {
  keep,     ///< leave them in the text
  replace,  ///< write U+FFFD instead
  fail,     ///< stop this input
};

enum class OutputEncoding : std::uint8_t { utf8, same };

/// What happens to a stream of pages; plain data, as meant by the user.
struct TransformOptions {
  CleanOptions clean;

  InputFormat from = InputFormat::automatic;
  OutputFormat to = OutputFormat::same;
  Compression compression = Compression::by_name;
  std::string record_separator;  ///< of plain text; empty: the whole input is one page
  Shard shard;                   ///< of the records; the others are read over
  bool line_buffered = false;    ///< hand on each record at once
  std::uint64_t max_page_bytes = 128ULL << 20;  ///< larger pages are left alone, so that memory is bounded

  std::string text_field = "text";  ///< JSON Lines: the member that holds the page
  std::string id_field;             ///< names records in messages and the audit log; empty: by number only
  std::string url_field;            ///< its host selects the site; empty: none
  bool annotate = false;            ///< leave the text, add spans with rule ids
  OnBadRecord on_bad_record = OnBadRecord::mark;

  std::string encoding;  ///< an encoding's name as ICU knows it; empty: detect
  OutputEncoding output_encoding = OutputEncoding::utf8;
  OnBadBytes on_bad_bytes = OnBadBytes::keep;
  bool repair = false;  ///< mend double-encoded text and double-escaped entities
};

/// One input, by name.
struct InputInfo {
  std::string name;         ///< as shown in messages
  std::string path;         ///< its file, whose ending tells format and compression; empty: none (standard input)
  std::string output_path;  ///< where the output goes, whose ending tells its compression; empty: none
};

}  // namespace cleanscrape
