#pragma once

#include "formats/record_reader.h"
#include "formats/transform_options.h"

namespace cleanscrape {

/// What the input holds: as the options say, else by its name (`.jsonl`, `.ndjson`, `.wet`, `.warc`, before `.gz` or `.zst`), else by its
/// first bytes: "WARC/", or a first line that is a JSON object with the page's member. All else is text.
[[nodiscard]] InputFormat detect_format(const TransformOptions& options, const InputInfo& input, RecordReader& reader);

}  // namespace cleanscrape
