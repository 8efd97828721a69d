#pragma once

/// cleanscrape: plain-text dumps of web pages become article text.
///
///     #include <cleanscrape/cleanscrape.h>
///
///     auto rules = cleanscrape::RuleSet::compile(cleanscrape::builtin_packs());
///     if (!rules) { for (const auto& d : rules.diagnostics()) std::puts(to_string(d).c_str()); return 2; }
///     auto cleaner = cleanscrape::Cleaner::make(*rules);
///     std::string article;
///     cleaner->clean(page).append_to(article);
///
/// The library neither opens files nor prints. A RuleSet may be shared by threads; a Cleaner belongs to one.

#include "cleanscrape/cleaner.h"     // IWYU pragma: export
#include "cleanscrape/diagnostic.h"  // IWYU pragma: export
#include "cleanscrape/rules.h"       // IWYU pragma: export

namespace cleanscrape {

/// The library's version, "major.minor.patch".
[[nodiscard]] std::string_view version();

}  // namespace cleanscrape
