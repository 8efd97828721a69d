#include <catch2/catch.hpp>
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "cleanscrape/cleanscrape.h"
#include "formats/transform.h"
#include "support/random_page.h"
#include "support/real_pages.h"
#include "text/encoding.h"

using namespace cleanscrape;
using namespace cleanscrape::test;

namespace {

/// Text that was written in one encoding and read in another: "Korea’s" as "Korea¡¯s", "Koreaâ€™s".
std::string misread(const std::string& text, const char* written, const char* read) {
  const std::string bytes = std::string_view(written) == "UTF-8" ? text : encode(text, {written, 0});
  return decode(bytes, {read, 0}, BadBytes::replace).text;
}

std::string escaped_twice(const std::string& text) {
  static const std::map<std::string_view, std::string_view> kEntities{{"&", "&amp;amp;"}, {"\"", "&amp;quot;"}, {"’", "&amp;rsquo;"}, {"‘", "&amp;lsquo;"},
                                                                      {"“", "&amp;ldquo;"}, {"”", "&amp;rdquo;"}, {"—", "&amp;mdash;"}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = static_cast<unsigned char>(text[i]) < 0x80 ? 1 : std::min<std::size_t>(3, text.size() - i);
    const auto entity = kEntities.find(std::string_view(text).substr(i, size));
    if (entity != kEntities.end()) {
      out += entity->second;
      i += size;
    } else {
      out += text[i++];
    }
  }
  return out;
}

struct Damage {
  const char* name;
  std::string (*apply)(const std::string&);
  bool furniture_too;  ///< what stands around the article may be damaged as well without loss
};
const Damage kDamages[] = {
    {"windows-949 read as Latin-1", [](const std::string& text) { return misread(text, "windows-949", "ISO-8859-1"); }, true},
    {"windows-949 read as windows-1252", [](const std::string& text) { return misread(text, "windows-949", "windows-1252"); }, true},
    {"UTF-8 read as windows-1252", [](const std::string& text) { return misread(text, "UTF-8", "windows-1252"); }, false},
    {"entities escaped twice", escaped_twice, true},
};

std::string article_of(const std::string& page, bool repair) {
  static const RuleSet rules = *RuleSet::compile(builtin_packs());
  TransformOptions options;
  options.repair = repair;
  options.encoding = "UTF-8";
  auto transformer = Transformer::make(rules, options);
  StringSource in(page);
  StringByteSink out;
  static_cast<void>(transformer->transform(in, out, {"in", {}, {}}));
  return out.take();
}

std::multiset<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::multiset<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

/// Whether the damage can be undone: windows-949 has a place for all characters of the page, and there are enough of them that cannot be
/// honest Latin text.
bool can_be_mended(const std::string& page) {
  const bool has_place = decode(encode(page, {"windows-949", 0}), {"windows-949", 0}, BadBytes::replace).text == page;
  return has_place && (count_of(page, "’") + count_of(page, "”") >= 2 || count_of(page, "다") >= 2);
}

/// The page with only those lines damaged that stay: its furniture is known as ever.
std::string damaged_where(const std::set<std::string>& lines, const std::string& page, const Damage& damage) {
  std::istringstream in(page);
  std::string out;
  for (std::string line; std::getline(in, line);) out += (lines.count(line) > 0 ? damage.apply(line) : line) + "\n";
  return out;
}

/// Says which lines of the article are lost in the damaged page.
void check_kept(const NamedPage& page, const std::set<std::string>& article, const Damage& damage, const std::string& damaged_page, std::size_t& checked) {
  const auto in_page = lines_of(page.text);
  const auto kept = lines_of(article_of(damaged_page, false));
  for (const std::string& line : article) {
    const std::string damaged = damage.apply(line);
    if (damaged == line || in_page.count(line) != 1) continue;  // of a copy either may stay, of a line cut in pieces another piece
    ++checked;
    if (kept.count(damaged) == 0) FAIL_CHECK(page.name << ", " << damage.name << ": lost: " << damaged);
  }
}

}  // namespace

TEST_CASE("text that was encoded or escaped twice never makes a line of the article look like junk", "[property]") {
  std::size_t checked = 0;
  for (const NamedPage& page : real_pages()) {
    const auto lines = lines_of(article_of(page.text, false));
    const std::set<std::string> article(lines.begin(), lines.end());
    for (const Damage& damage : kDamages) {
      check_kept(page, article, damage, damaged_where(article, page.text, damage), checked);
      if (damage.furniture_too) check_kept(page, article, damage, damage.apply(page.text), checked);
    }
  }
  CHECK(checked > 20);
}

TEST_CASE("repairing gives the article of the page before its damage", "[property]") {
  for (const NamedPage& page : real_pages()) {
    if (!can_be_mended(page.text)) continue;
    const std::string wanted = article_of(page.text, true);
    for (const Damage& damage : kDamages) {
      const std::string found = article_of(damage.apply(page.text), true);
      if (found == wanted) continue;
      const auto differs = std::mismatch(found.begin(), found.end(), wanted.begin(), wanted.end());
      const auto at = static_cast<std::size_t>(differs.first - found.begin());
      FAIL_CHECK(page.name << ", " << damage.name << ": ..." << found.substr(at, 200) << "\ninstead of ..." << wanted.substr(at, 200));
    }
  }
}
