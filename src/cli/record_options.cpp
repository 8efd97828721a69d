#include "cli/record_options.h"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "cleanscrape/cleaner.h"

namespace cleanscrape::cli {
namespace {

constexpr const char* kRecords = "Records";
constexpr const char* kEncodings = "Encodings";
constexpr const char* kValve = "Valve";

template <class Enum, std::size_t count>
using Names = std::array<std::pair<const char*, Enum>, count>;

constexpr auto kInputFormats = std::to_array<std::pair<const char*, InputFormat>>(
    {{"auto", InputFormat::automatic}, {"text", InputFormat::text}, {"jsonl", InputFormat::jsonl}, {"wet", InputFormat::wet}});
constexpr auto kOutputFormats = std::to_array<std::pair<const char*, OutputFormat>>({{"same", OutputFormat::same}, {"jsonl", OutputFormat::jsonl}, {"wet", OutputFormat::wet}});
constexpr auto kCompressions = std::to_array<std::pair<const char*, Compression>>(
    {{"auto", Compression::by_name}, {"none", Compression::none}, {"gzip", Compression::gzip}, {"zstd", Compression::zstd}});
constexpr auto kOnBadRecord = std::to_array<std::pair<const char*, OnBadRecord>>({{"mark", OnBadRecord::mark}, {"keep", OnBadRecord::keep}, {"fail", OnBadRecord::fail}});
constexpr auto kOnBadBytes = std::to_array<std::pair<const char*, OnBadBytes>>({{"keep", OnBadBytes::keep}, {"replace", OnBadBytes::replace}, {"fail", OnBadBytes::fail}});
constexpr auto kOutputEncodings = std::to_array<std::pair<const char*, OutputEncoding>>({{"utf-8", OutputEncoding::utf8}, {"same", OutputEncoding::same}});
constexpr auto kOnOverdrop = std::to_array<std::pair<const char*, Valve::OnOverdrop>>(
    {{"warn", Valve::OnOverdrop::warn}, {"pass", Valve::OnOverdrop::pass}, {"fail", Valve::OnOverdrop::fail}});

/// An option that takes one of a few words.
template <class Enum, std::size_t count>
void add_choice(CLI::App& app, const char* name, Enum& value, const Names<Enum, count>& names, const char* help, const char* group) {
  const std::map<std::string, Enum> sorted(names.begin(), names.end());
  std::string words;
  for (const auto& [word, unused] : sorted) words += (words.empty() ? "" : "|") + word;
  CLI::CheckedTransformer transformer(sorted);
  transformer.description({});
  app.add_option(name, value, help)->transform(transformer)->type_name(words)->group(group);
}

/// `\n`, `\t`, `\0`, `\\` and `\xHH` in a separator stand for the bytes; a word for those that shells make hard to type.
/// Nothing where they are wrong.
std::string unescape(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      bytes += text[i];
      continue;
    }
    const char escape = text[++i];
    if (escape == 'x') {
      std::uint8_t byte = 0;
      const std::string digits = text.substr(i + 1, 2);
      if (std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16).ptr != digits.data() + 2) return {};
      bytes += static_cast<char>(byte);
      i += 2;
    } else {
      bytes += escape == 'n' ? '\n' : escape == 't' ? '\t' : escape == 'r' ? '\r' : escape == '0' ? '\0' : escape;
    }
  }
  return bytes;
}

void add_records(CLI::App& app, TransformOptions& options) {
  add_choice(app, "--from", options.from, kInputFormats, "What the inputs hold; auto: by name, then by the first bytes", kRecords);
  add_choice(app, "--to", options.to, kOutputFormats, "What to write", kRecords);
  add_choice(app, "--compress", options.compression, kCompressions, "Compress the output; auto: by its name", kRecords);
  add_null_data(app, options);
  app.add_option("--record-separator", [&](const CLI::results_t& values) { return !(options.record_separator = unescape(values.back())).empty(); },
                 "Plain text: pages end with this; \\n, \\t, \\0 and \\xHH are known")
      ->type_name("STRING")->group(kRecords);
  app.add_option("--text-field", options.text_field, "JSON Lines: the member that holds the page, or /a/path to it (default: text)")->type_name("NAME")->group(kRecords);
  app.add_option("--id-field", options.id_field, "JSON Lines: the member that names the record in messages and logs")->type_name("NAME")->group(kRecords);
  app.add_option("--url-field", options.url_field, "JSON Lines: the member with the page's URL, whose host selects the site")->type_name("NAME")->group(kRecords);
  app.add_flag("--annotate", options.annotate, "JSON Lines: leave the text and add what would go, with rule ids")->group(kRecords);
  add_choice(app, "--on-bad-record", options.on_bad_record, kOnBadRecord,
             "A record that cannot be read: pass it on with an error member, pass it on as it is, or stop this input", kRecords);
  app.add_option("--max-page-bytes", options.max_page_bytes, "Leave larger pages alone, so that memory is bounded (default: 128 MiB)")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(std::uint64_t{0}, Cleaner::kMaxPageBytes))->type_name("SIZE")->group(kRecords);
  app.add_flag("--line-buffered", options.line_buffered, "Hand on each record at once")->group(kRecords);
}

void add_encodings(CLI::App& app, TransformOptions& options) {
  app.add_option("--encoding", options.encoding, "The encoding of plain text, instead of detecting it (cp949, utf-16, latin1 ...)")->type_name("NAME")->group(kEncodings);
  add_choice(app, "--output-encoding", options.output_encoding, kOutputEncodings, "Write UTF-8, or what the input has", kEncodings);
  add_choice(app, "--on-bad-bytes", options.on_bad_bytes, kOnBadBytes, "Bytes that are no text: keep them, write U+FFFD, or stop this input", kEncodings);
  app.add_flag("--repair", options.repair, "Mend text that was encoded twice and entities that are still escaped")->group(kEncodings);
}

void add_valve(CLI::App& app, Valve& valve) {
  app.add_option("--max-drop", valve.max_drop_share, "The valve trips where more than this share of a page's words goes")
      ->check(CLI::Range(0.0, 1.0))->type_name("SHARE")->group(kValve);
  app.add_option("--min-keep-words", valve.min_keep_words, "The valve trips where fewer words stay")->type_name("N")->group(kValve);
  add_choice(app, "--on-overdrop", valve.on_overdrop, kOnOverdrop, "Then: warn, pass the page on unchanged, or stop this input with exit status 4", kValve);
}

}  // namespace

void add_null_data(CLI::App& app, TransformOptions& options) {
  app.add_flag("-z,--null-data", [&](std::int64_t) { options.record_separator = std::string(1, '\0'); }, "Plain text: pages end with a NUL byte")
      ->group(kRecords);
}

void add_record_options(CLI::App& app, TransformOptions& options, AccountOptions& account, const char* account_group) {
  add_records(app, options);
  add_encodings(app, options);
  add_valve(app, options.clean.valve);
  app.add_option("--audit", account.audit, "Log every change here, for `restore`; added to an old log with --in-place or --resume")->type_name("FILE")->group(account_group);
  app.add_option("--stats", account.stats, "Write sums over the run here, for `stats merge`")->type_name("FILE")->group(account_group);
}

}  // namespace cleanscrape::cli
