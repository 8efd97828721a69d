#include "render/explain_html.h"

#include "render/explain_json.h"
#include "render/explain_page.h"

namespace cleanscrape {

std::string render_explain_html(const CompiledRules& rules, const Cleaned& cleaned, std::string_view name) {
  std::string page(kExplainPage.head);
  page += render_explain_json(rules, cleaned, name, JsonDetail::shown);
  page += kExplainPage.tail;
  return page;
}

}  // namespace cleanscrape
