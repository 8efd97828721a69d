#include "rules/value.h"

#include <limits>

namespace cleanscrape {

const Value* Value::find(std::string_view name) const {
  if (type != ValueType::table) return nullptr;
  for (const Value& member : items) {
    if (member.key == name) return &member;
  }
  return nullptr;
}

const Value* Value::find(std::string_view name, ValueType wanted) const {
  const Value* member = find(name);
  return member != nullptr && member->type == wanted ? member : nullptr;
}

const std::vector<Value>& Value::list(std::string_view name) const {
  static const std::vector<Value> kNone;
  const Value* member = find(name, ValueType::array);
  return member != nullptr ? member->items : kNone;
}

std::string Value::text_or(std::string_view name, std::string_view fallback) const {
  const Value* member = find(name, ValueType::text);
  return member != nullptr ? member->text : std::string(fallback);
}

double Value::number_or(std::string_view name, double fallback) const {
  const Value* member = find(name);
  if (member == nullptr) return fallback;
  if (member->type == ValueType::boolean) return member->boolean ? 1.0 : 0.0;
  return member->type == ValueType::number || member->type == ValueType::integer ? member->number : fallback;
}

std::uint32_t Value::count_or(std::string_view name, std::uint32_t fallback) const {
  const Value* member = find(name, ValueType::integer);
  if (member == nullptr || member->integer < 0) return fallback;
  if (member->integer > std::numeric_limits<std::uint32_t>::max()) return fallback;
  return static_cast<std::uint32_t>(member->integer);
}

bool Value::flag_or(std::string_view name, bool fallback) const {
  const Value* member = find(name, ValueType::boolean);
  return member != nullptr ? member->boolean : fallback;
}

std::string_view describe(ValueType type) {
  switch (type) {
    case ValueType::text: return "a string";
    case ValueType::integer: return "an integer";
    case ValueType::number: return "a number";
    case ValueType::boolean: return "true or false";
    case ValueType::array: return "an array";
    case ValueType::table: return "a table";
    case ValueType::time: return "a date or time";
  }
  return "a value";
}

}  // namespace cleanscrape
