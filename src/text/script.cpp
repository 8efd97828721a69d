#include "text/script.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

ScriptGroup group_of_icu(UScriptCode script) {
  switch (static_cast<int>(script)) {
    case USCRIPT_LATIN: return ScriptGroup::latin;
    case USCRIPT_HANGUL: return ScriptGroup::hangul;
    case USCRIPT_HAN: return ScriptGroup::han;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return ScriptGroup::kana;
    case USCRIPT_CYRILLIC: return ScriptGroup::cyrillic;
    case USCRIPT_ARABIC: return ScriptGroup::arabic;
    default: return ScriptGroup::other;
  }
}

CharClass classify_with_icu(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  const auto mask = U_GET_GC_MASK(c);
  if ((mask & U_GC_L_MASK) != 0) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &error);
    const bool upper = (mask & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
    return {CharKind::letter, U_SUCCESS(error) ? group_of_icu(script) : ScriptGroup::other, upper};
  }
  if ((mask & U_GC_ND_MASK) != 0) return {CharKind::digit, ScriptGroup::other, false};
  if (u_isUWhiteSpace(c) != 0) return {CharKind::space, ScriptGroup::other, false};
  return {};
}

/// Whether the letter belongs to the script; letters that several scripts share count for each of them.
bool letter_of(char32_t code_point, ScriptCode script) {
  const auto c = static_cast<UChar32>(code_point);
  return (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0 && uscript_hasScript(c, static_cast<UScriptCode>(script)) != 0;
}

}  // namespace

std::optional<ScriptCode> find_script(std::string_view name) {
  const std::int32_t value = u_getPropertyValueEnum(UCHAR_SCRIPT, std::string(name).c_str());
  if (value == UCHAR_INVALID_CODE) return std::nullopt;
  return static_cast<ScriptCode>(value);
}

std::optional<ScriptGroup> group_of(ScriptCode script) {
  switch (static_cast<int>(script)) {
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return std::nullopt;
    default: break;
  }
  const ScriptGroup group = group_of_icu(static_cast<UScriptCode>(script));
  if (group == ScriptGroup::other) return std::nullopt;
  return group;
}

CharClass classify_beyond_ascii(char32_t c) {
  if (c >= 0xAC00 && c <= 0xD7A3) return {CharKind::letter, ScriptGroup::hangul, false};
  if (c >= 0x2010 && c <= 0x2027) return {};                                                 // dashes, quotes, bullets, …
  if (c >= 0x4E00 && c <= 0x9FFF) return {CharKind::letter, ScriptGroup::han, false};
  return classify_with_icu(c);
}

std::uint32_t count_letters(std::string_view text, ScriptCode script) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (letter_of(c.code_point, script)) ++count;
    i += c.size_bytes;
  }
  return count;
}

std::uint32_t count_words(std::string_view text, ScriptCode script) {
  std::uint32_t count = 0;
  bool counted = false;  // the word at hand
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (classify(c.code_point).kind == CharKind::space) {
      counted = false;
    } else if (!counted && letter_of(c.code_point, script)) {
      counted = true;
      ++count;
    }
    i += c.size_bytes;
  }
  return count;
}

}  // namespace cleanscrape
