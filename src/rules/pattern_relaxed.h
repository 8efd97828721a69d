#pragma once

#include <string>
#include <string_view>

namespace cleanscrape {

/// A pattern that matches wherever `pattern` does, and more: counted repetitions are open upward ("{2,30}" becomes "{2,}", "{0,9}" "*").
/// RE2 makes as many copies of what is repeated as the count says; without them a program is often ten times smaller. Empty where it would
/// not be half as large, for then where it matches both are compiled in vain, and where the pattern is not understood.
[[nodiscard]] std::string relax_counts(std::string_view pattern);

}  // namespace cleanscrape
