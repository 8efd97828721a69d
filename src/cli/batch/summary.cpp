#include "cli/batch/summary.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/batch/console.h"
#include "cli/batch/display_name.h"

namespace cleanscrape::cli {
namespace {

constexpr std::size_t kRanks = 3;

double share(std::uint64_t part, std::uint64_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

std::string human(std::uint64_t bytes) { return human_bytes(static_cast<double>(bytes)); }

std::string count_of(std::uint64_t count, std::string_view what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

}  // namespace

void Summary::add(const InputResult& result) {
  if (result.state == InputResult::State::skipped) return;
  ++inputs_;
  switch (result.state) {
    case InputResult::State::skipped: return;
    case InputResult::State::done:
    case InputResult::State::closed: break;
    case InputResult::State::resumed: ++done_before_; return;
    case InputResult::State::failed: ++failed_; return;
    case InputResult::State::overdrop: ++overdropped_; return;
  }
  if (result.changed) ++changed_;
  totals_.add(result.totals);
  rank(slowest_, result.seconds, result.path);
  const Totals& totals = result.totals;
  if (totals.bytes_out < totals.bytes_in) rank(most_reduced_, 1 - share(totals.bytes_out, totals.bytes_in), result.path);
}

void Summary::rank(std::vector<Ranked>& list, double value, const std::string& path) {
  if (list.size() == kRanks && value <= list.back().value) return;
  const auto place = std::find_if(list.begin(), list.end(), [value](const Ranked& other) { return other.value < value; });
  list.insert(place, {value, path});
  if (list.size() > kRanks) list.pop_back();
}

std::string Summary::text(double seconds) const {
  std::string out = fmt::format("{}: {} changed, {} unchanged", count_of(inputs_, "file"), changed_, inputs_ - changed_ - done_before_ - failed_ - overdropped_);
  if (done_before_ > 0) out += fmt::format(", {} done before", done_before_);
  if (overdropped_ > 0) out += fmt::format(", {} stopped by the valve", overdropped_);
  if (failed_ > 0) out += fmt::format(", {} failed", failed_);
  out += fmt::format("; {:.1f} s\n", seconds);
  out += fmt::format("{}: {} -> {}, {} -> {} words ({:.1f} % of the words kept)\n", count_of(totals_.pages, "page"), human(totals_.bytes_in), human(totals_.bytes_out),
                     totals_.words_in, totals_.words_out, 100 * (totals_.words_in == 0 ? 1 : share(totals_.words_out, totals_.words_in)));
  if (!totals_.dropped_by_class.empty()) out += "dropped:";
  const char* separator = " ";
  for (const auto& [name, dropped] : totals_.dropped_by_class) {
    out += fmt::format("{}{} {} ({})", separator, dropped.ranges, name, human(dropped.bytes));
    separator = ", ";
  }
  if (!totals_.dropped_by_class.empty()) out += "\n";
  for (const Ranked& ranked : slowest_) out += fmt::format("slowest: {:.1f} ms {}\n", ranked.value * 1000, display_name(ranked.path));
  for (const Ranked& ranked : most_reduced_) out += fmt::format("most reduced: {:.1f} % {}\n", ranked.value * 100, display_name(ranked.path));
  return out;
}

}  // namespace cleanscrape::cli
