#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"
#include "workshop/named_page.h"

namespace cleanscrape {

/// What a pack is learned from.
struct MineRequest {
  std::string site;                     ///< name of the site and the pack
  std::span<const NamedPage> pages;     ///< at least five, of one site
  std::span<const NamedPage> not_pages; ///< of other sites: what occurs there is not proposed
  std::span<const RuleSource> loaded;   ///< the packs with which it will work
  std::uint32_t min_pages = 0;          ///< a line recurs from so many pages on; 0: a quarter of them, at least three
};

/// A learned pack and what is to be said about it.
struct MinedPack {
  std::string text;    ///< the rule file
  std::string report;  ///< what it would remove, and what it does not dare to
};

/// Learns a pack: lines that recur on many pages, with slots where dates, counts and names vary; headings that always open a list of links;
/// lists between two fixed lines above the article; and a signature. Text is never proposed that stands in the body of any page, where the
/// body is the stretch with most prose of its own; nor a recurring line that touches the body, unless most pages have it there. Then the
/// pack is tried on its own pages, and every rule that takes a line of a body away is thrown out.
///
/// Fails on fewer than five pages, and where no lines tell the site from others.
[[nodiscard]] Result<MinedPack> mine_pack(const MineRequest& request);

}  // namespace cleanscrape
