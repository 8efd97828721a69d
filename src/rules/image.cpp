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

namespace cleanscrape {
namespace {

/// Address space for an image that is stored; that of our packs takes a tenth.
constexpr std::size_t kMaxImageBytes = std::size_t{64} << 20;

std::uint64_t fold_in(std::string_view text, std::uint64_t hash) { return fingerprint(text, hash + text.size()); }

std::uint64_t fold_in_sorted(std::vector<std::string> texts, std::uint64_t hash) {
  std::sort(texts.begin(), texts.end());
  for (const std::string& text : texts) hash = fold_in(text, hash);
  return fold_in(fmt::format("{}", texts.size()), hash);
}

std::uint64_t fingerprint_of(std::span<const RuleSource> sources) {
  std::vector<std::string> texts;
  for (const RuleSource& source : sources) texts.push_back(source.text);
  return fold_in_sorted(std::move(texts), 0);
}

}  // namespace

std::uint64_t fingerprint_of(std::uint64_t sources, const RuleOptions& options) {
  std::uint64_t hash = sources;
  for (const auto* names : {&options.disable, &options.enable, &options.keep_classes}) hash = fold_in_sorted(*names, hash);
  return fold_in(fmt::format("{}", static_cast<int>(options.min_confidence)), hash);
}

ImageMaker::ImageMaker(std::span<const RuleSource> sources, FlatArena& arena, Diagnostics& errors) : arena_(arena), image_(arena.make<RuleImage>()) {
  linked_.arena = &arena;
  const std::vector<Pack> packs = parse_packs(sources, errors);
  Linker(packs, linked_, errors, warnings_).link();
  sort_diagnostics(warnings_);
  image_->rules = arena.add(linked_.rules);
  if (errors.empty()) fill(sources);
}

void ImageMaker::fill(std::span<const RuleSource> sources) {
  image_->tests = arena_.add(linked_.tests);
  image_->sites = arena_.add(linked_.sites);
  image_->signatures = arena_.add(linked_.signatures);
  image_->patterns = arena_.add(linked_.patterns);
  image_->stopwords = arena_.add(linked_.stopwords);
  image_->tokens = linked_.tokens;
  image_->model = linked_.model;
  image_->model_phrases = PhraseTable(linked_.model_phrases, arena_);
  image_->match = MatchTables(image_->rules, image_->tests, image_->patterns, image_->signatures, arena_);
  image_->sources_fingerprint = fingerprint_of(sources);
  add_warnings();
}

void ImageMaker::add_warnings() {
  std::vector<FlatWarning> flat;
  for (const Diagnostic& d : warnings_) {
    flat.push_back({arena_.add_text(d.place.file), d.place.line, d.place.column, arena_.add_text(d.message), arena_.add_text(d.hint),
                    arena_.add_text(d.lint)});
  }
  image_->warnings = arena_.add(flat);
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
