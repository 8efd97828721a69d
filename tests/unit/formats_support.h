#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "formats/restore.h"
#include "formats/transform.h"

namespace cleanscrape::test {

/// Drops lines that are "MENU" or its like; "Only here" on one site.
inline const char* const kRules = R"(format = 1
[pack]
id = "t"
[lists]
menu = ["MENU", "메뉴", "메뉴 ’닫기’"]
[[site]]
id = "news"
hosts = ["news.example"]
min = 1
signature = ['''^NO SUCH LINE$''']
[[rule]]
id = "t.menu"
description = "d"
class = "chrome"
action = "drop"
[rule.when]
equals = ["@menu"]
[[rule]]
id = "t.host"
description = "d"
class = "share"
action = "drop"
site = ["news"]
[rule.when]
equals = ["Only here"]
)";

inline RuleSet rules() {
  const std::vector<RuleSource> sources{{"t.rules.toml", kRules}};
  auto rules = RuleSet::compile(sources);
  if (!rules) FAIL(to_string(rules.diagnostics().front()));
  return *std::move(rules);
}

struct Outcome {
  std::string out;
  std::string audit;
  TransformReport report;

  /// The problems, a line each: "RECORD: MESSAGE", notes left out.
  [[nodiscard]] std::string problems() const {
    std::string text;
    for (const Problem& problem : report.problems) {
      if (problem.severity != Severity::note) text += std::to_string(problem.record) + ": " + problem.message + "\n";
    }
    return text;
  }
};

/// Cleans `bytes`, handing them over in pieces of `piece_bytes`.
class Pieces final : public ByteSource {
 public:
  Pieces(std::string_view bytes, std::size_t piece_bytes) : rest_(bytes), piece_bytes_(piece_bytes) {}
  [[nodiscard]] Read read(std::span<char> buffer) override {
    const std::size_t count = rest_.substr(0, piece_bytes_).copy(buffer.data(), buffer.size());
    rest_.remove_prefix(count);
    return {count, {}};
  }

 private:
  std::string_view rest_;
  std::size_t piece_bytes_;
};

inline Outcome transform(std::string_view bytes, const TransformOptions& options = {}, const InputInfo& input = {"in", {}, {}},
                         std::size_t piece_bytes = std::string_view::npos) {
  auto transformer = Transformer::make(rules(), options);
  if (!transformer) FAIL(to_string(transformer.diagnostics().front()));
  Pieces in(bytes, piece_bytes);
  StringByteSink out;
  StringByteSink audit;
  TransformReport report = transformer->transform(in, out, input, &audit);
  return {out.text(), audit.text(), std::move(report)};
}

/// The input again, or "error: …".
inline std::string undo(std::string_view audit, std::string_view cleaned) {
  StringSource first(audit);
  const auto segments = read_segments(first, "audit");
  if (!segments) return "error: " + segments.diagnostics().front().message;
  StringSource log(audit);
  StringSource in(cleaned);
  StringByteSink out;
  const Diagnostics errors = restore(log, *segments, in, out, "audit");
  return errors.empty() ? out.text() : "error: " + errors.front().message;
}

}  // namespace cleanscrape::test
