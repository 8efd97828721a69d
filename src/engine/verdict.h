#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text_range.h"
#include "rules/rule.h"

namespace cleanscrape {

/// Where in the walk a block was dropped, held or changed.
enum class Stage : std::uint8_t {
  none,       ///< nothing touched it
  keep,       ///< a keep rule holds it
  replace,    ///< a piece of it was cut out or rewritten
  line,       ///< a drop rule on the block alone
  context,    ///< a drop rule that looks at the page around the block
  cut,        ///< behind or before a cut rule's block
  collapsed,  ///< furniture around the article on one line
  sequence,   ///< score rules, summed up along the page
  model,      ///< the page model
  duplicate,  ///< another copy of the text stays
  valve,      ///< given back because too much had gone
};

[[nodiscard]] std::string_view to_string(Stage stage);

/// What becomes of a block.
struct Verdict {
  bool dropped = false;
  Stage stage = Stage::none;
  RuleIndex rule = kNoRule;
  double score_words = 0.0;  ///< sum of score rules on it
  double weak_words = 0.0;   ///< what weak ones among them gave
};

/// Bytes of the page that become something else.
struct Edit {
  TextRange range;
  std::string_view with;
  RuleIndex rule = kNoRule;
  Stage stage = Stage::replace;
};

}  // namespace cleanscrape
