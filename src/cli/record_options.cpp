#include "cli/record_options.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace cleanscrape::cli {
namespace {

const std::map<std::string, InputFormat>& input_formats() {
  static const std::map<std::string, InputFormat> names{
      {"auto", InputFormat::automatic}, {"text", InputFormat::text}, {"jsonl", InputFormat::jsonl}, {"wet", InputFormat::wet}};
  return names;
}

}  // namespace

void add_record_options(CLI::App& app, TransformOptions& options) {
  app.add_option("--from", options.from, "What the inputs hold: text, or auto")
      ->transform(CLI::CheckedTransformer(input_formats()))
      ->group("Records");
}

}  // namespace cleanscrape::cli
