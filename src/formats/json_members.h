#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_range.h"

namespace cleanscrape {

/// What a line of JSON Lines holds where we look.
struct JsonMembers {
  std::string error;          ///< why the line is no good; empty: it is
  bool is_object = false;     ///< the line is a whole object: a member may be added
  bool is_empty = false;      ///< an object without members
  std::size_t close = 0;      ///< where its closing brace stands
  bool text_is_null = false;  ///< there is no page in it, and nothing is wrong
  TextRange text;             ///< the inside of the page's string, without quotation marks
  std::string page;           ///< that string, unescaped
  std::string id;
  std::string url;
};

/// Which members to look for: a name, or a path of names that starts with a slash ("/page/text", RFC 6901 without its escapes).
struct MemberNames {
  std::string text;
  std::string id;
  std::string url;
  std::string forbidden;  ///< a member that must not be there yet
};

/// Looks into lines. Keeps its memory, but for that of very long lines; not thread-safe.
class JsonMemberFinder {
 public:
  explicit JsonMemberFinder(const MemberNames& names);
  ~JsonMemberFinder();
  JsonMemberFinder(JsonMemberFinder&&) noexcept;
  JsonMemberFinder& operator=(JsonMemberFinder&&) noexcept;

  /// `line` without its end, followed by RecordReader::kPaddingBytes readable bytes. The whole line is checked, so that what passes is
  /// JSON in all its parts.
  [[nodiscard]] JsonMembers find(std::string_view line);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cleanscrape
