#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cleanscrape {

/// What literal text every match of a piece of a pattern must hold, case folded. Built from the leaves up, as a regular
/// expression is: Russ Cox, "Regular expression matching with a trigram index".
class PatternLiterals {
 public:
  /// Matches only the empty text.
  [[nodiscard]] static PatternLiterals empty_text() { return PatternLiterals(true, {""}, {}); }
  /// Matches one of so many single characters; nothing is known of too many.
  [[nodiscard]] static PatternLiterals one_of(const std::vector<char32_t>& characters);
  [[nodiscard]] static PatternLiterals unknown() { return PatternLiterals(false, {}, {}); }

  void append(const PatternLiterals& next);
  void alternate(const PatternLiterals& other);
  void repeat(std::uint32_t min, std::uint32_t max);
  /// Says of a match that it holds one of these texts too; `also_required` may know it.
  void also_require(const std::vector<std::string>& texts);
  /// All the texts that match are known.
  [[nodiscard]] bool is_exact() const { return is_exact_; }

  /// Texts of which one must occur; none: nothing is known.
  [[nodiscard]] std::vector<std::string> required() const;
  /// Other sets of texts of which one must occur too.
  [[nodiscard]] std::vector<std::vector<std::string>> also_required() const;

 private:
  [[nodiscard]] const std::vector<std::string>& begins() const { return is_exact_ ? ends_ : begins_; }
  PatternLiterals(bool is_exact, std::vector<std::string> ends, std::vector<std::string> required)
      : is_exact_(is_exact), ends_(std::move(ends)), required_(std::move(required)) {}
  void flush();
  void require(const std::vector<std::string>& texts);
  void forget();

  bool is_exact_ = false;              ///< `ends_` are all the texts that match
  std::vector<std::string> ends_;      ///< texts of which one stands at the end of a match; none: unknown
  std::vector<std::string> begins_;    ///< texts of which one stands at the start of a match that is not exact; none: unknown
  std::vector<std::string> required_;  ///< texts of which one must occur between or in these; none: unknown
  std::vector<std::vector<std::string>> also_required_;  ///< what was found more often by chance than these
};

/// How often one of the texts will be found by chance, as a share of the bytes of prose.
[[nodiscard]] double commonness(const std::vector<std::string>& texts);

}  // namespace cleanscrape
