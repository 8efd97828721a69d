#include "formats/transform_report.h"

#include <utility>

namespace cleanscrape {

void Totals::add(const Totals& other) {
  pages += other.pages;
  changed_pages += other.changed_pages;
  bad_records += other.bad_records;
  overdropped_pages += other.overdropped_pages;
  bytes_in += other.bytes_in;
  bytes_out += other.bytes_out;
  words_in += other.words_in;
  words_out += other.words_out;
  for (const auto& [name, dropped] : other.dropped_by_class) {
    dropped_by_class[name].ranges += dropped.ranges;
    dropped_by_class[name].bytes += dropped.bytes;
  }
}

void TransformReport::add_problem(Problem problem) {
  ++problem_count;
  if (problems.size() < kMaxProblems) problems.push_back(std::move(problem));
}

}  // namespace cleanscrape
