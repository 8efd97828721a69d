#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "rules/reporter.h"
#include "rules/value.h"

namespace cleanscrape {

struct TableSchema;

/// What may stand behind a key.
enum class KeyType : std::uint8_t {
  text,
  texts,     ///< array of strings
  literals,  ///< array of strings, "@name" for a list
  patterns,  ///< array of RE2 patterns
  pattern,   ///< one RE2 pattern
  name,      ///< a string out of `names`
  names,     ///< array of such strings
  boolean,
  integer,         ///< `min` to `max`
  number,          ///< `min` to `max`
  number_or_flag,  ///< a number, or true for 1 and false for 0
  table,           ///< of the kind `table`
  tables,          ///< array of such tables
  table_or_tables,
  flag_or_table,
  name_or_table,
  text_pairs,        ///< array of arrays of two strings
  texts_by_name,     ///< table: any name -> array of strings
  shares_by_script,  ///< table: script name -> number from 0 to 1
};

enum class Need : std::uint8_t { optional, required };

/// A key of a table: one row of the rule language.
struct KeySchema {
  std::string_view name;
  KeyType type = KeyType::text;
  std::string_view sentence;  ///< what it means, for people
  Need need = Need::optional;
  std::span<const std::string_view> names = {};
  const TableSchema* table = nullptr;
  double min = 0.0;
  double max = 0.0;
};

struct TableSchema {
  std::string_view title;  ///< as messages name it: "[[rule]]"
  std::span<const KeySchema> keys;
};

/// The whole file; every other table is reached from it.
[[nodiscard]] const TableSchema& pack_schema();

/// Reports unknown and missing keys, wrong types, unknown names and numbers out of range, in all tables below too.
void check_table(const Value& table, const TableSchema& schema, Reporter& reporter);

}  // namespace cleanscrape
