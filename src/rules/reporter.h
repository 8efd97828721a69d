#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cleanscrape/diagnostic.h"
#include "rules/value.h"

namespace cleanscrape {

/// A file of nothing but mistakes has a million; nobody reads so many. One more says that there are more.
inline constexpr std::size_t kMaxFindings = 10'000;

/// Collects what is wrong with one rule file.
class Reporter {
 public:
  Reporter(std::string_view file, Diagnostics& diagnostics) : file_(file), diagnostics_(&diagnostics) {}

  void error(Mark at, std::string message, std::string hint = {});
  void warning(Mark at, std::string message, std::string hint, std::string_view lint);
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  void add(Severity severity, Mark at, std::string message, std::string hint, std::string_view lint);
  std::string file_;
  Diagnostics* diagnostics_;
};

/// By file, line, column, then text; equal ones once.
void sort_diagnostics(Diagnostics& diagnostics);

}  // namespace cleanscrape
