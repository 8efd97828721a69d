// What each stage costs alone, on the pages of a file (NUL-separated, as corpora.py writes them): CLEANSCRAPE_BENCH_PAGES=FILE cleanscrape_micro
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "cleanscrape/cleanscrape.h"
#include "document/document.h"
#include "engine/engine.h"
#include "engine/line_rules.h"
#include "formats/json_members.h"
#include "formats/record_reader.h"
#include "rules/compiled_rules.h"
#include "text/encoding.h"
#include "text/sentences.h"

namespace cleanscrape {
namespace {

struct Setup {
  std::vector<std::string> pages;
  std::vector<std::string> json_lines;  ///< each followed by padding
  std::size_t size_bytes = 0;
  RuleSet rules;
};

std::vector<std::string> read_pages() {
  const char* path = std::getenv("CLEANSCRAPE_BENCH_PAGES");
  std::ifstream file(path == nullptr ? "" : path, std::ios::binary);
  std::vector<std::string> pages;
  for (std::string page; std::getline(file, page, '\0');) pages.push_back(page);
  if (!pages.empty()) return pages;
  return {200, "Ferry timetable for the holidays\n\nThe harbour master said that the wall would be raised by half a metre.\n\nShare\n관련기사\n"};
}

std::string as_json(const std::string& page) {
  std::string line = "{\"id\":1,\"text\":\"";
  for (const char c : page) {
    if (c == '\n') line += "\\n";
    else if (c == '"' || c == '\\') line += std::string{'\\', c};
    else line += c;
  }
  return line + "\"}";
}

const Setup& setup() {
  static const Setup made = [] {
    Setup result{read_pages(), {}, 0, *RuleSet::compile(builtin_packs())};
    for (const std::string& page : result.pages) {
      result.size_bytes += page.size();
      result.json_lines.push_back(as_json(page) + std::string(RecordReader::kPaddingBytes, ' '));
    }
    return result;
  }();
  return made;
}

void count_bytes(benchmark::State& state) { state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(setup().size_bytes)); }

void detect(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string& page : setup().pages) benchmark::DoNotOptimize(detect_encoding(page));
  }
  count_bytes(state);
}
BENCHMARK(detect);

void segment(benchmark::State& state) {
  Document document;
  for (auto _ : state) {
    for (const std::string& page : setup().pages) document.segment(page, setup().rules.compiled().english_stopwords());
  }
  count_bytes(state);
}
BENCHMARK(segment);

void match_rules(benchmark::State& state) {
  const CompiledRules& rules = setup().rules.compiled();
  std::vector<Page> pages(setup().pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i].document.segment(setup().pages[i], rules.english_stopwords());
  for (auto _ : state) {
    MatchScratch scratch;  // a new one: it remembers short views
    for (Page& page : pages) match_blocks(rules, scratch, page);
  }
  count_bytes(state);
}
BENCHMARK(match_rules);

void find_sentences(benchmark::State& state) {
  std::vector<TextRange> sentences;
  for (auto _ : state) {
    for (const std::string& page : setup().pages) {
      sentences.clear();
      split_sentences(page, sentences);
    }
  }
  count_bytes(state);
}
BENCHMARK(find_sentences);

void judge_pages(benchmark::State& state) {
  const CompiledRules& rules = setup().rules.compiled();
  Page page;
  MatchScratch scratch;
  for (auto _ : state) {
    for (const std::string& text : setup().pages) {
      page.document.segment(text, rules.english_stopwords());
      judge(rules, {}, scratch, page);
    }
  }
  count_bytes(state);
}
BENCHMARK(judge_pages);

void clean_pages(benchmark::State& state) {
  auto cleaner = Cleaner::make(setup().rules);
  for (auto _ : state) {
    for (const std::string& page : setup().pages) benchmark::DoNotOptimize(cleaner->clean(page).changed());
  }
  count_bytes(state);
}
BENCHMARK(clean_pages);

void find_json_members(benchmark::State& state) {
  JsonMemberFinder finder({"text", "id", "", ""});
  for (auto _ : state) {
    for (const std::string& line : setup().json_lines) {
      benchmark::DoNotOptimize(finder.find(std::string_view(line).substr(0, line.size() - RecordReader::kPaddingBytes)));
    }
  }
  count_bytes(state);
}
BENCHMARK(find_json_members);

}  // namespace
}  // namespace cleanscrape

BENCHMARK_MAIN();
