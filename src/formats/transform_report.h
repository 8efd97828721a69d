#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/diagnostic.h"

namespace cleanscrape {

/// What one page was and became.
struct PageSize {
  std::uint64_t bytes_in = 0;  ///< of page text, as UTF-8
  std::uint64_t bytes_out = 0;
  std::uint64_t words_in = 0;
  std::uint64_t words_out = 0;
  bool changed = false;
};

/// Sums over pages, and buckets whose bounds never change. Adding up is commutative, so that shards may be added in any order.
struct Totals {
  struct Dropped {
    std::uint64_t ranges = 0;
    std::uint64_t bytes = 0;
  };
  using DroppedBy = std::map<std::string, Dropped, std::less<>>;

  static constexpr std::size_t kShareBuckets = 11;  ///< bucket i: i tenths of the words stay, rounded down; the last: all of them
  static constexpr std::size_t kSizeBuckets = 33;   ///< bucket i: pages of fewer than 2^i bytes, not in a bucket before; the last: the rest

  std::uint64_t inputs = 0;
  std::uint64_t records = 0;
  std::uint64_t bad_records = 0;
  std::uint64_t pages = 0;
  std::uint64_t changed_pages = 0;
  std::uint64_t overdropped_pages = 0;  ///< where the valve tripped
  std::uint64_t bytes_in = 0;           ///< of page text, as UTF-8
  std::uint64_t bytes_out = 0;
  std::uint64_t words_in = 0;
  std::uint64_t words_out = 0;
  DroppedBy dropped_by_class;
  DroppedBy dropped_by_stage;
  DroppedBy dropped_by_rule;
  std::array<std::uint64_t, kShareBuckets> pages_by_kept_share{};
  std::array<std::uint64_t, kSizeBuckets> pages_by_size{};

  void add(const Totals& other);
  void add_page(const PageSize& page);
  /// One of each group, for something that is dropped. They stay where they are as long as the totals do.
  using Counters = std::array<Dropped*, 3>;
  [[nodiscard]] Counters counters_of(std::string_view block_class, std::string_view stage, std::string_view rule);
};

/// Something about one record that its owner should know.
struct Problem {
  Severity severity = Severity::error;
  std::uint64_t record = 0;  ///< from 1; 0: the input as a whole
  std::uint64_t line = 0;    ///< of the input, from 1; 0: not known
  std::string id;            ///< the record's, where it has one
  std::string message;       ///< lower case, no full stop
};

/// What became of one input.
struct TransformReport {
  enum class Outcome : std::uint8_t {
    done,
    left_alone,  ///< not text: the output is the input
    failed,      ///< see `problems`; what was written is a part, and no good as a file
    overdrop,    ///< the valve tripped and was told to fail; else as `failed`
    closed,      ///< the sink takes no more
  };
  Outcome outcome = Outcome::done;
  bool changed = false;  ///< whether the output differs from the input
  Totals totals;
  std::vector<Problem> problems;      ///< the first ones, in order; see kMaxProblems
  std::uint64_t problem_count = 0;    ///< all of them
  std::string encoding;               ///< of the input, where it is not UTF-8

  /// Memory for a stream of bad records is bounded.
  static constexpr std::size_t kMaxProblems = 1000;

  [[nodiscard]] bool failed() const { return outcome == Outcome::failed || outcome == Outcome::overdrop; }
  void add_problem(Problem problem);
  /// Adds what became of the records that follow.
  void add(TransformReport following);
};

}  // namespace cleanscrape
