#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cleanscrape/cleanscrape.h"
#include "formats/restore.h"
#include "formats/transform.h"

namespace {

using namespace cleanscrape;

/// Few rules: the fuzzer is after records, not after judgement.
const char* const kRules = R"(format = 1
[pack]
id = "t"
[[rule]]
id = "t.menu"
description = "d"
class = "chrome"
action = "drop"
[rule.when]
equals = ["MENU"]
)";

/// The first two bytes choose the options.
TransformOptions options_of(std::uint8_t a, std::uint8_t b) {
  TransformOptions options;
  options.from = static_cast<InputFormat>(a & 3U);
  options.on_bad_bytes = (a & 4U) != 0 ? OnBadBytes::keep : OnBadBytes::replace;
  options.on_bad_record = (a & 8U) != 0 ? OnBadRecord::mark : OnBadRecord::keep;
  options.repair = (a & 16U) != 0;
  options.annotate = (a & 32U) != 0;
  options.to = (a & 64U) != 0 ? static_cast<OutputFormat>(b % 3U) : OutputFormat::same;
  if ((b & 8U) != 0) options.record_separator = "\n";
  if ((b & 16U) != 0) options.compression = (b & 32U) != 0 ? Compression::gzip : Compression::zstd;
  if ((b & 64U) != 0) options.max_page_bytes = 64;
  return options;
}

}  // namespace

/// Whatever the input is, the log gives it back, or the input is said to have failed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  static const RuleSet rules = *RuleSet::compile(std::vector<RuleSource>{{"t", kRules}});
  auto transformer = Transformer::make(rules, options_of(data[0], data[1]));
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  if (bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD")) return 0;  // what is restored is not compressed
  StringSource in(bytes);
  StringByteSink out;
  StringByteSink audit;
  const TransformReport report = transformer->transform(in, out, {"in", {}, {}}, &audit);
  if (report.failed()) return 0;
  StringSource log(audit.text());
  const auto segments = read_segments(log, "audit");
  if (!segments) std::abort();
  StringSource log_again(audit.text());
  StringSource cleaned(out.text());
  StringByteSink restored;
  if (!restore(log_again, *segments, cleaned, restored, "audit").empty() || restored.text() != bytes) std::abort();
  return 0;
}
