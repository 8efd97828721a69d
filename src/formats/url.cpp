#include "formats/url.h"

#include <algorithm>

namespace cleanscrape {

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("//");
  if (scheme == std::string_view::npos) return {};
  std::string_view authority = url.substr(scheme + 2);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  if (!authority.starts_with('[')) authority = authority.substr(0, authority.find(':'));
  while (authority.ends_with('.')) authority.remove_suffix(1);
  std::string host(authority);
  std::transform(host.begin(), host.end(), host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return host;
}

}  // namespace cleanscrape
