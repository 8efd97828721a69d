#include <random>

#include "formats/edits.h"
#include "formats/stats.h"
#include "formats_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

std::string bytes_to_undo(std::mt19937_64& random, std::size_t size) {
  static const std::vector<std::string> pieces{"MENU\n", "메뉴\n", "\n", "\r\n", "A line of text.\n", "Only here\n", "\xFF", "\xED\xA0\x80", std::string(1, '\0'),
                                               "¡¯",     "&amp;", "&lt;", "é",   "{\"text\":\"", "\"}\n", "MENU", "WARC/1.0\r\n", "한국은 맑다.\n"};
  std::string bytes;
  while (bytes.size() < size) {
    if (random() % 4 == 0) {
      bytes += static_cast<char>(random() % 256);
    } else {
      bytes += pieces[random() % pieces.size()];
    }
  }
  return bytes;
}

std::string pure_noise(std::mt19937_64& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random() % 256);
  return bytes;
}

/// What varies from string to string.
TransformOptions random_options(std::mt19937_64& random) {
  TransformOptions options;
  options.from = std::vector{InputFormat::automatic, InputFormat::text, InputFormat::jsonl, InputFormat::wet}[random() % 4];
  options.on_bad_bytes = random() % 2 == 0 ? OnBadBytes::keep : OnBadBytes::replace;
  options.on_bad_record = random() % 2 == 0 ? OnBadRecord::mark : OnBadRecord::keep;
  options.repair = random() % 3 == 0;
  options.annotate = random() % 4 == 0;
  options.output_encoding = random() % 2 == 0 ? OutputEncoding::utf8 : OutputEncoding::same;
  if (random() % 3 == 0) options.record_separator = std::string(1, random() % 2 == 0 ? '\0' : '\n');
  if (random() % 2 == 0 && options.from == InputFormat::text) options.encoding = std::vector<std::string>{"utf-8", "cp949", "utf-16", "latin1", "shift_jis"}[random() % 5];
  return options;
}

}  // namespace

TEST_CASE("restoring gives back ten thousand random byte strings") {
  std::mt19937_64 random(20240611);
  const RuleSet all = rules();
  for (int i = 0; i < 10'000; ++i) {
    const std::string in = i % 3 == 0 ? pure_noise(random, random() % 300) : bytes_to_undo(random, random() % 300);
    const TransformOptions options = random_options(random);
    auto transformer = Transformer::make(all, options);
    StringSource source(in);
    StringByteSink out;
    StringByteSink audit;
    const TransformReport report = transformer->transform(source, out, {"in", {}, {}}, &audit);
    const std::string restored = undo(audit.text(), out.text());
    INFO("string " << i);
    if (restored != in && !report.failed()) FAIL("not restored: " << restored.substr(0, 200));
    if (out.text() != in && !report.changed) FAIL("changed, but not said");
  }
}

TEST_CASE("inputs one behind the other are restored together") {
  const auto transformer_rules = rules();
  auto transformer = Transformer::make(transformer_rules, {});
  StringByteSink out;
  StringByteSink audit;
  for (const char* page : {"MENU\nA\n", "B\nMENU\n", "", "C"}) {
    StringSource in(page);
    CHECK_FALSE(transformer->transform(in, out, {page, {}, {}}, &audit).failed());
  }
  CHECK(out.text() == "A\nB\nC");
  CHECK(undo(audit.text(), out.text()) == "MENU\nA\nB\nMENU\nC");
}

TEST_CASE("restoring refuses what was changed") {
  const Outcome outcome = transform("MENU\nA line.\nMENU\nB line.\n");
  const auto changed = [](std::string text, const std::string& from, const std::string& to) { return text.replace(text.find(from), from.size(), to); };
  CHECK(undo(outcome.audit, changed(outcome.out, "A", "X")) == "error: 'in': the cleaned text is not the one that was written");
  CHECK(undo(outcome.audit, outcome.out + "x") == "error: the cleaned text goes on behind what was written");
  CHECK(undo(outcome.audit, outcome.out.substr(1)) == "error: 'in': the cleaned text ends early");
  CHECK(undo(changed(outcome.audit, "\"text\":\"MENU", "\"text\":\"OTHER"), outcome.out) == "error: 'in': the result is not the input: the log was changed");
  CHECK(undo("", outcome.out) == "error: no audit log, or one of a run that was killed before its first input was done");
}

TEST_CASE("a killed run's half segment is passed over") {
  const Outcome first = transform("MENU\nA\n");
  const Outcome second = transform("B\nMENU\n");
  const std::string half = second.audit.substr(0, second.audit.size() / 2) + "\n";
  CHECK(undo(half + first.audit, first.out) == "MENU\nA\n");
}

TEST_CASE("the audit log names page and line and rule and text") {
  const Outcome outcome = transform("A\n메뉴\nB\n");
  CHECK(outcome.audit.find(R"({"record":1,"line":2,"offset":2,"with_bytes":0,"stage":"line","class":"chrome","rule":"t.menu","rule_file":"t.rules.toml","rule_line":11,"text":"메뉴\n"})") !=
        std::string::npos);
}

TEST_CASE("edits of edits become edits of the first text") {
  struct Row {
    const char* name;
    std::string text;
    ByteEdits first;
    ByteEdits second;
    std::size_t count;
  };
  const auto edit = [](std::size_t begin, std::size_t end, const char* with) { return ByteEdit{begin, end, with, nullptr, "t"}; };
  for (const Row& row : std::vector<Row>{
           {"apart", "0123456789", {edit(1, 2, "abc")}, {edit(7, 9, "")}, 2},
           {"the second inside of what the first wrote", "0123456789", {edit(1, 2, "abc")}, {edit(2, 3, "X")}, 1},
           {"the second covers the first", "0123456789", {edit(3, 4, "abc"), edit(5, 6, "")}, {edit(1, 8, "X")}, 1},
           {"the first inserts", "0123456789", {edit(3, 3, "abc")}, {edit(0, 1, ""), edit(5, 7, "")}, 2},
           {"at the ends", "01", {edit(0, 1, ""), edit(2, 2, "z")}, {edit(0, 1, "y")}, 2},
       }) {
    INFO(row.name);
    const std::string middle = apply_edits(row.text, row.first);
    const ByteEdits both = compose(row.first, middle, row.second);
    CHECK(apply_edits(row.text, both) == apply_edits(middle, row.second));
    CHECK(both.size() == row.count);
  }
}

TEST_CASE("sums add up in any order and refuse other rules") {
  const Stats a{"r1", transform("MENU\nA b\n").report.totals};
  const Stats b{"r1", transform("Long text\n").report.totals};
  const Stats c{"r1", transform("메뉴\nMENU\n").report.totals};
  const auto abc = merge_stats({a, b, c}, {"a", "b", "c"});
  const auto bc = merge_stats({c, b}, {"c", "b"});
  const auto cba = merge_stats({*bc, a}, {"cb", "a"});
  CHECK(render_stats(*abc) == render_stats(*cba));
  CHECK(abc->totals.pages == 3);
  CHECK(abc->totals.dropped_by_rule.at("t.menu").ranges == 3);
  CHECK(render_stats(*parse_stats(render_stats(*abc), "x")) == render_stats(*abc));
  const auto refused = merge_stats({a, {"r2", {}}}, {"a", "other"});
  REQUIRE_FALSE(refused.ok());
  CHECK(to_string(refused.diagnostics().front()) == "other: error: made with other rules (r2) than a (r1)");
  CHECK_FALSE(parse_stats("{}", "x").ok());
  CHECK_FALSE(parse_stats("not JSON", "x").ok());
}
