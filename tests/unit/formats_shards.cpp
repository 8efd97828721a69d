#include <algorithm>

#include "formats_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;
using namespace std::string_literals;

namespace {

std::string warc(const std::string& type, const std::string& page) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nContent-Length: " + std::to_string(page.size()) + "\r\n\r\n" + page + "\r\n\r\n";
}

std::vector<std::string> numbered(const std::string& before, const std::string& after) {
  std::vector<std::string> records;
  for (int i = 0; i < 60; ++i) records.push_back(before + std::to_string(i) + after);
  return records;
}

std::string join(const std::vector<std::string>& records) {
  std::string all;
  for (const std::string& record : records) all += record;
  return all;
}

}  // namespace

TEST_CASE("the shards of a stream of records are its parts") {
  struct Row {
    const char* name;
    InputFormat from;
    std::string separator;
    std::vector<std::string> records;
  };
  std::vector<std::string> pages = numbered("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 2\r\n\r\n", "");
  for (std::size_t i = 0; i < pages.size(); ++i) pages[i] = warc(i % 7 == 0 ? "warcinfo" : "conversion", "A line " + std::to_string(i));
  for (const Row& row : std::vector<Row>{
           {"JSON Lines", InputFormat::jsonl, "", numbered("{\"text\":\"A line ", ".\"}\n")},
           {"JSON Lines with bad ones", InputFormat::jsonl, "", numbered("{\"text\":", "}\n")},
           {"lines longer than the limit", InputFormat::jsonl, "", numbered("{\"n\":", ",\"text\":\"" + std::string(300, 'x') + "\"}\n")},
           {"pages that end with NUL bytes", InputFormat::text, "\0"s, numbered("A line ", "\0"s)},
           {"separated pages longer than the limit", InputFormat::text, "\n--\n", numbered("Page ", std::string(300, 'x') + "\n--\n")},
           {"WET", InputFormat::wet, "", pages},
       }) {
    const std::string in = join(row.records);
    TransformOptions options;
    options.from = row.from;
    options.record_separator = row.separator;
    options.on_bad_record = OnBadRecord::keep;
    options.max_page_bytes = 200;
    for (const std::uint32_t count : {1U, 2U, 5U}) {
      std::vector<std::string> found;
      std::size_t records = 0;
      for (std::uint32_t index = 1; index <= count; ++index) {
        INFO(row.name << ", shard " << index << "/" << count);
        options.shard = {index, count};
        const Outcome outcome = transform(in, options);
        CHECK_FALSE(outcome.report.failed());
        CHECK(transform(in, options, {"in", {}, {}}, 7).out == outcome.out);
        CHECK(undo(outcome.audit, outcome.out) == outcome.out);
        records += outcome.report.totals.records;
        std::size_t at = 0;
        for (const std::string& record : row.records) {  // in order
          if (outcome.out.compare(at, record.size(), record) != 0) continue;
          found.push_back(record);
          at += record.size();
        }
        CHECK(at == outcome.out.size());
        CHECK((count == 1 || outcome.out.size() < in.size()));
      }
      std::vector<std::string> wanted = row.records;
      std::sort(wanted.begin(), wanted.end());
      std::sort(found.begin(), found.end());
      CHECK(found == wanted);
      CHECK(records == row.records.size());
    }
  }
}

// The line as xxhsum -H3 hashes it: 01a02a6c9d5475f6.
TEST_CASE("a record's shard does not depend on what ends it") {
  for (const char* in : {"{\"text\":\"A\"}\n", "{\"text\":\"A\"}\r\n", "{\"text\":\"A\"}"}) {
    TransformOptions options;
    options.from = InputFormat::jsonl;
    std::vector<std::uint32_t> holders;
    for (std::uint32_t index = 1; index <= 5; ++index) {
      options.shard = {index, 5};
      if (!transform(in, options).out.empty()) holders.push_back(index);
    }
    INFO(in);
    CHECK(holders == std::vector<std::uint32_t>{1});
  }
}

TEST_CASE("a key's shard is the same on every machine and in every version") {
  struct Row {
    const char* key;
    std::uint32_t of_three;  ///< XXH3 (64 bits, no seed) of the key as xxhsum -H3 computes it, modulo 3, from 1
    std::uint32_t of_seven;
  };
  for (const Row& row : {Row{"", 2, 5}, Row{"a", 2, 2}, Row{"a/page.txt", 3, 2}, Row{"한국/페이지.txt", 2, 7}}) {
    for (std::uint32_t i = 1; i <= 7; ++i) {
      INFO(row.key << " " << i);
      if (i <= 3) CHECK(Shard{i, 3}.holds(row.key) == (i == row.of_three));
      CHECK(Shard{i, 7}.holds(row.key) == (i == row.of_seven));
    }
  }
}

TEST_CASE("a shard is I/N") {
  CHECK(parse_shard("2/3")->index == 2);
  CHECK(parse_shard("2/3")->count == 3);
  for (const char* wrong : {"", "/", "1/", "/1", "0/1", "2/1", "1/0", "-1/2", "1/2/3", "1 /2", "a/b", "1/99999999999"}) {
    INFO(wrong);
    CHECK_FALSE(parse_shard(wrong));
  }
}
