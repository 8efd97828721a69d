#include "engine/verdict.h"

namespace cleanscrape {

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::none: return "none";
    case Stage::keep: return "keep";
    case Stage::replace: return "replace";
    case Stage::line: return "line";
    case Stage::context: return "context";
    case Stage::cut: return "cut";
    case Stage::collapsed: return "collapsed";
    case Stage::sequence: return "sequence";
    case Stage::model: return "model";
    case Stage::duplicate: return "duplicate";
    case Stage::valve: return "valve";
  }
  return "none";
}

}  // namespace cleanscrape
