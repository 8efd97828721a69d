#include "formats/transform_report.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace cleanscrape {
namespace {

void add_all(Totals::DroppedBy& to, const Totals::DroppedBy& from) {
  for (const auto& [name, dropped] : from) {
    to[name].ranges += dropped.ranges;
    to[name].bytes += dropped.bytes;
  }
}

template <std::size_t N>
void add_all(std::array<std::uint64_t, N>& to, const std::array<std::uint64_t, N>& from) {
  for (std::size_t i = 0; i < N; ++i) to[i] += from[i];
}

Totals::Dropped* counter_of(Totals::DroppedBy& group, std::string_view name) {
  auto found = group.find(name);
  if (found == group.end()) found = group.emplace(name, Totals::Dropped{}).first;
  return &found->second;
}

}  // namespace

void Totals::add(const Totals& other) {
  inputs += other.inputs;
  records += other.records;
  bad_records += other.bad_records;
  pages += other.pages;
  changed_pages += other.changed_pages;
  overdropped_pages += other.overdropped_pages;
  bytes_in += other.bytes_in;
  bytes_out += other.bytes_out;
  words_in += other.words_in;
  words_out += other.words_out;
  add_all(dropped_by_class, other.dropped_by_class);
  add_all(dropped_by_stage, other.dropped_by_stage);
  add_all(dropped_by_rule, other.dropped_by_rule);
  add_all(pages_by_kept_share, other.pages_by_kept_share);
  add_all(pages_by_size, other.pages_by_size);
}

void Totals::add_page(const PageSize& page) {
  ++pages;
  if (page.changed) ++changed_pages;
  bytes_in += page.bytes_in;
  bytes_out += page.bytes_out;
  words_in += page.words_in;
  words_out += page.words_out;
  const std::uint64_t tenths = page.words_in == 0 ? kShareBuckets - 1 : page.words_out * (kShareBuckets - 1) / page.words_in;
  ++pages_by_kept_share[std::min<std::size_t>(tenths, kShareBuckets - 1)];
  ++pages_by_size[std::min<std::size_t>(std::bit_width(page.bytes_in), kSizeBuckets - 1)];
}

Totals::Counters Totals::counters_of(std::string_view block_class, std::string_view stage, std::string_view rule) {
  return {counter_of(dropped_by_class, block_class), counter_of(dropped_by_stage, stage), counter_of(dropped_by_rule, rule)};
}

void TransformReport::add(TransformReport following) {
  outcome = following.outcome;
  changed = changed || following.changed;
  totals.add(following.totals);
  const std::uint64_t unnamed = following.problem_count - following.problems.size();
  for (Problem& problem : following.problems) add_problem(std::move(problem));
  problem_count += unnamed;
  if (!following.encoding.empty()) encoding = std::move(following.encoding);
}

void TransformReport::add_problem(Problem problem) {
  ++problem_count;
  if (problems.size() < kMaxProblems) problems.push_back(std::move(problem));
}

}  // namespace cleanscrape
