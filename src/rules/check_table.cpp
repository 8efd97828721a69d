#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/suggest.h"
#include "rules/schema.h"

namespace cleanscrape {
namespace {

/// A literal, pattern or any other string: what is longer is no phrase of a page.
constexpr std::size_t kMaxTextBytes = 64U << 10U;

std::string join(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

void wrong_type(const Value& value, std::string_view key, std::string_view wanted, Reporter& reporter) {
  reporter.error(value.at, fmt::format("'{}' must be {}, not {}", key, wanted, describe(value.type)));
}

bool expect(const Value& value, const KeySchema& key, ValueType type, std::string_view wanted, Reporter& reporter) {
  if (value.type == type) return true;
  wrong_type(value, key.name, wanted, reporter);
  return false;
}

void check_text(const Value& value, std::string_view key, Reporter& reporter) {
  if (value.type != ValueType::text) return wrong_type(value, key, "a string", reporter);
  if (value.text.size() > kMaxTextBytes) reporter.error(value.at, fmt::format("'{}' has more than {} bytes", key, kMaxTextBytes));
}

void check_texts(const Value& value, std::string_view key, Reporter& reporter) {
  if (value.type != ValueType::array) return wrong_type(value, key, "an array of strings", reporter);
  for (const Value& item : value.items) check_text(item, key, reporter);
}

void check_name(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (value.type != ValueType::text) return wrong_type(value, key.name, "a string", reporter);
  for (const std::string_view name : key.names) {
    if (name == value.text) return;
  }
  std::string hint = suggest(value.text, key.names);
  if (hint.empty() && key.names.size() < 8) hint = "one of " + join(key.names);
  reporter.error(value.at, fmt::format("unknown {} '{}'", key.name, value.text), std::move(hint));
}

void check_names(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (!expect(value, key, ValueType::array, "an array of strings", reporter)) return;
  for (const Value& item : value.items) check_name(item, key, reporter);
}

void check_range(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (value.number >= key.min && value.number <= key.max) return;
  reporter.error(value.at, fmt::format("'{}' must be from {} to {}", key.name, key.min, key.max));
}

void check_number(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (value.type != ValueType::number && value.type != ValueType::integer) return wrong_type(value, key.name, "a number", reporter);
  check_range(value, key, reporter);
}

void check_tables(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (!expect(value, key, ValueType::array, "an array of tables", reporter)) return;
  for (const Value& item : value.items) {
    if (expect(item, key, ValueType::table, "an array of tables", reporter)) check_table(item, *key.table, reporter);
  }
}

void check_pairs(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (!expect(value, key, ValueType::array, "an array of pairs of strings", reporter)) return;
  for (const Value& pair : value.items) {
    const bool two = pair.type == ValueType::array && pair.items.size() == 2;
    if (!two) {
      wrong_type(pair, key.name, "an array of pairs of strings", reporter);
      continue;
    }
    check_texts(pair, key.name, reporter);
  }
}

void check_texts_by_name(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (!expect(value, key, ValueType::table, "a table of arrays of strings", reporter)) return;
  for (const Value& member : value.items) check_texts(member, member.key, reporter);
}

void check_shares(const Value& value, const KeySchema& key, Reporter& reporter) {
  if (!expect(value, key, ValueType::table, "a table of shares by script", reporter)) return;
  const KeySchema share{.name = key.name, .type = KeyType::number, .sentence = {}, .max = 1.0};
  for (const Value& member : value.items) check_number(member, share, reporter);
  if (value.items.empty()) reporter.error(value.at, fmt::format("'{}' names no script", key.name));
}

void check_value(const Value& value, const KeySchema& key, Reporter& reporter) {
  switch (key.type) {
    case KeyType::text:
    case KeyType::pattern: return check_text(value, key.name, reporter);
    case KeyType::texts:
    case KeyType::literals:
    case KeyType::patterns: return check_texts(value, key.name, reporter);
    case KeyType::name: return check_name(value, key, reporter);
    case KeyType::names: return check_names(value, key, reporter);
    case KeyType::boolean: expect(value, key, ValueType::boolean, "true or false", reporter); return;
    case KeyType::integer:
      if (expect(value, key, ValueType::integer, "an integer", reporter)) check_range(value, key, reporter);
      return;
    case KeyType::number: return check_number(value, key, reporter);
    case KeyType::number_or_flag:
      if (value.type != ValueType::boolean) check_number(value, key, reporter);
      return;
    case KeyType::table:
      if (expect(value, key, ValueType::table, "a table", reporter)) check_table(value, *key.table, reporter);
      return;
    case KeyType::tables: return check_tables(value, key, reporter);
    case KeyType::table_or_tables:
      if (value.type == ValueType::array) return check_tables(value, key, reporter);
      if (expect(value, key, ValueType::table, "a table or an array of tables", reporter)) check_table(value, *key.table, reporter);
      return;
    case KeyType::flag_or_table:
      if (value.type == ValueType::boolean) return;
      if (expect(value, key, ValueType::table, "true, false or a table", reporter)) check_table(value, *key.table, reporter);
      return;
    case KeyType::name_or_table:
      if (value.type == ValueType::text) return check_name(value, key, reporter);
      if (expect(value, key, ValueType::table, "a string or a table", reporter)) check_table(value, *key.table, reporter);
      return;
    case KeyType::text_pairs: return check_pairs(value, key, reporter);
    case KeyType::texts_by_name: return check_texts_by_name(value, key, reporter);
    case KeyType::shares_by_script: return check_shares(value, key, reporter);
  }
}

const KeySchema* find_key(const TableSchema& schema, std::string_view name) {
  for (const KeySchema& key : schema.keys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

/// Whether it is written as a table of its own, not within a key's line.
bool has_heading(const TableSchema& schema) { return schema.title.starts_with('[') || &schema == &pack_schema(); }

/// The table with a heading, of `schema` and those below it, that has the key; the highest one.
const TableSchema* find_table_with(const TableSchema& schema, std::string_view name) {
  if (has_heading(schema) && find_key(schema, name) != nullptr) return &schema;
  for (const KeySchema& key : schema.keys) {
    if (key.table == nullptr) continue;
    if (const TableSchema* found = find_table_with(*key.table, name)) return found;
  }
  return nullptr;
}

void report_unknown_key(const Value& member, const TableSchema& schema, Reporter& reporter) {
  std::vector<std::string_view> names;
  for (const KeySchema& key : schema.keys) names.push_back(key.name);
  const TableSchema* home = has_heading(schema) ? find_table_with(pack_schema(), member.key) : nullptr;
  std::string hint = home == nullptr ? suggest(member.key, names)
                     : home == &pack_schema() ? "it stands at the top of the file, before the first table"
                                              : fmt::format("it belongs in {}", home->title);
  reporter.error(member.key_at, fmt::format("unknown key '{}' in {}", member.key, schema.title), std::move(hint));
}

}  // namespace

void check_table(const Value& table, const TableSchema& schema, Reporter& reporter) {
  for (const Value& member : table.items) {
    const KeySchema* key = find_key(schema, member.key);
    if (key == nullptr) {
      report_unknown_key(member, schema, reporter);
    } else {
      check_value(member, *key, reporter);
    }
  }
  for (const KeySchema& key : schema.keys) {
    if (key.need == Need::required && table.find(key.name) == nullptr) {
      reporter.error(table.at, fmt::format("{} needs '{}'", schema.title, key.name));
    }
  }
}

}  // namespace cleanscrape
