#pragma once

#include <string>
#include <string_view>

#include "cleanscrape/cleaner.h"
#include "render/explain.h"

namespace cleanscrape {

/// What would go, as a unified diff with three lines of context, which `patch` can apply. Empty where nothing changes.
[[nodiscard]] std::string render_diff(std::string_view page, const Cleaned& cleaned, const ExplainStyle& style);

}  // namespace cleanscrape
