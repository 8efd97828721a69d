#pragma once

#include "formats/transform_options.h"

namespace CLI {
class App;
}

namespace cleanscrape::cli {

/// Adds the options for records, encodings, undo and the valve.
void add_record_options(CLI::App& app, TransformOptions& options);

}  // namespace cleanscrape::cli
