#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "rules/rule.h"

namespace cleanscrape {

/// A value of an enum and its name in a rule file.
template <class T>
struct Named {
  std::string_view name;
  T value;
};

inline constexpr std::array<Named<Action>, 8> kActions{{
    {"keep", Action::keep},
    {"drop", Action::drop},
    {"replace", Action::replace},
    {"cut-after", Action::cut_after},
    {"cut-before", Action::cut_before},
    {"score", Action::score},
    {"mark", Action::mark},
    {"decide", Action::decide},
}};

inline constexpr std::array<Named<Decision>, 3> kDecisions{
    {{"sequence", Decision::sequence}, {"collapsed", Decision::collapsed}, {"page-model", Decision::page_model}}};

inline constexpr std::array<Named<RuleConfidence>, 3> kConfidences{{
    {"low", RuleConfidence::low},
    {"medium", RuleConfidence::medium},
    {"high", RuleConfidence::high},
}};

inline constexpr std::array<Named<BlockClass>, 32> kBlockClasses{{
    {"chrome", BlockClass::chrome},
    {"nav", BlockClass::nav},
    {"widget", BlockClass::widget},
    {"notice", BlockClass::notice},
    {"summary", BlockClass::summary},
    {"login", BlockClass::login},
    {"search", BlockClass::search},
    {"share", BlockClass::share},
    {"reaction", BlockClass::reaction},
    {"comment", BlockClass::comment},
    {"copyright", BlockClass::copyright},
    {"contact", BlockClass::contact},
    {"footer", BlockClass::footer},
    {"byline", BlockClass::byline},
    {"author", BlockClass::author},
    {"caption", BlockClass::caption},
    {"credit", BlockClass::credit},
    {"date", BlockClass::date},
    {"title", BlockClass::title},
    {"tag", BlockClass::tag},
    {"related", BlockClass::related},
    {"ranking", BlockClass::ranking},
    {"promo", BlockClass::promo},
    {"subscribe", BlockClass::subscribe},
    {"paywall", BlockClass::paywall},
    {"ad", BlockClass::ad},
    {"cookie", BlockClass::cookie},
    {"language", BlockClass::language},
    {"code", BlockClass::code},
    {"duplicate", BlockClass::duplicate},
    {"boilerplate", BlockClass::boilerplate},
    {"content", BlockClass::content},
}};

inline constexpr std::array<Named<Side>, 3> kSides{{{"before", Side::before}, {"after", Side::after}, {"either", Side::either}}};
inline constexpr std::array<Named<Region>, 3> kRegions{{{"head", Region::head}, {"body", Region::body}, {"tail", Region::tail}}};
inline constexpr std::array<Named<DuplicateUnit>, 2> kDuplicateUnits{
    {{"line", DuplicateUnit::line}, {"sentence", DuplicateUnit::sentence}}};
inline constexpr std::array<Named<KeptCopy>, 3> kKeptCopies{
    {{"body", KeptCopy::body}, {"first", KeptCopy::first}, {"last", KeptCopy::last}}};
inline constexpr std::array<Named<CutExtent>, 2> kCutExtents{{{"list", CutExtent::list}, {"page", CutExtent::page}}};

template <class T, std::size_t N>
[[nodiscard]] constexpr std::optional<T> find_named(const std::array<Named<T>, N>& table, std::string_view name) {
  for (const Named<T>& entry : table) {
    if (entry.name == name) return entry.value;
  }
  return std::nullopt;
}

template <class T, std::size_t N>
[[nodiscard]] constexpr std::string_view name_of(const std::array<Named<T>, N>& table, T value) {
  for (const Named<T>& entry : table) {
    if (entry.value == value) return entry.name;
  }
  return {};
}

/// Only the names, in table order.
template <class T, std::size_t N>
[[nodiscard]] constexpr std::array<std::string_view, N> names_of(const std::array<Named<T>, N>& table) {
  std::array<std::string_view, N> names{};
  for (std::size_t i = 0; i < N; ++i) names[i] = table[i].name;
  return names;
}

}  // namespace cleanscrape
