#include "formats_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

TransformOptions wet() {
  TransformOptions options;
  options.from = InputFormat::wet;
  return options;
}

std::string record(const std::string& type, const std::string& page, const std::string& more = {}) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: http://news.example/a\r\nWARC-Record-ID: <urn:uuid:1>\r\n" + more +
         "Content-Length: " + std::to_string(page.size()) + "\r\n\r\n" + page + "\r\n\r\n";
}

}  // namespace

TEST_CASE("the blocks of WET conversion records are cleaned and their heads stay right") {
  const std::string info = record("warcinfo", "MENU\nisPartOf: CC");
  const std::string in = info + record("conversion", "MENU\nA\r\n\r\nB\n", "WARC-Block-Digest: sha1:X\r\n") + record("conversion", "C");
  const std::string out = info + record("conversion", "A\r\n\r\nB\n") + record("conversion", "C");
  const Outcome outcome = transform(in, wet());
  CHECK(outcome.out == out);
  CHECK(outcome.report.totals.pages == 2);
  CHECK(transform(in, wet(), {"in", {}, {}}, 7).out == out);
  CHECK(undo(outcome.audit, outcome.out) == in);
}

TEST_CASE("the target's host selects the site of a WET record") {
  CHECK(transform(record("conversion", "Only here\nA"), wet()).out == record("conversion", "A"));
}

TEST_CASE("WET is known by its first bytes or its name") {
  const std::string in = record("conversion", "MENU\nA");
  CHECK(transform(in).out == record("conversion", "A"));
  CHECK(transform(in, {}, {"x.warc.wet.gz", "x.warc.wet.gz", {}}).out == record("conversion", "A"));
}

TEST_CASE("WET becomes JSON Lines") {
  TransformOptions options = wet();
  options.to = OutputFormat::jsonl;
  const std::string in = record("warcinfo", "x") + record("conversion", "MENU\nA", "WARC-Date: 2024-01-02T03:04:05Z\r\nWARC-Identified-Content-Language: kor\r\n");
  const Outcome outcome = transform(in, options);
  CHECK(outcome.out == R"({"id":"<urn:uuid:1>","url":"http://news.example/a","date":"2024-01-02T03:04:05Z","language":"kor","text":"A"})" "\n");
  CHECK(undo(outcome.audit, outcome.out) == in);
}

TEST_CASE("damaged WET is passed on or stops") {
  const std::string good = record("conversion", "MENU\nA");
  struct Row {
    const char* name;
    std::string bad;
    const char* problem;
  };
  for (const Row& row : std::vector<Row>{
           {"cut in a block", record("conversion", "MENU\nlong page").substr(0, record("conversion", "MENU\nlong page").size() - 8), "2: the record ends early: passed on as it is\n"},
           {"cut in a head", record("conversion", "MENU").substr(0, 40), "2: no WARC record starts here; the rest is passed on as it is\n"},
           {"something else", "<html>MENU</html>\n", "2: no WARC record starts here; the rest is passed on as it is\n"},
           {"no length", "WARC/1.0\r\nWARC-Type: conversion\r\n\r\nMENU", "2: no WARC record starts here; the rest is passed on as it is\n"},
           {"an absurd length", "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 18446744073709551615\r\n\r\nMENU",
            "2: no WARC record starts here; the rest is passed on as it is\n"},
       }) {
    INFO(row.name);
    const Outcome outcome = transform(good + row.bad, wet());
    CHECK(outcome.out == record("conversion", "A") + row.bad);
    CHECK(outcome.problems() == row.problem);
    CHECK(undo(outcome.audit, outcome.out) == good + row.bad);
    TransformOptions strict = wet();
    strict.on_bad_record = OnBadRecord::fail;
    CHECK(transform(good + row.bad, strict).report.failed());
  }
}
