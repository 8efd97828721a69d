#include <algorithm>
#include <array>
#include <charconv>

#include "text/repair.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

struct Named {
  std::string_view name;
  char32_t code_point;
};

/// Those that text pages hold, from HTML's list of named character references.
constexpr std::array<Named, 44> kEntities{{
    {"AMP", U'&'},       {"aacute", U'á'},  {"acute", U'´'},    {"agrave", U'à'}, {"amp", U'&'},      {"apos", U'\''},   {"auml", U'ä'},
    {"bull", U'•'},      {"ccedil", U'ç'},  {"cent", U'¢'},     {"copy", U'©'},   {"darr", U'↓'},     {"deg", U'°'},     {"eacute", U'é'},
    {"egrave", U'è'},    {"emsp", U'\x2003'}, {"ensp", U'\x2002'}, {"euro", U'€'},   {"frac12", U'½'},   {"gt", U'>'},      {"hellip", U'…'},
    {"laquo", U'«'},     {"larr", U'←'},    {"ldquo", U'“'},    {"lsquo", U'‘'},  {"lt", U'<'},       {"mdash", U'—'},   {"middot", U'·'},
    {"nbsp", U'\x00A0'}, {"ndash", U'–'},   {"ntilde", U'ñ'},   {"ouml", U'ö'},   {"pound", U'£'},    {"quot", U'"'},    {"raquo", U'»'},
    {"rarr", U'→'},      {"rdquo", U'”'},   {"reg", U'®'},      {"rsquo", U'’'},  {"szlig", U'ß'},    {"times", U'×'},   {"trade", U'™'},
    {"uuml", U'ü'},      {"yen", U'¥'},
}};

char32_t named(std::string_view name) {
  const auto found = std::find_if(kEntities.begin(), kEntities.end(), [&](const Named& n) { return n.name == name; });
  return found == kEntities.end() ? U'\0' : found->code_point;
}

/// `digits` of a numeric reference, "x" in front for hexadecimal. No control characters, no surrogates.
char32_t numbered(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (parsed.ec != std::errc{} || parsed.ptr != digits.data() + digits.size()) return U'\0';
  const bool visible = value >= 0x20 && !(value >= 0x7F && value < 0xA0) && !(value >= 0xD800 && value < 0xE000) && value < 0x110000;
  return visible ? static_cast<char32_t>(value) : U'\0';
}

}  // namespace

Repair entity_at(std::string_view text, std::size_t offset) {
  constexpr std::size_t kMaxNameBytes = 10;
  std::size_t at = offset + 1;
  std::size_t ampersand_end = 0;  // behind the last "&amp;" that may stand alone
  while (text.substr(at, 4) == "amp;") at += 4, ampersand_end = at;
  const std::size_t end = text.substr(at, kMaxNameBytes).find(';');
  if (end != std::string_view::npos) {
    const std::string_view name = text.substr(at, end);
    const char32_t c = name.starts_with('#') ? numbered(name.substr(1)) : named(name);
    if (c != U'\0') {
      Repair repair{{offset, at + end + 1}, {}};
      append_utf8(repair.with, c);
      return repair;
    }
  }
  if (ampersand_end > 0) return {{offset, ampersand_end}, "&"};
  return {};
}

}  // namespace cleanscrape
