#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cleanscrape {

/// Line and column of something written in a rule file, from 1; columns count code points.
struct Mark {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

enum class ValueType : std::uint8_t { text, integer, number, boolean, array, table, time };

/// A TOML value with its place; the only form in which TOML leaves `parse_toml`.
struct Value {
  ValueType type = ValueType::table;
  Mark at;
  std::string key;  ///< of a member of a table
  Mark key_at;
  std::string text;
  std::int64_t integer = 0;
  double number = 0.0;  ///< also of an integer
  bool boolean = false;
  std::vector<Value> items;  ///< elements of an array; members of a table in file order

  /// The member of that name; null where there is none or this is no table.
  [[nodiscard]] const Value* find(std::string_view name) const;
  /// The member of that name if it has that type.
  [[nodiscard]] const Value* find(std::string_view name, ValueType wanted) const;
  /// The elements of the member array, or nothing.
  [[nodiscard]] const std::vector<Value>& list(std::string_view name) const;

  [[nodiscard]] std::string text_or(std::string_view name, std::string_view fallback) const;
  [[nodiscard]] double number_or(std::string_view name, double fallback) const;
  [[nodiscard]] std::uint32_t count_or(std::string_view name, std::uint32_t fallback) const;
  [[nodiscard]] bool flag_or(std::string_view name, bool fallback) const;
};

/// "a string", "an integer".
[[nodiscard]] std::string_view describe(ValueType type);

}  // namespace cleanscrape
