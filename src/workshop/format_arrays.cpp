#include "workshop/format_arrays.h"

#include <algorithm>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kMaxColumns = 140;
/// A longer item stands alone: a sentence or a pattern is read by itself, labels are read as a list.
constexpr std::size_t kMaxSharedColumns = 60;

std::size_t columns_of(std::string_view text) {
  constexpr char32_t kFirstWide = 0x1100;
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    columns += c.code_point >= kFirstWide ? 2 : 1;
    i += c.size_bytes;
  }
  return columns;
}

/// Behind the string that starts at `at`; npos where it is open at a line's end.
std::size_t skip_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const bool is_triple = text.substr(at).starts_with(triple);
  for (std::size_t i = at + (is_triple ? 3 : 1); i < text.size() && text[i] != '\n'; ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (is_triple ? text.substr(i).starts_with(triple) : text[i] == quote) {
      i += is_triple ? 3 : 1;
      while (is_triple && i < text.size() && text[i] == quote) ++i;  // up to two quotation marks may stand before the closing ones
      return i;
    }
  }
  return std::string_view::npos;
}

/// Cuts an array's inside at its commas.
class ItemReader {
 public:
  explicit ItemReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool read() {
    for (std::size_t i = 1; i < text_.size();) {
      const char c = text_[i];
      if (c == '#') return false;
      if (c == '"' || c == '\'') {
        i = skip_string(text_, i);
        if (i == std::string_view::npos) return false;
        continue;
      }
      if (c == '[' || c == '{') ++depth_;
      if ((c == ']' || c == '}') && depth_-- == 0) return close(i);
      if (c == ',' && depth_ == 0) end_item(i);
      ++i;
    }
    return false;
  }
  [[nodiscard]] std::vector<std::string> items() { return std::move(items_); }

 private:
  /// The bracket must end the text; an item behind the last comma counts.
  bool close(std::size_t at) {
    if (at + 1 != text_.size()) return false;
    end_item(at);
    return std::all_of(items_.begin(), items_.end(), [](const std::string& item) { return item.find('\n') == std::string::npos; });
  }
  void end_item(std::size_t at) {
    if (const std::string_view item = strip(text_.substr(begin_, at - begin_)); !item.empty()) items_.emplace_back(item);
    begin_ = at + 1;
  }

  std::string_view text_;
  std::size_t begin_ = 1;  ///< of the item that is read
  int depth_ = 0;
  std::vector<std::string> items_;
};

}  // namespace

std::string_view strip(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<std::vector<std::string>> read_array_items(std::string_view value) {
  const std::string_view text = strip(value);
  if (!text.starts_with('[')) return std::nullopt;
  ItemReader reader(text);
  if (!reader.read()) return std::nullopt;
  return reader.items();
}

std::vector<std::string> lay_out_array(const std::vector<std::string>& items, std::size_t columns_before) {
  std::string whole = "[";
  for (const std::string& item : items) whole += (whole.size() > 1 ? ", " : "") + item;
  whole += "]";
  if (items.empty() || columns_before + columns_of(whole) <= kMaxColumns) return {std::move(whole)};
  std::vector<std::string> lines{"["};
  std::size_t used = 0;  // columns of the last line; 0: it takes no more
  for (const std::string& item : items) {
    const std::size_t columns = columns_of(item);
    const bool alone = columns > kMaxSharedColumns;
    if (used == 0 || alone || used + columns + 2 > kMaxColumns) {
      lines.push_back("  " + item + ",");
      used = alone ? 0 : columns + 3;
    } else {
      lines.back() += " " + item + ",";
      used += columns + 2;
    }
  }
  lines.emplace_back("]");
  return lines;
}

}  // namespace cleanscrape
