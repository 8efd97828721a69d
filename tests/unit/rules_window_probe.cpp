#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "rules/window_probe.h"

using namespace cleanscrape;

namespace {

std::string random_letters(std::mt19937& random, std::size_t max_bytes) {
  static constexpr std::string_view kLetters = "abcAB @19\xEA\xB0\x80";
  std::string text;
  for (std::size_t i = random() % (max_bytes + 1); i > 0; --i) text += kLetters[random() % kLetters.size()];
  return text;
}

using Prober = void (*)(const WindowProbe&, std::string_view, WindowHits&);

std::vector<std::uint32_t> all_hits(Prober prober, const WindowProbe& probe, std::string_view text) {
  std::vector<std::uint32_t> places;
  for (WindowHits hits; hits.next < text.size();) {
    prober(probe, text, hits);
    places.insert(places.end(), hits.at.begin(), hits.at.begin() + static_cast<std::ptrdiff_t>(hits.count));
  }
  std::sort(places.begin(), places.end());
  return places;
}

/// The obvious way.
std::vector<std::uint32_t> obvious_hits(const WindowProbe& probe, std::string_view text) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t at = 0; at + probe.min_bytes <= text.size(); at += probe.stride) {
    if (WindowSet::may_hold(probe.words, window::load(text, at, probe.width))) places.push_back(at);
  }
  return places;
}

}  // namespace

TEST_CASE("windows are found by eight as one by one", "[rules]") {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint32_t> words(WindowSet::kWords);
    const unsigned width = 3 + static_cast<unsigned>(random() % 2);
    for (std::size_t i = random() % 200; i > 0; --i) WindowSet::add(window::load(random_letters(random, 6) + "abcd", 0, width), words);
    const WindowProbe probe{words, width, static_cast<unsigned>(2 + random() % (width - 1)), width == 4 ? 2U : 1U};
    const std::string text = random_letters(random, 300);
    const std::vector<std::uint32_t> wanted = obvious_hits(probe, text);
    REQUIRE(all_hits(probe_windows_plainly, probe, text) == wanted);
    REQUIRE(all_hits(probe_windows, probe, text) == wanted);
  }
}

TEST_CASE("a text in which every window is in the set is looked at to its end", "[rules]") {
  std::vector<std::uint32_t> words(WindowSet::kWords, ~std::uint32_t{0});
  const std::string text(1000, 'x');
  for (const Prober prober : {probe_windows, probe_windows_plainly}) {
    CHECK(all_hits(prober, {words, 4, 4, 2}, text).size() == 499);
    CHECK(all_hits(prober, {words, 3, 2, 1}, text).size() == 999);
  }
}

TEST_CASE("case does not count in a window, and what is behind it neither", "[rules]") {
  CHECK(window::load("ShAre", 0, 4) == window::load("sHaRE", 0, 4));
  CHECK(window::load("abcd", 0, 3) == window::load("abcx", 0, 3));
  CHECK(window::load("abc", 0, 4) == window::load(std::string_view("abc\0", 4), 0, 4));
}

TEST_CASE("windows ignore the case of ASCII letters and tell bytes beyond ASCII apart", "[rules]") {
  CHECK(window::load("A@b1", 0, 4) == window::load("a`B1", 0, 4));
  CHECK(window::load("\xEA\xB0\x80.", 0, 4) != window::load("\xEA\x90\x80.", 0, 4));
  CHECK(window::load("\xEA\xB0\x80", 0, 3) != window::load("\xEA\xB0\xA0", 0, 3));
  CHECK(window::load("abc", 1, 3) == window::load("bc ", 0, 3));
}
