#include "rules/parse_toml.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <toml++/toml.h>

#include "rules/toml_depth.h"

namespace cleanscrape {
namespace {

/// A hand-written pack has some 100 KB; this bounds the memory that a hostile file can take.
constexpr std::size_t kMaxFileBytes = 4U << 20U;
/// Each part is one more table in the other, and toml++ takes them apart by recursion. The language itself needs two.
constexpr std::size_t kMaxKeyParts = 8;

Mark mark_of(const toml::source_region& region) { return {region.begin.line, region.begin.column}; }

Value convert(const toml::node& node);

Value convert_table(const toml::table& table) {
  Value value;
  for (const auto& [key, node] : table) {
    Value member = convert(node);
    member.key = std::string(key.str());
    member.key_at = mark_of(key.source());
    value.items.push_back(std::move(member));
  }
  std::sort(value.items.begin(), value.items.end(), [](const Value& a, const Value& b) {
    return std::pair(a.key_at.line, a.key_at.column) < std::pair(b.key_at.line, b.key_at.column);
  });
  return value;
}

Value convert_scalar(const toml::node& node) {
  Value value;
  if (const auto* text = node.as_string()) {
    value.type = ValueType::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.type = ValueType::integer;
    value.integer = integer->get();
    value.number = static_cast<double>(integer->get());
  } else if (const auto* number = node.as_floating_point()) {
    value.type = ValueType::number;
    value.number = number->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.type = ValueType::boolean;
    value.boolean = boolean->get();
  } else {
    value.type = ValueType::time;
  }
  return value;
}

Value convert(const toml::node& node) {
  Value value;
  if (const toml::table* table = node.as_table()) {
    value = convert_table(*table);
  } else if (const toml::array* array = node.as_array()) {
    value.type = ValueType::array;
    value.items.reserve(array->size());
    for (const toml::node& element : *array) value.items.push_back(convert(element));
  } else {
    value = convert_scalar(node);
  }
  value.at = mark_of(node.source());
  return value;
}

}  // namespace

std::optional<Value> parse_toml(const RuleSource& source, Reporter& reporter) {
  if (source.text.size() > kMaxFileBytes) {
    reporter.error({1, 1}, fmt::format("a rule file has at most {} bytes, this one {}", kMaxFileBytes, source.text.size()));
    return std::nullopt;
  }
  if (count_key_parts(source.text) > kMaxKeyParts) {
    reporter.error({1, 1}, fmt::format("a key has at most {} parts with dots between them", kMaxKeyParts));
    return std::nullopt;
  }
  try {
    return convert(toml::parse(std::string_view(source.text), std::string_view(source.path)));
  } catch (const toml::parse_error& error) {
    reporter.error(mark_of(error.source()), fmt::format("not TOML: {}", error.description()));
  } catch (const std::exception& error) {
    reporter.error({1, 1}, fmt::format("not TOML: {}", error.what()));
  }
  return std::nullopt;
}

}  // namespace cleanscrape
