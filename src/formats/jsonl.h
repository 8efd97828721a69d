#pragma once

#include "formats/session.h"

namespace cleanscrape {

/// JSON Lines: one line in, one line out, in order. Only the page's string changes, and of it only what goes.
void transform_jsonl(Session& session);

}  // namespace cleanscrape
