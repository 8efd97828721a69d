#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cleanscrape {

/// A Unicode script by ICU's number (UScriptCode).
enum class ScriptCode : std::int32_t {};

/// Script by its ISO 15924 code or Unicode name, case ignored ("Latn", "Latin").
[[nodiscard]] std::optional<ScriptCode> find_script(std::string_view name);

/// The scripts that are counted in every block; all other letters fall into `other`.
enum class ScriptGroup : std::uint8_t { latin, hangul, han, kana, cyrillic, arabic, other };
inline constexpr std::size_t kScriptGroups = 7;

/// The group that counts exactly the letters of this script, if there is one (none for Hiragana: `kana` holds two scripts).
[[nodiscard]] std::optional<ScriptGroup> group_of(ScriptCode script);

/// What a code point is, for counting.
enum class CharKind : std::uint8_t { letter, digit, space, other };
struct CharClass {
  CharKind kind = CharKind::other;
  ScriptGroup script = ScriptGroup::other;  ///< of a letter
  bool upper = false;                       ///< upper or title case letter
};

/// The same properties of a code point beyond ASCII: ICU's, with short cuts for the common blocks.
[[nodiscard]] CharClass classify_beyond_ascii(char32_t code_point);

[[nodiscard]] constexpr CharClass classify_ascii(char32_t c) {
  if (c >= 'a' && c <= 'z') return {CharKind::letter, ScriptGroup::latin, false};
  if (c >= 'A' && c <= 'Z') return {CharKind::letter, ScriptGroup::latin, true};
  if (c >= '0' && c <= '9') return {CharKind::digit, ScriptGroup::other, false};
  if (c == ' ' || (c >= '\t' && c <= '\r')) return {CharKind::space, ScriptGroup::other, false};
  return {};
}

inline constexpr std::array<CharClass, 0x80> kAsciiClasses = [] {
  std::array<CharClass, 0x80> classes{};
  for (char32_t c = 0; c < classes.size(); ++c) classes[c] = classify_ascii(c);
  return classes;
}();

/// Unicode properties of a code point.
[[nodiscard]] inline CharClass classify(char32_t c) { return c < 0x80 ? kAsciiClasses[c] : classify_beyond_ascii(c); }

/// Letters of `script` in UTF-8 text. Linear; for scripts that have no group.
[[nodiscard]] std::uint32_t count_letters(std::string_view text, ScriptCode script);

/// Words (runs without white space) that hold a letter of `script`.
[[nodiscard]] std::uint32_t count_words(std::string_view text, ScriptCode script);

}  // namespace cleanscrape
