#include "workshop/check.h"

#include <algorithm>

#include "rules/compiled_rules.h"
#include "workshop/lints.h"

namespace cleanscrape {
namespace {

bool is_judged(const CheckRequest& request, const Diagnostic& diagnostic) {
  if (request.files.empty() || diagnostic.severity == Severity::error) return true;
  return std::find(request.files.begin(), request.files.end(), diagnostic.place.file) != request.files.end();
}

}  // namespace

Diagnostics check_rules(const CheckRequest& request) {
  Diagnostics found;
  RuleOptions options;
  const auto rules = CompiledRules::compile(request.sources, options, &found);
  if (rules) {
    lint_literals(**rules, found);
    lint_usage(**rules, request.files, found);
  } else {
    found.insert(found.end(), rules.diagnostics().begin(), rules.diagnostics().end());
  }
  if (!request.against.empty()) lint_revisions(request.against, request.sources, found);
  std::erase_if(found, [&](const Diagnostic& diagnostic) { return !is_judged(request, diagnostic); });
  remove_allowed(request.sources, found);
  sort_diagnostics(found);
  if (request.strict) {
    for (Diagnostic& diagnostic : found) {
      if (diagnostic.severity == Severity::warning) diagnostic.severity = Severity::error;
    }
  }
  return found;
}

}  // namespace cleanscrape
