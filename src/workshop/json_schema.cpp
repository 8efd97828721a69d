#include "workshop/json_schema.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "rules/schema.h"

namespace cleanscrape {
namespace {

using Json = nlohmann::ordered_json;

/// Makes one definition for each kind of table, at first need.
class SchemaMaker {
 public:
  [[nodiscard]] Json make() {
    Json root = object(pack_schema());
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "A pack of cleanscrape rules"}};
    schema.update(root);
    schema["$defs"] = definitions_;
    return schema;
  }

 private:
  Json object(const TableSchema& table) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const KeySchema& key : table.keys) {
      Json value = of(key);
      if (!key.sentence.empty()) value["description"] = key.sentence;
      properties[std::string(key.name)] = std::move(value);
      if (key.need == Need::required) required.push_back(key.name);
    }
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}, {"additionalProperties", false}};
  }

  Json reference(const TableSchema& table) {
    const auto known = names_.find(&table);
    if (known != names_.end()) return {{"$ref", "#/$defs/" + known->second}};
    const std::string name = fmt::format("table{}", names_.size() + 1);
    names_.emplace(&table, name);
    definitions_[name] = Json::object();  // keeps the order of first need
    Json definition{{"title", table.title}};
    definition.update(object(table));
    definitions_[name] = std::move(definition);
    return {{"$ref", "#/$defs/" + name}};
  }

  static Json text() { return {{"type", "string"}}; }
  static Json array(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
  static Json either(Json a, Json b) { return {{"anyOf", Json::array({std::move(a), std::move(b)})}}; }
  static Json names(const KeySchema& key) {
    Json list = Json::array();
    for (const std::string_view name : key.names) list.push_back(name);
    return {{"type", "string"}, {"enum", std::move(list)}};
  }
  static Json number(const char* type, double min, double max) { return {{"type", type}, {"minimum", min}, {"maximum", max}}; }

  Json of(const KeySchema& key) {
    Json flag{{"type", "boolean"}};
    switch (key.type) {
      case KeyType::text:
      case KeyType::pattern: return text();
      case KeyType::texts:
      case KeyType::literals:
      case KeyType::patterns: return array(text());
      case KeyType::name: return names(key);
      case KeyType::names: return array(names(key));
      case KeyType::boolean: return flag;
      case KeyType::integer: return number("integer", key.min, key.max);
      case KeyType::number: return number("number", key.min, key.max);
      case KeyType::number_or_flag: return either(number("number", key.min, key.max), flag);
      case KeyType::table: return reference(*key.table);
      case KeyType::tables: return array(reference(*key.table));
      case KeyType::table_or_tables: return either(reference(*key.table), array(reference(*key.table)));
      case KeyType::flag_or_table: return either(flag, reference(*key.table));
      case KeyType::name_or_table: return either(names(key), reference(*key.table));
      case KeyType::text_pairs: return array({{"type", "array"}, {"items", text()}, {"minItems", 2}, {"maxItems", 2}});
      case KeyType::texts_by_name: return {{"type", "object"}, {"additionalProperties", array(text())}};
      case KeyType::shares_by_script: return {{"type", "object"}, {"additionalProperties", number("number", 0, 1)}, {"minProperties", 1}};
    }
    return {};
  }

  std::map<const TableSchema*, std::string> names_;
  Json definitions_ = Json::object();
};

}  // namespace

std::string make_json_schema() { return SchemaMaker().make().dump(2) + "\n"; }

}  // namespace cleanscrape
