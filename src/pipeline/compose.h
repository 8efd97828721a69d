#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/cleaner.h"
#include "document/document.h"

namespace cleanscrape {

/// Puts changes of an article behind those that made it from a page: `changes` become those that make the second article at once.
/// Every change keeps the rule that it is due to. `texts` receives what no rule holds as a whole, and must outlive `changes`.
void compose_changes(const Document& page, const std::vector<Change>& of_article, std::vector<Change>& changes, std::deque<std::string>& texts);

}  // namespace cleanscrape
