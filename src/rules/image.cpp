#include "rules/image.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/hash.h"
#include "rules/linker.h"
#include "rules/pack.h"
#include "rules/pack_header.h"
#include "rules/reporter.h"

namespace cleanscrape {
namespace {

/// Address space for an image that is stored; that of our packs takes a tenth.
constexpr std::size_t kMaxImageBytes = std::size_t{64} << 20;

std::uint64_t fold_in(std::string_view text, std::uint64_t hash) { return fingerprint(text, hash + text.size()); }

std::uint64_t fold_in_sorted(std::vector<std::string_view> texts, std::uint64_t hash) {
  std::sort(texts.begin(), texts.end());
  for (const std::string_view text : texts) hash = fold_in(text, hash);
  return fold_in(fmt::format("{}", texts.size()), hash);
}

std::uint64_t fingerprint_of(std::span<const RuleSource> sources, const BaseImage* base) {
  std::vector<std::string_view> texts;
  for (const RuleSource& source : sources) texts.push_back(source.text);
  if (base == nullptr) return fold_in_sorted(std::move(texts), 0);
  for (const FlatPack& pack : base->image.packs) texts.push_back(base->source_of(pack).text);
  return fold_in_sorted(std::move(texts), 0);
}

}  // namespace

std::uint64_t fingerprint_of(std::uint64_t sources, const RuleOptions& options) {
  std::uint64_t hash = sources;
  for (const auto* names : {&options.disable, &options.enable, &options.keep_classes})
    hash = fold_in_sorted({names->begin(), names->end()}, hash);
  return fold_in(fmt::format("{}", static_cast<int>(options.min_confidence)), hash);
}

ImageMaker::ImageMaker(std::span<const RuleSource> sources, FlatArena& arena, Diagnostics& errors)
    : arena_(arena), image_(arena.make<RuleImage>()) {
  const std::vector<Pack> packs = parse_packs(sources, errors);
  link({packs, packs.size()}, errors);
  is_complete_ = errors.empty();
  if (!is_complete_) return;
  fill();
  image_->model_phrases = PhraseTable(linked_.model_phrases, arena_);
  image_->patterns = arena_.add(linked_.patterns);
  image_->match = MatchTables(image_->rules, image_->tests, image_->patterns, image_->signatures, arena_);
  image_->sources_fingerprint = fingerprint_of(sources, nullptr);
  add_packs(packs);
  image_->examples = arena_.add(linked_.examples);  // last: they are rarely read
  image_->cases = arena_.add(linked_.cases);
}

ImageMaker::ImageMaker(const BaseImage& base, std::span<const RuleSource> own, FlatArena& arena, Diagnostics& errors)
    : arena_(arena), base_(&base.image), image_(arena.make<RuleImage>()) {
  const PacksBeside packs(base, own, errors);
  if (!errors.empty() || packs.needs_all_sources()) return;
  for (const FlatWarning& warning : base_->warnings) warnings_.push_back(to_diagnostic(warning));
  link(packs.packs(), errors);
  is_complete_ = errors.empty() && warnings_.size() <= kMaxFindings;
  if (!is_complete_) return;
  fill();
  fill_from_base();
  image_->sources_fingerprint = fingerprint_of(own, &base);
}

void ImageMaker::link(const LinkedPacks& packs, Diagnostics& errors) {
  linked_.arena = &arena_;
  Linker(packs, base_, linked_, errors, warnings_).link();
  sort_diagnostics(warnings_);
  image_->rules = arena_.add(linked_.rules);
}

void ImageMaker::fill() {
  image_->tests = arena_.add(linked_.tests);
  image_->sites = arena_.add(linked_.sites);
  image_->signatures = arena_.add(linked_.signatures);
  image_->stopwords = arena_.add(linked_.stopwords);
  image_->tokens = linked_.tokens;
  image_->model = linked_.model;
  image_->totals = linked_.totals;
  add_warnings();
}

void ImageMaker::fill_from_base() {
  image_->base = base_;
  image_->of_base = arena_.add(linked_.of_base.rules);
  image_->model_phrases = base_->model_phrases;
  const std::span<const Pattern> base_patterns = base_->patterns;
  image_->patterns =
      linked_.patterns.empty() ? base_patterns : arena_.add_joined(base_patterns, std::span<const Pattern>(linked_.patterns));
  image_->match = MatchTables(image_->rules, image_->tests, image_->patterns, image_->signatures, base_->match, linked_.of_base, arena_);
  image_->examples = arena_.add(linked_.examples);
  image_->cases = arena_.add(linked_.cases);
}

void ImageMaker::add_packs(std::span<const Pack> packs) {
  std::vector<FlatPack> flat;
  for (const Pack& pack : packs) {
    std::vector<FlatText> extended;
    const Value* header = pack.root.find("pack", ValueType::table);
    for (const Value& id : header != nullptr ? header->list("extends") : std::vector<Value>{})
      extended.emplace_back(arena_.add_text(id.text));
    const Value* lists = pack.root.find("lists", ValueType::table);
    flat.push_back(
        {arena_.add_text(pack.source->path), arena_.add_text(pack.id), arena_.add(extended), lists != nullptr ? lists->items.size() : 0});
  }
  image_->packs = arena_.add(flat);
}

void ImageMaker::add_warnings() {
  std::vector<FlatWarning> flat;
  for (const Diagnostic& d : warnings_) {
    flat.push_back({arena_.add_text(d.place.file), d.place.line, d.place.column, arena_.add_text(d.message), arena_.add_text(d.hint),
                    arena_.add_text(d.lint)});
  }
  image_->warnings = arena_.add(flat);
}

Diagnostic to_diagnostic(const FlatWarning& warning) {
  return {
      Severity::warning, {warning.file.str(), warning.line, warning.column}, warning.message.str(), warning.hint.str(), warning.lint.str()};
}

std::vector<RuleSource> default_packs() {
  std::vector<RuleSource> packs;
  for (const RuleSource& pack : builtin_packs()) {
    if (!read_pack_header(pack).experimental) packs.push_back(pack);
  }
  return packs;
}

Result<std::vector<std::byte>> make_image(std::span<const RuleSource> sources) {
  std::vector<std::byte> block(kMaxImageBytes);
  FlatArena arena(block);
  Diagnostics errors;
  const ImageMaker maker(sources, arena, errors);
  if (!errors.empty()) {
    sort_diagnostics(errors);
    return errors;
  }
  const std::span<const std::byte> behind = arena.add(std::array{std::byte{}});
  block.resize(static_cast<std::size_t>(behind.data() - block.data()));
  return block;
}

}  // namespace cleanscrape
