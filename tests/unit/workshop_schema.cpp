#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "rules/parse_toml.h"
#include "rules/schema.h"
#include "workshop/json_schema.h"

using namespace cleanscrape;
using Json = nlohmann::ordered_json;

namespace {

bool is_type(const Value& value, const std::string& type) {
  switch (value.type) {
    case ValueType::text: return type == "string";
    case ValueType::integer: return type == "integer" || type == "number";
    case ValueType::number: return type == "number";
    case ValueType::boolean: return type == "boolean";
    case ValueType::array: return type == "array";
    case ValueType::table: return type == "object";
    case ValueType::time: return false;
  }
  return false;
}

/// The part of JSON Schema that the schema uses.
class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  [[nodiscard]] bool accepts(const Value& value, const Json& schema) const {
    if (schema.contains("$ref")) return accepts(value, root_.at(Json::json_pointer(schema["$ref"].get<std::string>().substr(1))));
    if (schema.contains("anyOf")) return accepts(value, schema["anyOf"][0]) || accepts(value, schema["anyOf"][1]);
    if (!is_type(value, schema.at("type"))) return false;
    if (schema.contains("enum")) return std::find(schema["enum"].begin(), schema["enum"].end(), value.text) != schema["enum"].end();
    if (schema.contains("minimum")) return value.number >= schema["minimum"].get<double>() && value.number <= schema["maximum"].get<double>();
    if (value.type == ValueType::array) return accepts_array(value, schema);
    return value.type != ValueType::table || accepts_table(value, schema);
  }

 private:
  [[nodiscard]] bool accepts_array(const Value& value, const Json& schema) const {
    if (schema.contains("minItems") && value.items.size() != schema["minItems"].get<std::size_t>()) return false;
    return std::all_of(value.items.begin(), value.items.end(), [&](const Value& item) { return accepts(item, schema["items"]); });
  }

  [[nodiscard]] bool accepts_table(const Value& value, const Json& schema) const {
    if (schema.contains("minProperties") && value.items.empty()) return false;
    for (const Value& member : value.items) {
      const bool known = schema.contains("properties") && schema["properties"].contains(member.key);
      if (!known && schema["additionalProperties"] == false) return false;
      if (!accepts(member, known ? schema["properties"][member.key] : schema["additionalProperties"])) return false;
    }
    if (!schema.contains("required")) return true;
    return std::all_of(schema["required"].begin(), schema["required"].end(), [&](const Json& name) { return value.find(name.get<std::string>()) != nullptr; });
  }

  const Json& root_;
};

Value parse(const std::string& toml) {
  Diagnostics errors;
  Reporter reporter("t", errors);
  const auto value = parse_toml({"t", toml}, reporter);
  REQUIRE(value);
  return *value;
}

/// A value that the key takes, as TOML.
std::string valid(const KeySchema& key) {
  if (key.type == KeyType::name) return "\"" + std::string(key.names.front()) + "\"";
  if (key.type == KeyType::integer) return std::to_string(static_cast<int>(key.min));
  if (key.type == KeyType::number) return "0.5";
  if (key.type == KeyType::texts || key.type == KeyType::literals || key.type == KeyType::patterns) return "[\"x\"]";
  if (key.type != KeyType::table) return "\"x\"";
  std::string out = "{ ";
  for (const KeySchema& inner : key.table->keys) {
    if (inner.need == Need::required) out += (out.size() > 2 ? ", " : "") + std::string(inner.name) + " = " + valid(inner);
  }
  return out + " }";
}

/// What the schema says of the table below a key.
const Json* find_reference(const Json& root, const Json& property) {
  if (property.contains("$ref")) return &root.at(Json::json_pointer(property["$ref"].get<std::string>().substr(1)));
  if (property.contains("items")) return find_reference(root, property["items"]);
  if (!property.contains("anyOf")) return nullptr;
  const Json* first = find_reference(root, property["anyOf"][0]);
  return first != nullptr ? first : find_reference(root, property["anyOf"][1]);
}

const char* const kValues[] = {"\"x\"", "\"drop\"", "\"high\"", "\"nav\"", "\"body\"", "3", "-3", "0.5", "99999999", "true", "[]", "[\"x\"]", "[\"case\"]", "[1]",
                               "[[\"a\", \"b\"]]", "[[\"a\"]]", "{}", "{ a = 0.5 }", "{ a = 2 }", "{ a = [\"x\"] }", "{ min = 2 }", "[{ min = 2 }]", "{ first = 3 }", "2020-01-01"};

/// Holds the parser and the schema against each other on every key of a table and of the tables below it.
class Comparison {
 public:
  explicit Comparison(const Json& root) : root_(root), validator_(root) {}

  void compare(const TableSchema& table, const Json& node) {
    if (!seen_.insert(&table).second) return;
    for (const KeySchema& key : table.keys) {
      ++keys;
      for (const char* value : kValues) compare_value(table, node, key, value);
      compare_value(table, node, key, valid(key));
      const Json* below = key.table == nullptr ? nullptr : find_reference(root_, node.at("properties").at(std::string(key.name)));
      if (key.table != nullptr) {
        REQUIRE(below != nullptr);
        compare(*key.table, *below);
      }
    }
    compare_value(table, node, {.name = "no-such-key", .sentence = {}}, "1");
  }

  int keys = 0;
  int accepted = 0;

 private:
  void compare_value(const TableSchema& table, const Json& node, const KeySchema& key, const std::string& value) {
    std::string toml;
    for (const KeySchema& other : table.keys) {
      if (other.need == Need::required && other.name != key.name) toml += std::string(other.name) + " = " + valid(other) + "\n";
    }
    toml += std::string(key.name) + " = " + value + "\n";
    const Value document = parse(toml);
    Diagnostics errors;
    Reporter reporter("t", errors);
    check_table(document, table, reporter);
    INFO(table.title << "\n" << toml);
    CHECK(validator_.accepts(document, node) == errors.empty());
    accepted += errors.empty() ? 1 : 0;
  }

  const Json& root_;
  Validator validator_;
  std::set<const TableSchema*> seen_;
};

}  // namespace

TEST_CASE("the JSON Schema says of each key and each kind of value what the parser says", "[workshop]") {
  const Json schema = Json::parse(make_json_schema());
  Comparison comparison(schema);
  comparison.compare(pack_schema(), schema);
  CHECK(comparison.keys > 100);
  CHECK(comparison.accepted > comparison.keys);  // every key takes at least one of the values
}

TEST_CASE("the JSON Schema accepts every built-in pack", "[workshop]") {
  const Json schema = Json::parse(make_json_schema());
  const Validator validator(schema);
  for (const RuleSource& pack : builtin_packs()) {
    INFO(pack.path);
    Diagnostics errors;
    Reporter reporter(pack.path, errors);
    const auto value = parse_toml(pack, reporter);
    REQUIRE(value);
    CHECK(validator.accepts(*value, schema));
  }
}

TEST_CASE("the JSON Schema describes every key", "[workshop]") {
  const Json schema = Json::parse(make_json_schema());
  for (const auto& [name, property] : schema["properties"].items()) CHECK(property.contains("description"));
  CHECK(schema["$defs"].size() > 10);
}
