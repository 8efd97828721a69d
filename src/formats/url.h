#pragma once

#include <string>
#include <string_view>

namespace cleanscrape {

/// The host of a URL ("https://user@News.Example.com:8080/a" has "news.example.com"), or empty.
[[nodiscard]] std::string host_of(std::string_view url);

}  // namespace cleanscrape
