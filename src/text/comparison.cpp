#include "text/comparison.h"

#include <array>

#include "text/utf8.h"

namespace cleanscrape {
namespace {

bool is_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xB4 || c == 0xFF02 || c == 0xFF07 ||
         c == 0x2032 || c == 0x2033;
}

bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

/// Of characters beyond ASCII, as the others here.
char32_t lower_case_of(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  return c;
}

/// An ASCII byte folded; 0: it goes, as a NUL byte does.
using AsciiFold = std::array<char, 128>;

constexpr AsciiFold make_ascii_fold(const ComparisonFolds& folds) {
  AsciiFold fold{};
  for (std::size_t i = 0; i < fold.size(); ++i) {
    const char c = static_cast<char>(i);
    const bool is_upper = c >= 'A' && c <= 'Z';
    fold[i] = folds.letter_case && is_upper ? static_cast<char>(c + 0x20) : c;
    if (folds.quotes && (c == '\'' || c == '`')) fold[i] = '"';
    if (folds.space && c == ' ') fold[i] = '\0';
  }
  return fold;
}

/// By the three folds, as bits.
constexpr std::array<AsciiFold, 8> kAsciiFolds = [] {
  std::array<AsciiFold, 8> folds{};
  for (unsigned i = 0; i < folds.size(); ++i) folds[i] = make_ascii_fold({(i & 1U) != 0, (i & 2U) != 0, (i & 4U) != 0});
  return folds;
}();

const AsciiFold& ascii_fold(const ComparisonFolds& folds) {
  return kAsciiFolds[(folds.letter_case ? 1U : 0U) | (folds.quotes ? 2U : 0U) | (folds.space ? 4U : 0U)];
}

/// Appends the ASCII text folded.
void append_folded(std::string_view ascii, const AsciiFold& fold, std::string& out) {
  std::size_t end = out.size();
  out.resize(end + ascii.size());
  for (const char c : ascii) {
    const char folded = fold[static_cast<unsigned char>(c)];
    out[end] = folded;
    end += folded != '\0' ? 1U : 0U;
  }
  out.resize(end);
}

void append_folded(char32_t c, const ComparisonFolds& folds, std::string& out) {
  if (folds.quotes && is_quote(c)) {
    out += '"';
  } else if (folds.quotes && is_dash(c)) {
    out += '-';
  } else if (folds.quotes && c == 0x2026) {
    out += "...";
  } else {
    append_utf8(out, folds.letter_case ? lower_case_of(c) : c);
  }
}

}  // namespace

void fold_for_comparison(std::string_view view, const ComparisonFolds& folds, std::string& out) {
  const AsciiFold& fold = ascii_fold(folds);
  for (std::size_t i = 0; i < view.size();) {
    const std::size_t end = skip_ascii(view, i);
    append_folded(view.substr(i, end - i), fold, out);
    for (i = end; i < view.size() && static_cast<unsigned char>(view[i]) >= 0x80;) {
      const DecodedChar c = decode_beyond_ascii(view, i);
      append_folded(c.code_point, folds, out);
      i += c.size_bytes;
    }
  }
}

}  // namespace cleanscrape
