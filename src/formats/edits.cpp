#include "formats/edits.h"

#include <algorithm>

namespace cleanscrape {
namespace {

/// Walks two lists of edits over the text between them.
class Composer {
 public:
  Composer(const ByteEdits& first, std::string_view middle, const ByteEdits& second) : first_(first), middle_(middle), second_(second) {}

  ByteEdits run() && {
    while (i_ < first_.size() || j_ < second_.size()) add_group();
    return std::move(result_);
  }

 private:
  /// Where the next edit of the first list stands in the middle text.
  [[nodiscard]] std::size_t first_begin() const { return i_ < first_.size() ? first_[i_].begin + shift_ : std::string_view::npos; }
  [[nodiscard]] std::size_t second_begin() const { return j_ < second_.size() ? second_[j_].begin : std::string_view::npos; }

  /// Edits that overlap: the middle's [begin, end) becomes one edit.
  void add_group() {
    const std::size_t begin = std::min(first_begin(), second_begin());
    std::size_t end = begin;
    ByteEdit edit;
    edit.begin = begin - shift_;
    const std::size_t second_at = j_;
    for (bool grown = true; grown;) {
      grown = false;
      if (belongs(first_begin(), begin, end)) {
        if (edit.stage.empty()) edit.stage = first_[i_].stage;
        end = std::max(end, first_begin() + first_[i_].with.size());
        shift_ += first_[i_].with.size() - (first_[i_].end - first_[i_].begin);  // modulo 2^64, also where it shrinks
        ++i_;
        grown = true;
      }
      if (belongs(second_begin(), begin, end)) {
        if (edit.change == nullptr) edit.change = second_[j_].change;
        end = std::max(end, second_[j_].end);
        ++j_;
        grown = true;
      }
    }
    edit.end = end - shift_;
    edit.with = middle_piece(begin, end, second_at);
    result_.push_back(std::move(edit));
  }

  static bool belongs(std::size_t at, std::size_t begin, std::size_t end) {
    return at != std::string_view::npos && (at < end || at == begin);
  }

  /// The piece of the middle with the second list's edits from `at` on done.
  [[nodiscard]] std::string middle_piece(std::size_t begin, std::size_t end, std::size_t at) const {
    std::string piece;
    for (; at < j_; ++at) {
      piece += middle_.substr(begin, second_[at].begin - begin);
      piece += second_[at].with;
      begin = second_[at].end;
    }
    piece += middle_.substr(begin, end - begin);
    return piece;
  }

  const ByteEdits& first_;
  std::string_view middle_;
  const ByteEdits& second_;
  std::size_t i_ = 0;
  std::size_t j_ = 0;
  std::size_t shift_ = 0;  ///< the middle's offset less the first text's, behind edit i - 1, modulo 2^64
  ByteEdits result_;
};

}  // namespace

ByteEdit edit_of(const Change& change) { return {change.begin, change.end, std::string(change.with), &change}; }

ByteEdits edits_of(const Cleaned& cleaned) {
  ByteEdits edits;
  edits.reserve(cleaned.changes().size());
  for (const Change& change : cleaned.changes()) edits.push_back(edit_of(change));
  return edits;
}

ByteEdits compose(const ByteEdits& first, std::string_view middle, ByteEdits second) {
  if (first.empty()) return second;
  return Composer(first, middle, second).run();
}

std::string apply_edits(std::string_view text, const ByteEdits& edits) {
  std::string result;
  std::size_t at = 0;
  for (const ByteEdit& edit : edits) {
    result += text.substr(at, edit.begin - at);
    result += edit.with;
    at = edit.end;
  }
  result += text.substr(at);
  return result;
}

}  // namespace cleanscrape
