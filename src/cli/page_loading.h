#pragma once

#include <string>
#include <vector>

#include "cli/streams.h"
#include "workshop/named_page.h"

namespace cleanscrape::cli {

/// The files that the paths name: files as they are, of folders every file below that `wanted` takes, by name.
[[nodiscard]] std::vector<std::string> expand_paths(const std::vector<std::string>& paths, bool (*wanted)(std::string_view name));

/// Reads pages, "-" from standard input; of marked pages (*.page) the page without its marks. Reports what cannot be read and returns false.
[[nodiscard]] bool read_pages(const std::vector<std::string>& paths, std::vector<NamedPage>& pages, Streams& streams);

/// The same, but marked pages as they are; other files are left out.
[[nodiscard]] bool read_marked_pages(const std::vector<std::string>& paths, std::vector<NamedPage>& pages, Streams& streams);

/// Writes a whole file; reports a failure and returns false.
[[nodiscard]] bool write_file(const std::string& path, std::string_view text, Streams& streams);

}  // namespace cleanscrape::cli
