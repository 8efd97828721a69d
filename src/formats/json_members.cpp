#include "formats/json_members.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "formats/json_string.h"
#include "formats/record_reader.h"

namespace cleanscrape {
namespace {

namespace od = simdjson::ondemand;
static_assert(RecordReader::kPaddingBytes >= simdjson::SIMDJSON_PADDING);

/// "/" in front of a name alone, so that all are paths.
std::string path_of(const std::string& name) { return name.empty() || name.starts_with('/') ? name : "/" + name; }

std::size_t skip_digits(std::string_view token, std::size_t at) {
  while (at < token.size() && token[at] >= '0' && token[at] <= '9') ++at;
  return at;
}

/// RFC 8259, section 6.
bool is_json_number(std::string_view token) {
  const std::size_t begin = token.starts_with('-') ? 1 : 0;
  std::size_t at = skip_digits(token, begin);
  if (at == begin || (token[begin] == '0' && at > begin + 1)) return false;
  if (at < token.size() && token[at] == '.') {
    const std::size_t fraction = at + 1;
    at = skip_digits(token, fraction);
    if (at == fraction) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    const std::size_t sign = at + 1 < token.size() && (token[at + 1] == '+' || token[at + 1] == '-') ? 1 : 0;
    const std::size_t exponent = at + 1 + sign;
    at = skip_digits(token, exponent);
    if (at == exponent) return false;
  }
  return at == token.size();
}

/// Of a line: what the parser keeps for it is several times as large.
constexpr std::size_t kMostKeptBytes = 4 << 20U;

/// The walk is recursive; simdjson's parsers have the same limit.
constexpr int kMaxDepth = 1024;

class Walk {
 public:
  Walk(const MemberNames& paths, std::string_view line, JsonMembers& found) : paths_(paths), line_(line), found_(found) {}

  simdjson::error_code document(od::document& document) {
    od::json_type type{};
    if (const auto error = document.type().get(type)) return error;
    if (type != od::json_type::object) {
      found_.error = "not a JSON object";
      return simdjson::SUCCESS;
    }
    od::object object;
    if (const auto error = document.get_object().get(object)) return error;
    if (const auto error = this->object(object)) return error;
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) return simdjson::TRAILING_CONTENT;
    finish();
    return simdjson::SUCCESS;
  }

 private:
  simdjson::error_code object(od::object& object) {
    const std::size_t path_size = path_.size();
    for (auto field : object) {
      od::raw_json_string key;
      if (const auto error = field.key().get(key)) return error;
      const std::string_view name = inside_at(offset_of(key.raw()) - 1);
      if (!unescape_json(name, key_)) return simdjson::STRING_ERROR;
      path_ += '/';
      path_ += key_;
      od::value value;
      if (const auto error = field.value().get(value)) return error;
      if (const auto error = this->value(value)) return error;
      path_.resize(path_size);
      found_.is_empty = false;
    }
    return simdjson::SUCCESS;
  }

  simdjson::error_code array(od::array& array) {
    const std::size_t path_size = path_.size();
    path_ += "/\x1F";  // no name matches
    for (auto element : array) {
      od::value value;
      if (const auto error = element.get(value)) return error;
      if (const auto error = this->value(value)) return error;
    }
    path_.resize(path_size);
    return simdjson::SUCCESS;
  }

  simdjson::error_code value(od::value& value) {
    od::json_type type{};
    if (const auto error = value.type().get(type)) return error;
    if (path_ == paths_.forbidden && found_.error.empty()) found_.error = fmt::format("has a member '{}' already", path_.substr(1));
    if (path_ == paths_.text) note_text(type);
    switch (type) {
      case od::json_type::object: {
        if (depth_ == kMaxDepth) return simdjson::DEPTH_ERROR;
        od::object object;
        if (const auto wrong = value.get_object().get(object)) return wrong;
        ++depth_;
        const auto error = this->object(object);
        --depth_;
        return error;
      }
      case od::json_type::array: {
        if (depth_ == kMaxDepth) return simdjson::DEPTH_ERROR;
        od::array array;
        if (const auto wrong = value.get_array().get(array)) return wrong;
        ++depth_;
        const auto error = this->array(array);
        --depth_;
        return error;
      }
      case od::json_type::string: return string(value);
      case od::json_type::number: return number(value);
      case od::json_type::boolean: return value.get_bool().error();
      case od::json_type::null: return null(value);
    }
    return simdjson::INCORRECT_TYPE;
  }

  static simdjson::error_code null(od::value& value) {
    bool is_null = false;
    if (const auto error = value.is_null().get(is_null)) return error;
    return is_null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
  }

  simdjson::error_code string(od::value& value) {
    od::raw_json_string raw;
    if (const auto error = value.get_raw_json_string().get(raw)) return error;
    const std::size_t begin = offset_of(raw.raw());
    const std::string_view inside = inside_at(begin - 1);
    const bool is_page = path_ == paths_.text;
    if (!unescape_json(inside, is_page ? found_.page : text_)) return simdjson::STRING_ERROR;
    if (is_page) found_.text = {begin, begin + inside.size()};
    if (path_ == paths_.id) found_.id = is_page ? found_.page : text_;
    if (path_ == paths_.url) found_.url = is_page ? found_.page : text_;
    return simdjson::SUCCESS;
  }

  /// Of any size: nothing is computed with it.
  simdjson::error_code number(od::value& value) {
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    if (path_ == paths_.id) found_.id = token;
    return is_json_number(token) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
  }

  void note_text(od::json_type type) {
    ++texts_;
    if (texts_ > 1) found_.error = fmt::format("has the member '{}' twice", paths_.text.substr(1));
    if (type == od::json_type::null) found_.text_is_null = true;
    else if (type != od::json_type::string) found_.error = fmt::format("member '{}' is not a string", paths_.text.substr(1));
  }

  void finish() {
    found_.is_object = true;
    found_.close = line_.find_last_of('}');
    if (texts_ == 0) found_.error = fmt::format("has no member '{}'", paths_.text.substr(1));
  }

  [[nodiscard]] std::size_t offset_of(const char* at) const { return static_cast<std::size_t>(at - line_.data()); }
  [[nodiscard]] std::string_view inside_at(std::size_t quote) const {
    const std::size_t end = json_string_end(line_, quote);
    return line_.substr(quote + 1, end - quote - 2);
  }

  const MemberNames& paths_;
  std::string_view line_;
  JsonMembers& found_;
  std::string path_;
  std::string key_;
  std::string text_;
  int texts_ = 0;
  int depth_ = 0;
};

}  // namespace

struct JsonMemberFinder::State {
  MemberNames paths;
  od::parser parser;
};

JsonMemberFinder::JsonMemberFinder(const MemberNames& names) : state_(std::make_unique<State>()) {
  state_->paths = {path_of(names.text), path_of(names.id), path_of(names.url), path_of(names.forbidden)};
}
JsonMemberFinder::~JsonMemberFinder() = default;
JsonMemberFinder::JsonMemberFinder(JsonMemberFinder&&) noexcept = default;
JsonMemberFinder& JsonMemberFinder::operator=(JsonMemberFinder&&) noexcept = default;

JsonMembers JsonMemberFinder::find(std::string_view line) {
  JsonMembers found;
  found.is_empty = true;
  od::document document;
  auto error = state_->parser.iterate(line.data(), line.size(), line.size() + RecordReader::kPaddingBytes).get(document);
  if (error == simdjson::SUCCESS) error = Walk(state_->paths, line, found).document(document);
  if (state_->parser.capacity() > kMostKeptBytes) state_->parser = od::parser();
  if (error == simdjson::SUCCESS) return found;
  found.page.clear();
  found.error = fmt::format("not JSON: {}", simdjson::error_message(error));
  found.is_object = false;
  return found;
}

}  // namespace cleanscrape
