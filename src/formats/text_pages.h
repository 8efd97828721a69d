#pragma once

#include "formats/session.h"

namespace cleanscrape {

/// Plain text: the whole input is one page.
void transform_text(Session& session);

/// Plain text: a page ends at each record separator, which stays.
void transform_separated(Session& session);

}  // namespace cleanscrape
