#include "cli/page_loading.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/commands.h"
#include "workshop/marked_page.h"

namespace cleanscrape::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarkedSuffix = ".page";

bool is_page(std::string_view name) { return !name.ends_with(".rules.toml") && !name.ends_with(".md"); }
bool is_marked(std::string_view name) { return name.ends_with(kMarkedSuffix); }

}  // namespace

std::vector<std::string> expand_paths(const std::vector<std::string>& paths, bool (*wanted)(std::string_view name)) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
      if (it->is_regular_file(error) && wanted(it->path().filename().string())) found.push_back(it->path().string());
    }
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

bool read_pages(const std::vector<std::string>& paths, std::vector<NamedPage>& pages, Streams& streams) {
  bool ok = true;
  for (const std::string& file : expand_paths(paths, is_page)) {
    NamedPage page{file, {}};
    if (!read_input(file, page.text, streams)) {
      ok = false;
      continue;
    }
    const bool marked = is_marked(file);
    if (const auto lines = marked ? read_marked_page(page.text) : std::vector<MarkedLine>{}; !lines.empty()) page.text = page_text(lines);
    pages.push_back(std::move(page));
  }
  return ok;
}

bool read_marked_pages(const std::vector<std::string>& paths, std::vector<NamedPage>& pages, Streams& streams) {
  bool ok = true;
  for (const std::string& file : expand_paths(paths, is_marked)) {
    if (!is_marked(file)) continue;
    NamedPage page{file, {}};
    ok = read_input(file, page.text, streams) && ok;
    if (!page.text.empty() && read_marked_page(page.text).empty()) {
      report_failure(file, "a line has no mark", streams);
      ok = false;
    } else {
      pages.push_back(std::move(page));
    }
  }
  return ok;
}

bool write_file(const std::string& path, std::string_view text, Streams& streams) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) {
    report_failure(path, std::strerror(errno), streams);
    return false;
  }
  FdSink out(fd);
  out.write(text);
  out.flush();
  const bool ok = ::close(fd) == 0 && out.state() == Sink::State::good;
  if (!ok) report_failure(path, std::strerror(out.error_number()), streams);
  return ok;
}

}  // namespace cleanscrape::cli
