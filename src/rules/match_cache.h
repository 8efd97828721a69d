#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace cleanscrape {

/// What was found on short views: the furniture of a site recurs from page to page. Of fixed size: of views that fall into the same set the
/// last two are known. What it says is what would be found anew.
class MatchCache {
 public:
  static constexpr std::size_t kMaxViewBytes = 88;

  struct Found {
    std::span<const std::uint32_t> rules;
    std::span<const std::uint32_t> signatures;
  };

  /// Keeps only what the rules with this fingerprint said.
  void use_for(std::uint64_t rules_fingerprint);
  /// Whether the view is known; then `found` is set, and holds until the next call of `put`.
  [[nodiscard]] bool find(std::string_view view, Found& found) const;
  /// Keeps what was found on a view, if it is short and there is room for it.
  void put(std::string_view view, const Found& found);

 private:
  static constexpr std::size_t kSets = 2048;
  /// Phrases that stand in the lists of many sites have as many.
  static constexpr std::size_t kMaxFound = 24;
  struct Entry {
    std::array<char, kMaxViewBytes> view;
    std::array<std::uint32_t, kMaxFound> found;  ///< rules, then signatures
    std::uint32_t view_bytes;
    std::uint16_t rules;
    std::uint16_t signatures;
  };
  /// One more than the index; 0: no entry.
  using EntryNumber = std::uint16_t;
  /// The newer one stands first.
  struct Set {
    EntryNumber newer = 0;
    EntryNumber older = 0;
  };
  [[nodiscard]] static std::size_t set_of(std::string_view view);
  [[nodiscard]] bool says(EntryNumber number, std::string_view view, Found& found) const;

  std::uint64_t rules_fingerprint_ = 0;
  std::array<Set, kSets> sets_{};
  std::unique_ptr<Entry[]> entries_;  ///< one beside the other, so that few pages of memory are touched where few views are known
  std::size_t entry_count_ = 0;
};

}  // namespace cleanscrape
