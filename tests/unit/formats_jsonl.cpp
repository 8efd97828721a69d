#include "formats_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

TransformOptions jsonl() {
  TransformOptions options;
  options.from = InputFormat::jsonl;
  return options;
}

struct Row {
  const char* name;
  std::string in;
  std::string out;
};

const char* const kWrapped = R"({"cleanscrape_error":"not JSON: )";

}  // namespace

TEST_CASE("only the page of a JSON line changes") {
  const std::vector<Row> rows{
      {"other members keep their bytes", R"({ "n":1.50,  "text" : "MENU\nNews.\n" , "x":[1e5,{"text":"MENU"}] } )" "\n",
       R"({ "n":1.50,  "text" : "News.\n" , "x":[1e5,{"text":"MENU"}] } )" "\n"},
      {"escapes of what stays keep their form", R"({"text":"\u0041\/\u00e9é\ud83d\ude00\nMENU\nB\t\u0042"})" "\n",
       R"({"text":"\u0041\/\u00e9é\ud83d\ude00\nB\t\u0042"})" "\n"},
      {"an escape that goes", R"({"text":"M\u0045NU\nA."})", R"({"text":"A."})"},
      {"CRLF line end and no line end", "{\"text\":\"MENU\\nA\"}\r\n{\"text\":\"B\\nMENU\"}", "{\"text\":\"A\"}\r\n{\"text\":\"B\"}"},
      {"blank lines", "\n  \r\n{\"text\":\"A\"}\n\n", "\n  \r\n{\"text\":\"A\"}\n\n"},
      {"no page", R"({"text":null})" "\n", R"({"text":null})" "\n"},
      {"half of a surrogate pair", R"({"text":"a \ud800 b\nMENU\n\udc00"})" "\n", R"({"text":"a \ud800 b\n\udc00"})" "\n"},
      {"numbers of any size", R"({"text":"A","n":123456789012345678901234567890,"m":-1e999})", R"({"text":"A","n":123456789012345678901234567890,"m":-1e999})"},
      {"byte order mark", "\xEF\xBB\xBF{\"text\":\"MENU\\nA\"}\n", "\xEF\xBB\xBF{\"text\":\"A\"}\n"},
      {"NUL and control characters", R"({"text":"a\u0000b\u0007\nMENU\nc"})", R"({"text":"a\u0000b\u0007\nc"})"},
      {"empty input", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome whole = transform(row.in, jsonl());
    CHECK(whole.out == row.out);
    CHECK(whole.problems() == "");
    CHECK(whole.report.changed == (row.in != row.out));
    CHECK(transform(row.in, jsonl(), {"in", {}, {}}, 1).out == row.out);
    CHECK(undo(whole.audit, whole.out) == row.in);
  }
}

TEST_CASE("a bad JSON line is passed on with what is wrong") {
  const std::vector<Row> rows{
      {"cut off", R"({"text":"A)", std::string(kWrapped) + R"(A string is opened, but never closed.","line":"{\"text\":\"A"})"},
      {"no such member", R"({"body":"A"})", R"({"body":"A","cleanscrape_error":"has no member 'text'"})"},
      {"an empty object", "{ }", R"({ "cleanscrape_error":"has no member 'text'"})"},
      {"not a string", R"({"text":7})", R"({"text":7,"cleanscrape_error":"member 'text' is not a string"})"},
      {"twice", R"({"text":"A","text":"B"})", R"({"text":"A","text":"B","cleanscrape_error":"has the member 'text' twice"})"},
      {"not an object", "[1]", R"({"cleanscrape_error":"not a JSON object","line":"[1]"})"},
      {"not UTF-8", "{\"text\":\"\xFF\"}", std::string(kWrapped) + R"(The input is not valid UTF-8","line_base64":"eyJ0ZXh0Ijoi/yJ9"})"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const std::string around = R"({"text":"MENU\nA."})" "\n";
    const Outcome outcome = transform(around + row.in + "\n" + around, jsonl());
    CHECK(outcome.out == R"({"text":"A."})" "\n" + row.out + "\n" + R"({"text":"A."})" "\n");
    CHECK(outcome.report.problem_count == 1);
    CHECK(outcome.report.problems.front().line == 2);
    CHECK(outcome.report.totals.bad_records == 1);
    CHECK_FALSE(outcome.report.failed());
    CHECK(undo(outcome.audit, outcome.out) == around + row.in + "\n" + around);
  }
}

TEST_CASE("mistakes anywhere in a JSON line are found") {
  for (const char* line : {R"({"text":"A","x":nope})", R"({"text":"A","x":01})", R"({"text":"A","x":1.})", R"({"text":"A","x":[1 2]})", R"({"text":"A","x":"\q"})",
                           R"({"text":"A","x":{"a" 1}})", R"({"text":"A"} {})", R"({"text":"A","x":tru})", R"({"text":"\ud8"})", R"({"te\qxt":"A","text":"B"})",
                           R"({"text":"A",})", R"({"text":"A","x":+1})", R"({"text":"A","x":1e})"}) {
    INFO(line);
    const Outcome outcome = transform(line, jsonl());
    CHECK(outcome.report.totals.bad_records == 1);
    CHECK(outcome.out != line);
  }
}

TEST_CASE("nesting of any depth is passed on") {
  for (const std::size_t depth : {std::size_t{1000}, std::size_t{1'000'000}}) {
    const std::string in = "{\"text\":\"MENU\\nA\",\"x\":" + std::string(depth, '[') + std::string(depth, ']') + "}\n";
    const Outcome outcome = transform(in, jsonl());
    CHECK(outcome.report.totals.bad_records == (depth > 1024 ? 1U : 0U));
    CHECK(undo(outcome.audit, outcome.out) == in);
  }
}

TEST_CASE("a bad record stops the input or passes as it is where asked") {
  const std::string in = "{\"text\":\"MENU\\nA\"}\n{\"text\":3}\n{\"text\":\"B\"}\n";
  TransformOptions options = jsonl();
  options.on_bad_record = OnBadRecord::fail;
  const Outcome failed = transform(in, options);
  CHECK(failed.report.outcome == TransformReport::Outcome::failed);
  CHECK(failed.problems() == "2: member 'text' is not a string\n");
  CHECK(failed.out == "{\"text\":\"A\"}\n");
  options.on_bad_record = OnBadRecord::keep;
  CHECK(transform(in, options).out == "{\"text\":\"A\"}\n{\"text\":3}\n{\"text\":\"B\"}\n");
}

TEST_CASE("fields are found by name or path and the URL selects the site") {
  TransformOptions options = jsonl();
  options.text_field = "/page/body";
  options.url_field = "url";
  options.id_field = "id";
  const std::string page = R"("page":{"text":"MENU","body":"Only here\nA"})";
  CHECK(transform("{\"url\":\"https://www.NEWS.example:80/a\"," + page + "}", options).out ==
        R"({"url":"https://www.NEWS.example:80/a","page":{"text":"MENU","body":"A"}})");
  CHECK(transform("{\"url\":\"https://notnews.example/\"," + page + "}", options).report.changed == false);
  CHECK(transform("{\"id\":\"r-7\"}", options).report.problems.front().id == "r-7");
}

TEST_CASE("annotating leaves the text and counts code points") {
  TransformOptions options = jsonl();
  options.annotate = true;
  const std::string in = R"({"text":"한글 é\nMENU\nA."})" "\n";
  const Outcome outcome = transform(in, options);
  CHECK(outcome.out ==
        R"({"text":"한글 é\nMENU\nA.","cleanscrape":{"spans":[{"begin_code_points":5,"end_code_points":10,"stage":"line","rule":"t.menu","class":"chrome"}]}})" "\n");
  CHECK(undo(outcome.audit, outcome.out) == in);
  CHECK(transform(outcome.out, options).problems() == "1: has a member 'cleanscrape' already: passed on\n");
}

TEST_CASE("a record larger than the limit is passed on in pieces") {
  TransformOptions options = jsonl();
  options.max_page_bytes = 1000;
  const std::string large = "{\"text\":\"MENU\\n" + std::string(2'000'000, 'x') + "\"}\n";
  const Outcome outcome = transform(large + "{\"text\":\"MENU\\nA\"}\n", options, {"in", {}, {}}, 300);
  CHECK(outcome.out == large + "{\"text\":\"A\"}\n");
  CHECK(outcome.problems() == "1: longer than 1000 bytes: passed on\n");
}

TEST_CASE("JSON Lines become WET records") {
  TransformOptions options = jsonl();
  options.to = OutputFormat::wet;
  options.url_field = "url";
  const std::string in = R"({"url":"http://a.example/","text":"MENU\nA."})" "\n";
  const Outcome outcome = transform(in, options);
  CHECK(outcome.out.starts_with("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/\r\n"));
  CHECK(outcome.out.ends_with("Content-Length: 2\r\n\r\nA.\r\n\r\n"));
  CHECK(undo(outcome.audit, outcome.out) == in);
}
