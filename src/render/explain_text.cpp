#include <fmt/format.h>

#include "render/explain.h"
#include "render/reasons.h"
#include "text/columns.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kIndentColumns = 8;
constexpr std::size_t kLeastTextColumns = 40;
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kReset = "\x1b[0m";

char mark_of(Fate fate) { return fate == Fate::dropped ? '-' : fate == Fate::changed ? '~' : ' '; }

std::string_view color_of(Fate fate) { return fate == Fate::dropped ? "\x1b[31m" : fate == Fate::changed ? "\x1b[33m" : ""; }

class TextWriter {
 public:
  explicit TextWriter(const ExplainStyle& style) : color_(style.color) {
    columns_ = std::max(kLeastTextColumns, style.width_columns - std::min(kIndentColumns, style.width_columns));
  }

  void heading(const std::string& text) {
    std::string_view lead = "# ";
    for (const std::string_view line : wrap_columns(text, columns_ + kIndentColumns - 4)) {
      colored(kDim, fmt::format("{}{}", lead, line));
      lead = "#   ";
    }
  }

  void block(std::uint32_t number, Fate fate, const std::string& text) {
    std::string lead = fmt::format("{:>5} {} ", number, mark_of(fate));
    for (const std::string_view line : wrap_columns(text, columns_)) {
      out_ += lead;
      colored(color_of(fate), line);
      lead.assign(kIndentColumns, ' ');
    }
  }

  void reason(const std::string& text) {
    std::string_view lead = "# ";
    for (const std::string_view line : wrap_columns(text, columns_ - 4)) {
      out_.append(kIndentColumns, ' ');
      colored(kDim, fmt::format("{}{}", lead, line));
      lead = "#   ";
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void colored(std::string_view color, std::string_view text) {
    if (!color_) color = {};
    out_ += color;
    out_ += text;
    if (!color.empty()) out_ += kReset;
    out_ += '\n';
  }

  bool color_;
  std::size_t columns_ = 0;
  std::string out_;
};

}  // namespace

std::string render_explain(const CompiledRules& rules, const Cleaned& cleaned, const ExplainStyle& style) {
  const Document& document = cleaned.page().document;
  const Reasons reasons(rules, cleaned);
  TextWriter writer(style);
  writer.heading(printable(style.name));
  for (const std::string& line : reasons.of_page()) writer.heading(line);
  for (BlockIndex i = 0; i < document.size(); ++i) {
    const Block& block = document.block(i);
    writer.block(block.first_line + 1, reasons.fate(i), printable(block.range.of(document.page())));
    for (const std::string& line : reasons.of_block(i)) writer.reason(line);
  }
  return writer.take();
}

}  // namespace cleanscrape
