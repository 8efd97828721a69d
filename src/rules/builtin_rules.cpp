#include "rules/image.h"
#include "rules/impl.h"
#include "rules/reporter.h"

// The image that was made of the packs when the program was built: a file that CLEANSCRAPE_RULE_IMAGE names.
asm(".section .rodata\n"
    ".balign 64\n"
    ".hidden cleanscrape_builtin_image\n"
    ".global cleanscrape_builtin_image\n"
    "cleanscrape_builtin_image:\n"
    ".incbin \"" CLEANSCRAPE_RULE_IMAGE "\"\n"
    ".hidden cleanscrape_builtin_image_end\n"
    ".global cleanscrape_builtin_image_end\n"
    "cleanscrape_builtin_image_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const std::byte cleanscrape_builtin_image[];      // NOLINT(modernize-avoid-c-arrays): a symbol of the assembler
extern "C" const std::byte cleanscrape_builtin_image_end[];  // NOLINT(modernize-avoid-c-arrays)

namespace cleanscrape {

std::span<const std::byte> builtin_image() { return {cleanscrape_builtin_image, cleanscrape_builtin_image_end}; }

Result<std::shared_ptr<const CompiledRules>> CompiledRules::builtin(const RuleOptions& options, Diagnostics* warnings) {
  const auto& image = *reinterpret_cast<const RuleImage*>(builtin_image().data());
  Diagnostics errors;
  auto impl = std::make_unique<Impl>(image, std::vector<std::unique_ptr<const re2::RE2>>{});
  std::vector<bool> enabled;
  switch_rules(image.rules, options, enabled, errors);
  if (warnings != nullptr) {
    for (const FlatWarning& w : image.warnings) {
      warnings->push_back({Severity::warning, {w.file.str(), w.line, w.column}, w.message.str(), w.hint.str(), w.lint.str()});
    }
  }
  if (!errors.empty()) {
    sort_diagnostics(errors);
    return errors;
  }
  impl->switch_on(std::move(enabled));
  impl->fingerprint = fingerprint_of(image.sources_fingerprint, options);
  return std::shared_ptr<const CompiledRules>(std::make_shared<CompiledRules>(std::move(impl)));
}

Result<RuleSet> RuleSet::builtin(const RuleOptions& options, Diagnostics* warnings) {
  auto compiled = CompiledRules::builtin(options, warnings);
  if (!compiled) return compiled.diagnostics();
  return RuleSet(*std::move(compiled));
}

}  // namespace cleanscrape
