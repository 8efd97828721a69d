#include <algorithm>
#include <iterator>

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

namespace {

BaseImage builtin_base() { return {*reinterpret_cast<const RuleImage*>(builtin_image().data()), builtin_packs()}; }

/// Those of the sources that are not packs in the program, if all of these are among them as they are there; else none.
std::vector<RuleSource> beside_builtin(std::span<const RuleSource> sources) {
  const BaseImage base = builtin_base();
  std::vector<RuleSource> own;
  const auto is_held = [&](const FlatPack& pack) {
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const RuleSource& source) { return pack.path == source.path; });
    return found != sources.end() && found->text == base.source_of(pack).text;
  };
  if (!std::all_of(base.image.packs.begin(), base.image.packs.end(), is_held)) return own;
  std::copy_if(sources.begin(), sources.end(), std::back_inserter(own),
               [](const RuleSource& source) { return !source.path.starts_with(kBuiltinPrefix); });
  if (own.size() + base.image.packs.size() != sources.size()) own.clear();
  return own;
}

}  // namespace

std::span<const std::byte> builtin_image() { return {cleanscrape_builtin_image, cleanscrape_builtin_image_end}; }

Result<std::shared_ptr<const CompiledRules>> CompiledRules::builtin(const RuleOptions& options, Diagnostics* warnings) {
  const auto& image = *reinterpret_cast<const RuleImage*>(builtin_image().data());
  Diagnostics errors;
  auto impl = std::make_unique<Impl>(image, std::vector<std::unique_ptr<const re2::RE2>>{});
  std::vector<bool> enabled;
  switch_rules(image.rules, options, enabled, errors);
  if (warnings != nullptr) {
    for (const FlatWarning& warning : image.warnings) warnings->push_back(to_diagnostic(warning));
  }
  if (!errors.empty()) {
    sort_diagnostics(errors);
    return errors;
  }
  impl->switch_on(std::move(enabled));
  impl->fingerprint = fingerprint_of(image.sources_fingerprint, options);
  return std::shared_ptr<const CompiledRules>(std::make_shared<CompiledRules>(std::move(impl)));
}

Result<std::shared_ptr<const CompiledRules>> CompiledRules::builtin_with(std::span<const RuleSource> own, const RuleOptions& options,
                                                                         Diagnostics* warnings) {
  if (own.empty()) return builtin(options, warnings);
  if (auto rules = extend(builtin_base(), own, options, warnings)) return rules;
  std::vector<RuleSource> sources = default_packs();
  sources.insert(sources.end(), own.begin(), own.end());
  return compile_sources(sources, options, warnings);
}

Result<std::shared_ptr<const CompiledRules>> CompiledRules::compile(std::span<const RuleSource> sources, const RuleOptions& options,
                                                                    Diagnostics* warnings) {
  const std::vector<RuleSource> own = beside_builtin(sources);
  if (!own.empty()) {
    if (auto rules = extend(builtin_base(), own, options, warnings)) return rules;
  }
  return compile_sources(sources, options, warnings);
}

Result<RuleSet> RuleSet::builtin_with(std::span<const RuleSource> own, const RuleOptions& options, Diagnostics* warnings) {
  auto compiled = CompiledRules::builtin_with(own, options, warnings);
  if (!compiled) return compiled.diagnostics();
  return RuleSet(*std::move(compiled));
}

Result<RuleSet> RuleSet::builtin(const RuleOptions& options, Diagnostics* warnings) {
  auto compiled = CompiledRules::builtin(options, warnings);
  if (!compiled) return compiled.diagnostics();
  return RuleSet(*std::move(compiled));
}

}  // namespace cleanscrape
