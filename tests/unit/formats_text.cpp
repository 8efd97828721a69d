#include "formats/compression.h"
#include "formats_support.h"

using namespace cleanscrape;
using namespace cleanscrape::test;
using namespace std::string_literals;

TEST_CASE("pages of plain text end at the record separator") {
  struct Row {
    const char* name;
    std::string separator;
    std::string in;
    std::string out;
  };
  for (const Row& row : std::vector<Row>{
           {"NUL bytes", "\0"s, "MENU\nA\n\0MENU\0B\0"s, "A\n\0\0B\0"s},
           {"the last record without one", "\0"s, "A\0MENU\nB"s, "A\0B"s},
           {"a line of its own", "\n---\n", "MENU\nA\n---\nB\nMENU\n---\n", "A\n---\nB\n---\n"},
           {"none at all", "\0"s, "MENU\nA", "A"},
           {"only separators", "\0"s, "\0\0\0"s, "\0\0\0"s},
       }) {
    INFO(row.name);
    TransformOptions options;
    options.record_separator = row.separator;
    const Outcome outcome = transform(row.in, options);
    CHECK(outcome.out == row.out);
    CHECK(transform(row.in, options, {"in", {}, {}}, 1).out == row.out);
    CHECK(undo(outcome.audit, outcome.out) == row.in);
  }
}

TEST_CASE("text in other encodings becomes UTF-8 or stays what it is") {
  const std::string cp949 = "\xB8\xDE\xB4\xBA\r\n\xC7\xD1\xB1\xB9\xC0\xBA \xB3\xAF\xBE\xBE\xB0\xA1 \xB8\xBC\xB4\xD9.\r\n";  // 메뉴, 한국은 날씨가 맑다.
  const std::string utf16le = "\xFF\xFEM\0E\0N\0U\0\n\0H\0i\0 \0y\0o\0u\0.\0\n\0"s;
  const std::string utf16be_without_mark = "\0M\0E\0N\0U\0\n\0H\0i\0 \0y\0o\0u\0.\0\n"s;
  // MENU, 한국은 날씨가 맑다. The particle 가, U+AC00, has its zero on the other side.
  const std::string korean_utf16le =
      "M\0E\0N\0U\0\n\0\x5C\xD5\x6D\xAD\x40\xC7 \0\xA0\xB0\x28\xC5\x00\xAC \0\xD1\xB9\xE4\xB2.\0\n\0"s;
  const std::string latin1 = "MENU\nLe caf\xE9 \xE9tait ferm\xE9 \xE0 No\xEBl, et la cr\xE8merie d'\xE0 c\xF4t\xE9 l'\xE9tait aussi, selon le maire.\n";
  struct Row {
    const char* name;
    std::string encoding;
    std::string in;
    std::string out;
    std::string same;
    std::string found;
  };
  for (const Row& row : std::vector<Row>{
           {"CP949, detected", "", cp949, "한국은 날씨가 맑다.\r\n", cp949.substr(6), "windows-949"},
           {"EUC-KR, named", "euc-kr", cp949, "한국은 날씨가 맑다.\r\n", cp949.substr(6), "windows-949"},
           {"UTF-16 with a mark", "", utf16le, "Hi you.\n", "\xFF\xFEH\0i\0 \0y\0o\0u\0.\0\n\0"s, "UTF-16LE"},
           {"UTF-16 with a mark, named", "utf-16", utf16le, "Hi you.\n", "\xFF\xFEH\0i\0 \0y\0o\0u\0.\0\n\0"s, "UTF-16LE"},
           {"UTF-16 without a mark", "", utf16be_without_mark, "Hi you.\n", "\0H\0i\0 \0y\0o\0u\0.\0\n"s, "UTF-16BE"},
           {"UTF-16 without a mark, Korean", "", korean_utf16le, "한국은 날씨가 맑다.\n", korean_utf16le.substr(10), "UTF-16LE"},
           {"Latin-1, detected", "", latin1, "Le café était fermé à Noël, et la crèmerie d'à côté l'était aussi, selon le maire.\n", latin1.substr(5), "ISO-8859-1"},
       }) {
    INFO(row.name);
    TransformOptions options;
    options.encoding = row.encoding;
    const Outcome outcome = transform(row.in, options);
    CHECK(outcome.out == row.out);
    CHECK(outcome.report.encoding == row.found);
    CHECK(undo(outcome.audit, outcome.out) == row.in);
    CHECK(outcome.audit.find("\"rule\":\"t.menu\"") != std::string::npos);
    options.output_encoding = OutputEncoding::same;
    const Outcome same = transform(row.in, options);
    CHECK(same.out == row.same);
    CHECK(undo(same.audit, same.out) == row.in);
  }
}

TEST_CASE("bytes that are no UTF-8 are kept or replaced or stop the input") {
  const std::string in = "MENU\nOne \xFF two.\nThree \xE2\x80 four \xC3\xA9.\n";
  TransformOptions options;
  const Outcome kept = transform(in, options);
  CHECK(kept.out == in.substr(5));
  CHECK(kept.report.problems.front().message == "byte 0xFF at offset 9 is not UTF-8: kept, as all such bytes");
  CHECK(kept.report.problems.front().line == 2);
  options.on_bad_bytes = OnBadBytes::replace;
  const Outcome replaced = transform(in, options);
  CHECK(replaced.out == "One \xEF\xBF\xBD two.\nThree \xEF\xBF\xBD\xEF\xBF\xBD four \xC3\xA9.\n");
  CHECK(undo(replaced.audit, replaced.out) == in);
  options.on_bad_bytes = OnBadBytes::fail;
  const Outcome failed = transform(in, options);
  CHECK(failed.report.failed());
  CHECK(failed.out == "");
  CHECK(failed.problems() == "0: byte 0xFF at offset 9 is not UTF-8\n");
}

TEST_CASE("bytes that a named encoding does not have are kept") {
  TransformOptions options;
  options.encoding = "euc-jp";
  const std::string in = "MENU\nab \xFF\xB4\xC1 cd\n";
  const Outcome outcome = transform(in, options);
  CHECK(outcome.out == "ab \xFF漢 cd\n");
  CHECK(outcome.problems() == "0: 1 places are not EUC-JP, the first at offset 8\n");
  CHECK(undo(outcome.audit, outcome.out) == in);
  options.output_encoding = OutputEncoding::same;
  CHECK(transform(in, options).out == "ab \xFF\xB4\xC1 cd\n");
}

TEST_CASE("what is not text is left alone") {
  for (const std::string& in : {"\x89PNG\r\n\x1A\n\0\0\0\rMENU\n"s, "\x7F" "ELF\2\1\1\0MENU\n"s, std::string(200, '\1') + "\nMENU\n"}) {
    const Outcome outcome = transform(in);
    CHECK(outcome.out == in);
    CHECK(outcome.report.outcome == TransformReport::Outcome::left_alone);
    CHECK(outcome.problems() == "0: not text: left alone\n");
    CHECK(undo(outcome.audit, outcome.out) == in);
  }
}

TEST_CASE("some control characters and NUL bytes do not make a page binary") {
  const std::string in = "MENU\nA line with a\0 NUL and a\x1B[1m mark\x07 in it.\n"s;
  CHECK(transform(in).out == in.substr(5));
}

TEST_CASE("text that was encoded or escaped twice is mended where asked") {
  struct Row {
    const char* name;
    const char* in;
    const char* mended;
  };
  for (const Row& row : std::vector<Row>{
           {"CP949 read as Latin-1", "Korea¡¯s ¡°best¡±\n", "Korea’s “best”\n"},
           {"Hangul read as Latin-1", "ÇÑ±¹ 1\n", "한국 1\n"},
           {"signs and Hanja beside surer ones", "¡á Korea¡¯s ùÛ¡¯ ¢º\n", "■ Korea’s 韓’ ▶\n"},
           {"UTF-8 read as windows-1252", "donâ€™t cafÃ©\n", "don’t café\n"},
           {"entities", "A&amp;nbsp;B &quot;C&quot; D &amp;amp; E &#39;F&#x27;\n", "A\xC2\xA0" "B \"C\" D & E 'F'\n"},
           {"honest Latin text", "¿¡Qué!? naïve Äöü straße ©2024 £5 «oui» 20°±1\n", "¿¡Qué!? naïve Äöü straße ©2024 £5 «oui» 20°±1\n"},
           {"honest Latin text beside entities", "¡¿Dónde? ¿Á la una? ÀÈ &nbsp;&nbsp;&quot;\n", "¡¿Dónde? ¿Á la una? ÀÈ \xC2\xA0\xC2\xA0\"\n"},
           {"honest ampersands", "AT&T; R&D &unknown; &#xD800; a && b\n", "AT&T; R&D &unknown; &#xD800; a && b\n"},
           {"a dropped line holds some", "메뉴 ¡¯´Ý±â¡¯\nA ¡°b¡±\n", "A “b”\n"},
       }) {
    INFO(row.name);
    TransformOptions options;
    const Outcome as_is = transform(row.in, options);
    CHECK(as_is.out == row.in);
    options.repair = true;
    const Outcome outcome = transform(row.in, options);
    CHECK(outcome.out == row.mended);
    CHECK(undo(outcome.audit, outcome.out) == row.in);
    CHECK(transform(outcome.out, options).out == row.mended);
  }
}

TEST_CASE("compressed input is read whatever its name and truncation is reported") {
  const std::string page = "MENU\n" + std::string(100'000, 'x') + "\n";
  for (const Compression compression : {Compression::gzip, Compression::zstd}) {
    StringByteSink packed;
    const auto compressor = Compressor::make(packed, compression);
    CHECK((compressor->write(page.substr(0, 50)) && compressor->end_member() && compressor->write(page.substr(50)) && compressor->end_member()));
    const Outcome outcome = transform(packed.text(), {}, {"in", {}, {}}, 11);
    CHECK(outcome.out == page.substr(5));
    for (const std::size_t cut : {std::size_t{5}, packed.text().size() / 2, packed.text().size() - 1}) {
      const Outcome truncated = transform(std::string_view(packed.text()).substr(0, cut));
      CHECK(truncated.report.failed());
      CHECK(truncated.problems().find("ends early: it was cut short") != std::string::npos);
      CHECK(truncated.out == "");
    }
    TransformOptions options;
    options.compression = compression;
    const Outcome both = transform(packed.text(), options);
    CHECK(transform(both.out, TransformOptions{}).out == page.substr(5));
    CHECK(undo(both.audit, both.out) == page);
  }
}

TEST_CASE("the valve warns or passes or fails") {
  const std::string in = "MENU\nMENU\nMENU\nA b c\n";
  TransformOptions options;
  options.clean.valve.max_drop_share = 0.49;
  const Outcome warned = transform(in, options);
  CHECK(warned.out == "A b c\n");
  CHECK(warned.problems() == "0: 3 of 6 words would stay, less than the valve allows\n");
  CHECK(warned.report.totals.overdropped_pages == 1);
  options.clean.valve.on_overdrop = Valve::OnOverdrop::pass;
  const Outcome passed = transform(in, options);
  CHECK(passed.out == in);
  CHECK_FALSE(passed.report.changed);
  CHECK(passed.report.totals.words_out == 6);
  options.clean.valve.on_overdrop = Valve::OnOverdrop::fail;
  const Outcome failed = transform(in, options);
  CHECK(failed.report.outcome == TransformReport::Outcome::overdrop);
  CHECK(failed.out == "");
  options.clean.valve.max_drop_share = 0.5;
  CHECK(transform(in, options).out == "A b c\n");
  options.clean.valve.min_keep_words = 4;
  CHECK(transform(in, options).report.failed());
  CHECK(transform("A b c\n", options).out == "A b c\n");
}

TEST_CASE("a page larger than the limit is left alone") {
  TransformOptions options;
  options.max_page_bytes = 20;
  const std::string in = "MENU\n" + std::string(16, 'x');
  const Outcome outcome = transform(in, options);
  CHECK(outcome.out == in);
  CHECK(outcome.problems() == "0: larger than 20 bytes: left alone\n");
  CHECK(transform(in.substr(0, 20), options).out == in.substr(5, 15));
}
