#include "rules/reporter.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace cleanscrape {
namespace {

auto order(const Diagnostic& d) { return std::tie(d.place.file, d.place.line, d.place.column, d.message, d.hint, d.lint); }

}  // namespace

void Reporter::error(Mark at, std::string message, std::string hint) { add(Severity::error, at, std::move(message), std::move(hint), {}); }

void Reporter::warning(Mark at, std::string message, std::string hint, std::string_view lint) {
  add(Severity::warning, at, std::move(message), std::move(hint), lint);
}

void Reporter::add(Severity severity, Mark at, std::string message, std::string hint, std::string_view lint) {
  if (diagnostics_->size() > kMaxFindings) return;
  if (diagnostics_->size() == kMaxFindings) {
    message = fmt::format("more than {} findings; the others are left out", kMaxFindings);
    hint.clear();
    lint = {};
    at = {1, 1};
  }
  diagnostics_->push_back({severity, {file_, at.line, at.column}, std::move(message), std::move(hint), std::string(lint)});
}

void sort_diagnostics(Diagnostics& diagnostics) {
  std::sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) { return order(a) == order(b); };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());
}

}  // namespace cleanscrape
