#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/batch/plan.h"

namespace cleanscrape::cli {

/// Adds up a run, input by input.
class Summary {
 public:
  void add(const InputResult& result);

  [[nodiscard]] const Totals& totals() const { return totals_; }
  [[nodiscard]] std::uint64_t inputs() const { return inputs_; }
  [[nodiscard]] std::uint64_t done_before() const { return done_before_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }
  [[nodiscard]] std::uint64_t overdropped() const { return overdropped_; }
  [[nodiscard]] std::uint64_t changed() const { return changed_; }

  /// For people, some lines: files, pages, bytes and words, what was dropped, the slowest and the most reduced inputs.
  [[nodiscard]] std::string text(double seconds) const;

 private:
  struct Ranked {
    double value = 0;
    std::string path;
  };
  static void rank(std::vector<Ranked>& list, double value, const std::string& path);

  Totals totals_;
  std::uint64_t inputs_ = 0;
  std::uint64_t done_before_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t overdropped_ = 0;
  std::uint64_t changed_ = 0;
  std::vector<Ranked> slowest_;       ///< seconds, largest first
  std::vector<Ranked> most_reduced_;  ///< share of the bytes that went
};

}  // namespace cleanscrape::cli
