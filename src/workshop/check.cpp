#include "workshop/check.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "rules/compiled_rules.h"
#include "workshop/lints.h"

namespace cleanscrape {
namespace {

bool is_judged(const CheckRequest& request, const Diagnostic& diagnostic) {
  if (request.files.empty() || diagnostic.severity == Severity::error) return true;
  return std::find(request.files.begin(), request.files.end(), diagnostic.place.file) != request.files.end();
}

/// The lints that see rules at work.
void lint_working(const CompiledRules& rules, const CheckRequest& request, Diagnostics& found) {
  lint_literals(rules, found);
  lint_usage(rules, request.files, found);
}

/// The files without errors, where they can be compiled without the others.
std::shared_ptr<const CompiledRules> compile_faultless(const CheckRequest& request, const Diagnostics& errors) {
  std::vector<RuleSource> faultless = request.sources;
  std::erase_if(faultless, [&](const RuleSource& source) {
    return std::any_of(errors.begin(), errors.end(), [&](const Diagnostic& error) { return error.severity == Severity::error && error.place.file == source.path; });
  });
  const auto rules = CompiledRules::compile(faultless, {});
  return rules ? *rules : nullptr;
}

}  // namespace

Diagnostics check_rules(const CheckRequest& request) {
  Diagnostics found;
  RuleOptions options;
  const auto rules = CompiledRules::compile(request.sources, options, &found);
  if (rules) {
    lint_working(**rules, request, found);
  } else {
    found.insert(found.end(), rules.diagnostics().begin(), rules.diagnostics().end());
    if (const auto others = compile_faultless(request, found)) lint_working(*others, request, found);
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
