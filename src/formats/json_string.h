#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cleanscrape {

/// Where the JSON string (RFC 8259) that starts with the quotation mark at `begin` ends: behind its closing one; npos if nowhere.
[[nodiscard]] std::size_t json_string_end(std::string_view json, std::size_t begin);

/// The text of a string's inside, its escapes undone. A surrogate without its other half becomes three bytes that are no UTF-8, as
/// WTF-8 has them, so that nothing is lost. False for an escape that JSON does not know.
[[nodiscard]] bool unescape_json(std::string_view inside, std::string& text);

/// The inside of the string that stands for `text`.
[[nodiscard]] std::string escape_json(std::string_view text);

/// Finds places of an unescaped text in the string's inside. Ask in ascending order.
class JsonOffsets {
 public:
  explicit JsonOffsets(std::string_view inside) : inside_(inside) {}
  /// Where the character that stands at `text_offset` begins.
  [[nodiscard]] std::size_t inside_offset(std::size_t text_offset);

 private:
  std::string_view inside_;
  std::size_t inside_at_ = 0;
  std::size_t text_at_ = 0;
};

}  // namespace cleanscrape
