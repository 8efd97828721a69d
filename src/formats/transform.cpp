#include "formats/transform.h"

#include <algorithm>
#include <utility>

#include "engine/page.h"

namespace cleanscrape {

struct Transformer::State {
  TransformOptions options;
  Cleaner cleaner;
  std::string page;
};

namespace {

constexpr std::size_t kBlockBytes = 256 * 1024;

/// Reads to the end. An error message, or nothing.
std::string read_all(ByteSource& in, std::string& text) {
  text.clear();
  for (std::size_t size = 0;;) {
    text.resize(size + std::max(kBlockBytes, size / 2));
    ByteSource::Read read = in.read(std::span(text).subspan(size));
    size += read.size_bytes;
    if (read.size_bytes > 0) continue;
    text.resize(size);
    return std::move(read.error);
  }
}

void count_words(const Cleaned& cleaned, Totals& totals) {
  const Page& page = cleaned.page();
  for (std::size_t i = 0; i < page.document.size(); ++i) {
    const std::uint64_t words = page.document.block(i).features.words;
    totals.words_in += words;
    if (!page.verdicts[i].dropped) totals.words_out += words;
  }
}

void account(std::string_view text, const Cleaned& cleaned, Totals& totals) {
  ++totals.pages;
  if (cleaned.changed()) ++totals.changed_pages;
  totals.bytes_in += text.size();
  totals.bytes_out += cleaned.size_bytes();
  count_words(cleaned, totals);
  for (const Change& change : cleaned.changes()) {
    Totals::Dropped& dropped = totals.dropped_by_class[std::string(change.block_class)];
    ++dropped.ranges;
    dropped.bytes += change.end - change.begin;
  }
}

}  // namespace

Transformer::Transformer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Transformer::~Transformer() = default;
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;

Result<Transformer> Transformer::make(const RuleSet& rules, const TransformOptions& options) {
  auto cleaner = Cleaner::make(rules, options.clean);
  if (!cleaner) return cleaner.diagnostics();
  return Transformer(std::make_unique<State>(State{options, *std::move(cleaner), {}}));
}

TransformReport Transformer::transform(ByteSource& in, ByteSink& out, const InputInfo& /*input*/, ByteSink* /*audit*/) {
  TransformReport report;
  if (std::string error = read_all(in, state_->page); !error.empty()) {
    report.outcome = TransformReport::Outcome::failed;
    report.add_problem({Severity::error, 0, 0, {}, std::move(error)});
    return report;
  }
  const Cleaned& cleaned = state_->cleaner.clean(state_->page);
  report.changed = cleaned.changed();
  account(state_->page, cleaned, report.totals);
  bool open = true;
  cleaned.for_each_piece([&](std::string_view piece) { open = open && out.write(piece); });
  if (!open || !out.flush()) report.outcome = TransformReport::Outcome::closed;
  return report;
}

}  // namespace cleanscrape
