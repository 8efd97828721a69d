#pragma once

#include <span>
#include <string>

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"
#include "rules/compiled_rules.h"
#include "rules/reporter.h"

namespace cleanscrape {

/// The lints `no-literal`, `never-fires` and `always-beaten`, and `revision`; see `check_rules`. Each appends what it finds. The examples and
/// cases of `files` alone are tried; of all files where it is empty.
void lint_literals(const CompiledRules& rules, Diagnostics& found);
void lint_usage(const CompiledRules& rules, std::span<const std::string> files, Diagnostics& found);
void lint_revisions(std::span<const RuleSource> before, std::span<const RuleSource> after, Diagnostics& found);

/// Takes out the warnings that a comment of their file allows.
void remove_allowed(std::span<const RuleSource> sources, Diagnostics& found);

}  // namespace cleanscrape
