#include "rules/byte_pair_filter.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace cleanscrape;

namespace {

std::string bytes_to_filter(std::mt19937& random, std::size_t min_bytes, std::size_t max_bytes) {
  static constexpr std::string_view kBytes = "abcAB @19.,([<-_\x11\xC2\xA9\xCA\xEA\xB0\x80";
  std::string text;
  for (std::size_t i = min_bytes + random() % (max_bytes - min_bytes + 1); i > 0; --i) text += kBytes[random() % kBytes.size()];
  return text;
}

struct Places {
  std::vector<std::uint32_t> of_long;
  std::vector<std::uint32_t> of_short;
  bool operator==(const Places&) const = default;
};

void append(const BytePairHits::Places& some, std::vector<std::uint32_t>& all) {
  all.insert(all.end(), some.at.begin(), some.at.begin() + static_cast<std::ptrdiff_t>(some.count));
}

template <class Find>
Places all_places(Find find, const BytePairProbe& probe, std::string_view text) {
  Places places;
  for (BytePairHits hits; hits.next < text.size();) {
    find(probe, text, hits);
    append(hits.of_long, places.of_long);
    append(hits.of_short, places.of_short);
  }
  return places;
}

/// Anchors of both lengths, as literals have them, and what is looked up of them.
struct Anchors {
  explicit Anchors(std::mt19937& random) {
    for (std::size_t i = random() % 30; i > 0; --i) longs.push_back(bytes_to_filter(random, 5, 5));
    for (std::size_t i = random() % 30; i > 0; --i) shorts.push_back(bytes_to_filter(random, 2, 3));
    for (const std::string& anchor : longs) WindowSet::add(window::load(anchor, 0, 4), long_words);
    for (const std::string& anchor : shorts) {
      for (unsigned third = 0; third < 256; ++third) WindowSet::add(window::load(anchor.size() == 3 ? anchor : anchor + static_cast<char>(third), 0, 3), short_words);
    }
    long_filter = BytePairFilter(std::vector<std::string_view>(longs.begin(), longs.end()), BytePairProbe::kLongBytes, arena);
    short_filter = BytePairFilter(std::vector<std::string_view>(shorts.begin(), shorts.end()), BytePairProbe::kShortBytes, arena);
  }
  [[nodiscard]] BytePairProbe probe() const { return {long_filter, long_words, short_filter, short_words}; }

  FlatArena arena;
  std::vector<std::string> longs;
  std::vector<std::string> shorts;
  std::vector<std::uint32_t> long_words = std::vector<std::uint32_t>(WindowSet::kWords);
  std::vector<std::uint32_t> short_words = std::vector<std::uint32_t>(WindowSet::kWords);
  BytePairFilter long_filter;
  BytePairFilter short_filter;
};

/// Where one of the anchors stands, letter for letter.
std::vector<std::uint32_t> places_of(const std::vector<std::string>& anchors, std::string_view text) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    for (const std::string& anchor : anchors) {
      if (!text.substr(at).starts_with(anchor)) continue;
      places.push_back(at);
      break;
    }
  }
  return places;
}

bool holds_all(const std::vector<std::uint32_t>& found, const std::vector<std::uint32_t>& wanted) {
  return std::includes(found.begin(), found.end(), wanted.begin(), wanted.end());
}

}  // namespace

TEST_CASE("byte pairs are found by 64 as one by one, and no anchor is missed", "[rules]") {
  std::mt19937 random(12);
  for (int round = 0; round < 400; ++round) {
    const Anchors anchors(random);
    for (int i = 0; i < 5; ++i) {
      const std::string text = bytes_to_filter(random, 0, 400);
      const Places plain = all_places(find_byte_pairs_plainly, anchors.probe(), text);
      REQUIRE(holds_all(plain.of_long, places_of(anchors.longs, text)));
      REQUIRE(holds_all(plain.of_short, places_of(anchors.shorts, text)));
      if (has_byte_pair_filter()) REQUIRE(all_places(find_byte_pairs, anchors.probe(), text) == plain);
    }
  }
}

TEST_CASE("a text in which anchors may stand everywhere is looked at to its end", "[rules]") {
  FlatArena arena;
  const std::vector<std::string_view> xs{"xxxxx"};
  const std::vector<std::uint32_t> words(WindowSet::kWords, ~std::uint32_t{0});
  const BytePairFilter longs(xs, BytePairProbe::kLongBytes, arena);
  const BytePairFilter shorts(xs, BytePairProbe::kShortBytes, arena);
  const BytePairProbe probe{longs, words, shorts, words};
  const std::string text(1000, 'x');
  const auto check = [&](auto find) {
    const Places places = all_places(find, probe, text);
    CHECK(places.of_long.size() == 996);
    CHECK(places.of_short.size() == 998);  // not the last two letters: there is no third one behind them
  };
  check(find_byte_pairs_plainly);
  if (has_byte_pair_filter()) check(find_byte_pairs);
}

TEST_CASE("places whose pairs fit and whose windows do not fill no room for good", "[rules]") {
  FlatArena arena;
  const std::vector<std::string_view> ones{"11111"};  // all digits have one class
  std::vector<std::uint32_t> long_words(WindowSet::kWords);
  std::vector<std::uint32_t> short_words(WindowSet::kWords);
  WindowSet::add(window::load(ones[0], 0, 4), long_words);
  WindowSet::add(window::load(ones[0], 0, 3), short_words);
  const BytePairFilter longs(ones, BytePairProbe::kLongBytes, arena);
  const BytePairFilter shorts(ones, BytePairProbe::kShortBytes, arena);
  const BytePairProbe probe{longs, long_words, shorts, short_words};
  const std::string text = std::string(1000, '2') + std::string(ones[0]);
  const Places wanted{{1000}, {1000, 1001, 1002}};
  CHECK(all_places(find_byte_pairs_plainly, probe, text) == wanted);
  if (has_byte_pair_filter()) CHECK(all_places(find_byte_pairs, probe, text) == wanted);
}

TEST_CASE("the byte pair filter knows neither case nor syllables, and sorts out most of the rest", "[rules]") {
  FlatArena arena;
  const std::vector<std::string_view> anchors{"share", "[1]"};
  const BytePairFilter filter(anchors, BytePairProbe::kLongBytes, arena);
  struct Case {
    const char* text;
    bool may_stand;
  };
  for (const Case& c : {Case{"share", true}, Case{"SHARE", true}, Case{"shore", false}, Case{"sha", false}, Case{"[1]", true}, Case{"[7] of", true}, Case{"[a]", false},
                        Case{"가", true}, Case{"ab가", true}, Case{"é", false}, Case{"", false}}) {
    INFO(c.text);
    CHECK(filter.may_stand(c.text, 0) == c.may_stand);
  }
}
