#include <catch2/catch.hpp>
#include <random>
#include <thread>

#include "cleanscrape/cleanscrape.h"
#include "formats/json_string.h"
#include "formats/restore.h"
#include "formats/transform.h"
#include "rules/examples.h"
#include "support/random_page.h"
#include "support/real_pages.h"
#include "text/encoding.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

const RuleSet& shipped_rules() {
  static const RuleSet rules = *RuleSet::compile(builtin_packs());
  return rules;
}

/// A page damaged as pages get: cut, with parts lost, doubled, in another place, with bytes changed.
std::string mutated(std::string page, std::mt19937& random) {
  for (std::size_t times = 1 + random() % 4; times > 0 && !page.empty(); --times) {
    const std::size_t begin = random() % page.size();
    const std::size_t size = std::min<std::size_t>(random() % 200, page.size() - begin);
    const std::string part = page.substr(begin, size);
    switch (random() % 6) {
      case 0: page.resize(begin); break;
      case 1: page.erase(begin, size); break;
      case 2: page.insert(begin, part); break;
      case 3: page.erase(begin, size).insert(random() % (page.size() + 1), part); break;
      case 4: page[begin] = static_cast<char>(random()); break;
      case 5: page.insert(begin, std::vector<std::string>{"\r", "\n", std::string(1, '\0'), "\xEF\xBB\xBF", "\xED\xA0\x80", "\xFF", "¡¯", "&amp;nbsp;"}[random() % 8]); break;
      default: break;
    }
  }
  return page;
}

std::string noise(std::mt19937& random) {
  std::string bytes(random() % 3000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string warc_of(const std::string& page) {
  return "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: " + std::to_string(page.size()) + "\r\n\r\n" + page + "\r\n\r\n";
}

struct Case {
  std::string name;
  std::string bytes;
  TransformOptions options;
};

/// The page in an encoding or a container, with options, by chance.
Case dressed(const NamedPage& page, std::mt19937& random) {
  Case result{page.name, page.text, {}};
  const char* const kEncodings[] = {"UTF-16LE", "UTF-16BE", "windows-949", "ISO-8859-1", "Shift_JIS"};
  switch (random() % 6) {
    case 0: {
      const std::string name = kEncodings[random() % 5];
      result.bytes = encode(page.text, {name, random() % 2 == 0 && name.starts_with("UTF-16") ? 2U : 0U});
      if (random() % 2 == 0) result.options.encoding = name;
      result.name += " as " + name;
      break;
    }
    case 1:
      result.bytes = "{\"text\":\"" + escape_json(page.text) + "\"}\n{\"n\":1}\n";
      result.options.from = InputFormat::jsonl;
      result.options.annotate = random() % 4 == 0;
      result.name += " as JSON";
      break;
    case 2:
      result.bytes = warc_of(page.text) + warc_of("");
      result.options.from = InputFormat::wet;
      result.name += " as WET";
      break;
    default: break;
  }
  result.options.repair = random() % 3 == 0;
  result.options.on_bad_bytes = random() % 2 == 0 ? OnBadBytes::keep : OnBadBytes::replace;
  result.options.output_encoding = random() % 2 == 0 ? OutputEncoding::utf8 : OutputEncoding::same;
  if (random() % 8 == 0) result.options.to = random() % 2 == 0 ? OutputFormat::jsonl : OutputFormat::wet;
  if (random() % 8 == 0) result.options.record_separator = "\n";
  return result;
}

std::vector<Case> all_cases() {
  std::mt19937 random(7);
  std::vector<Case> cases;
  std::vector<std::string> interface_lines;
  for (const RuleExample& example : rule_examples(shipped_rules().compiled())) interface_lines.push_back(example.text.str());
  PageWriter writer(std::move(interface_lines));
  for (const NamedPage& page : real_pages()) {
    cases.push_back({page.name, page.text, {}});
    cases.push_back(dressed(page, random));
    for (int i = 0; i < 4; ++i) cases.push_back(dressed({page.name + ", mutated " + std::to_string(i), mutated(page.text, random)}, random));
  }
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    cases.push_back(dressed({"random page " + std::to_string(seed), writer.write(seed)}, random));
    cases.push_back(dressed({"noise " + std::to_string(seed), noise(random)}, random));
  }
  return cases;
}

struct Done {
  std::string out;
  std::string audit;
  bool changed = false;
  bool failed = false;
};

Done clean(const Case& input, const RuleSet& rules = shipped_rules()) {
  auto transformer = Transformer::make(rules, input.options);
  StringSource in(input.bytes);
  StringByteSink out;
  StringByteSink audit;
  const TransformReport report = transformer->transform(in, out, {"in", {}, {}}, &audit);
  return {out.text(), audit.text(), report.changed, report.failed()};
}

std::string restored(const Done& done) {
  StringSource log(done.audit);
  const auto segments = read_segments(log, "audit");
  if (!segments) return "error: " + segments.diagnostics().front().message;
  StringSource log_again(done.audit);
  StringSource cleaned(done.out);
  StringByteSink out;
  const Diagnostics errors = restore(log_again, *segments, cleaned, out, "audit");
  return errors.empty() ? out.text() : "error: " + errors.front().message;
}

}  // namespace

TEST_CASE("the audit log gives back every page", "[property]") {
  std::size_t changed = 0;
  for (const Case& input : all_cases()) {
    INFO(input.name);
    const Done done = clean(input);
    if (done.failed) continue;
    changed += done.changed ? 1U : 0U;
    if (restored(done) != input.bytes) FAIL_CHECK("not restored: " << restored(done).substr(0, 300));
    if (done.changed != (done.out != input.bytes)) FAIL_CHECK("what is said of the change is wrong");
  }
  CHECK(changed > 300);
}

TEST_CASE("any number of threads that share the rules make the same bytes", "[property]") {
  const std::vector<Case> cases = all_cases();
  std::vector<Done> expected;
  for (const Case& input : cases) expected.push_back(clean(input));
  for (const std::size_t thread_count : {2U, 8U}) {
    const RuleSet fresh = *RuleSet::compile(builtin_packs());  // whose patterns are compiled as the threads need them
    std::vector<Done> found(cases.size());
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < thread_count; ++t) {
      threads.emplace_back([&, t] {
        for (std::size_t i = t; i < cases.size(); i += thread_count) found[i] = clean(cases[i], fresh);
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (found[i].out != expected[i].out || found[i].audit != expected[i].audit) FAIL_CHECK(thread_count << " threads: " << cases[i].name);
    }
  }
}
