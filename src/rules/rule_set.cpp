#include <fmt/format.h>

#include <utility>

#include "cleanscrape/rules.h"
#include "rules/compiled_rules.h"

namespace cleanscrape {

Result<RuleSet> RuleSet::compile(std::span<const RuleSource> sources, const RuleOptions& options, Diagnostics* warnings) {
  auto compiled = CompiledRules::compile(sources, options, warnings);
  if (!compiled) return compiled.diagnostics();
  return RuleSet(*std::move(compiled));
}

std::vector<RuleInfo> RuleSet::list() const {
  std::vector<RuleInfo> infos;
  for (RuleIndex i = 0; i < compiled_->rules().size(); ++i) {
    const Rule& rule = compiled_->rules()[i];
    infos.push_back({rule.id, rule.description, to_string(rule.action), to_string(rule.block_class), to_string(rule.confidence), rule.file,
                     rule.line, compiled_->is_enabled(i)});
  }
  return infos;
}

std::string RuleSet::fingerprint() const { return fmt::format("{:016x}", compiled_->fingerprint()); }

}  // namespace cleanscrape
