#include "formats/text_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "formats/warc.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kSampleBytes = 64 * 1024;

std::uint64_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

Encoding encoding_of(std::string_view page, const TransformOptions& options) {
  if (options.encoding.empty()) return detect_encoding(page);
  const std::string name = encoding_named(options.encoding);
  const bool marked = name == "UTF-16" || name == "UTF-32";  // the mark says which byte comes first
  const Encoding detected = marked ? detect_encoding(page.substr(0, 4)) : Encoding{};
  return marked && detected.name.starts_with(name) ? detected : Encoding{name, 0};
}

/// Bytes that are no UTF-8, each with U+FFFD instead.
ByteEdits replacements(std::string_view page) {
  ByteEdits edits;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t valid = find_invalid_utf8(page.substr(at));
    if (valid == std::string_view::npos) break;
    at += valid;
    edits.push_back({at, at + 1, "\xEF\xBF\xBD", nullptr, "decode"});
    ++at;
  }
  return edits;
}

/// One page of plain text, in whatever encoding.
class TextPage {
 public:
  /// `raw` is the page and what separates it from the next.
  TextPage(Session& session, std::string_view raw, std::size_t page_bytes)
      : session_(session), raw_(raw), page_(raw.substr(0, page_bytes)), separator_(raw.substr(page_bytes)) {}

  void run() {
    if (page_.empty()) return session_.emit(raw_, {});
    const Encoding encoding = encoding_of(page_, session_.options());
    if (encoding.is_utf8()) {
      clean_utf8(encoding.valid_bytes);
    } else {
      clean_other(encoding);
    }
  }

 private:
  /// `valid_bytes` at the start are known to be well-formed.
  void clean_utf8(std::size_t valid_bytes) {
    const std::size_t bad_behind = find_invalid_utf8(page_.substr(valid_bytes));
    if (bad_behind == std::string_view::npos) return clean_as_it_is();
    const std::size_t bad = valid_bytes + bad_behind;
    const std::string what = fmt::format("byte 0x{:02X} at offset {} is not UTF-8", static_cast<unsigned char>(page_[bad]), bad);
    switch (session_.options().on_bad_bytes) {
      case OnBadBytes::fail: return session_.fail(what, line_of(page_, bad));
      case OnBadBytes::keep: session_.note(Severity::note, what + ": kept, as all such bytes", line_of(page_, bad)); return clean_as_it_is();
      case OnBadBytes::replace: break;
    }
    session_.note(Severity::note, what + ": replaced, as all such bytes", line_of(page_, bad));
    const ByteEdits replaced = replacements(page_);
    const std::string text = apply_edits(page_, replaced);
    const ByteEdits edits = session_.clean(text, {});
    emit(compose(replaced, text, edits));
  }

  void clean_as_it_is() {
    if (session_.options().to == OutputFormat::same) return session_.clean_and_emit(raw_, page_, {}, [](ByteEdit edit) { return edit; });
    emit(session_.clean(page_, {}));
  }

  void clean_other(const Encoding& encoding) {
    session_.report().encoding = encoding.name;
    session_.note(Severity::note, fmt::format("read as {}{}", encoding.name, session_.options().encoding.empty() ? " (detected)" : ""));
    const bool replace = session_.options().on_bad_bytes == OnBadBytes::replace;
    const Decoded decoded = decode(page_, encoding, replace ? BadBytes::replace : BadBytes::keep);
    if (decoded.bad_ranges > 0 && !report_bad(encoding, decoded)) return;
    const ByteEdits edits = session_.clean(decoded.text, {});
    if (!session_.going()) return;
    const std::string article = apply_edits(decoded.text, edits);
    if (session_.options().to != OutputFormat::same) return emit_converted(article);
    const bool same = session_.options().output_encoding == OutputEncoding::same;
    const std::string output = (same ? encode(article, encoding) : article) + std::string(separator_);
    if (output == raw_) return session_.emit(raw_, {});
    session_.emit_page_anew(raw_, output, "decode");
  }

  [[nodiscard]] bool report_bad(const Encoding& encoding, const Decoded& decoded) {
    const std::string what = fmt::format("{} places are not {}, the first at offset {}", decoded.bad_ranges, encoding.name, decoded.first_bad_offset);
    if (session_.options().on_bad_bytes == OnBadBytes::fail) {
      session_.fail(what);
      return false;
    }
    session_.note(Severity::warning, what);
    return true;
  }

  void emit(const ByteEdits& edits) {
    if (!session_.going()) return;
    if (session_.options().to != OutputFormat::same) return emit_converted(apply_edits(page_, edits));
    session_.emit(raw_, edits);
  }

  void emit_converted(const std::string& article) {
    const TransformOptions& options = session_.options();
    const bool alone = options.record_separator.empty();
    const std::string id = alone ? session_.input().name : fmt::format("{}#{}", session_.input().name, session_.record());
    if (options.to == OutputFormat::wet) return session_.emit_page_anew(raw_, warc_record({{}, id, {}}, article), "wet");
    nlohmann::ordered_json json;
    json[options.id_field.empty() ? "id" : options.id_field] = id;
    json[options.text_field] = article;
    session_.emit_page_anew(raw_, json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", "jsonl");
  }

  Session& session_;
  std::string_view raw_;
  std::string_view page_;
  std::string_view separator_;
};

bool is_binary(const Session& session, std::string_view sample) {
  if (!session.options().encoding.empty() || !looks_binary(sample)) return false;
  const std::string name = detect_encoding(sample).name;
  return !name.starts_with("UTF-16") && !name.starts_with("UTF-32");
}

void leave_alone(Session& session, const std::string& why) {
  if (session.options().to != OutputFormat::same) return session.fail(why + ": cannot be converted");
  session.note(Severity::warning, why + ": left alone");
  session.emit_rest();
  if (session.going() && !session.reader().error().empty()) session.fail(session.reader().error());
  if (session.going()) session.report().outcome = TransformReport::Outcome::left_alone;
}

}  // namespace

void transform_text(Session& session) {
  session.begin_only_record();
  if (!session.is_ours(session.reader().peek(session.shard_key_bytes()))) return;
  if (is_binary(session, session.reader().peek(kSampleBytes))) return leave_alone(session, "not text");
  const std::uint64_t limit = session.options().max_page_bytes;
  if (session.reader().peek(limit + 1).size() > limit) return leave_alone(session, fmt::format("larger than {} bytes", limit));
  const std::string_view raw = session.reader().take(limit);
  if (!session.reader().error().empty()) return session.fail(session.reader().error());
  TextPage(session, raw, raw.size()).run();
}

namespace {

void transform_record(Session& session, std::string_view raw, const std::string& separator) {
  const bool is_cut = session.reader().is_cut();
  const std::size_t page_bytes = raw.size() - (!is_cut && raw.ends_with(separator) ? separator.size() : 0);
  const std::string_view page = raw.substr(0, page_bytes);
  if (!session.is_ours(page)) return session.skip_cut_record(separator);
  if (is_cut) {
    session.note(Severity::warning, fmt::format("larger than {} bytes: left alone", session.options().max_page_bytes));
    session.emit_cut_record(raw, separator);
  } else if (is_binary(session, page)) {
    session.note(Severity::warning, "not text: left alone");
    session.emit(raw, {});
  } else {
    TextPage(session, raw, page_bytes).run();
  }
}

}  // namespace

void transform_separated(Session& session) {
  const std::string& separator = session.options().record_separator;
  while (session.going()) {
    const std::string_view raw = session.reader().take_until(separator, session.options().max_page_bytes);
    if (raw.empty()) break;
    session.begin_record();
    if (!session.reader().error().empty()) return session.fail(session.reader().error());
    transform_record(session, raw, separator);
    session.end_record();
  }
  if (session.going() && !session.reader().error().empty()) session.fail(session.reader().error());
}

}  // namespace cleanscrape
