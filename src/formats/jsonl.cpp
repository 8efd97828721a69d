#include "formats/jsonl.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "formats/json_members.h"
#include "formats/json_string.h"
#include "formats/url.h"
#include "formats/warc.h"
#include "text/utf8.h"

namespace cleanscrape {
namespace {

using Json = nlohmann::ordered_json;
using namespace std::string_view_literals;

constexpr const char* kErrorMember = "cleanscrape_error";
constexpr const char* kSpansMember = "cleanscrape";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

class JsonLines {
 public:
  explicit JsonLines(Session& session)
      : session_(session), options_(session.options()), finder_({options_.text_field, options_.id_field, options_.url_field, forbidden(options_)}) {}

  void run() {
    while (session_.going()) {
      raw_ = session_.reader().take_until("\n", options_.max_page_bytes);
      if (raw_.empty()) break;
      session_.begin_record();
      if (!session_.reader().error().empty()) break;
      one_line();
      session_.end_record();
    }
    if (session_.going() && !session_.reader().error().empty()) session_.fail(session_.reader().error(), session_.record());
  }

 private:
  static std::string forbidden(const TransformOptions& options) { return options.annotate ? kSpansMember : ""; }

  /// Without what ends it.
  [[nodiscard]] std::string_view line_of_raw() const { return raw_.substr(0, raw_.find_last_not_of("\r\n"sv) + 1); }

  void one_line() {
    if (!session_.is_ours(line_of_raw())) return session_.skip_cut_record("\n");
    if (session_.reader().is_cut()) {
      bad(fmt::format("longer than {} bytes", options_.max_page_bytes));
      if (session_.going()) session_.emit_cut_record(raw_, "\n");
      return;
    }
    const std::size_t last = raw_.find_last_not_of(" \t\r\n"sv);
    if (last == std::string_view::npos) return session_.emit(raw_, {});
    begin_ = session_.record() == 1 && raw_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    line_ = raw_.substr(begin_, last + 1 - begin_);
    members_ = finder_.find(line_);
    session_.set_id(members_.id);
    if (!members_.error.empty()) return bad_line();
    if (members_.text_is_null) return session_.emit(raw_, {});
    good_line();
  }

  void good_line() {
    const std::string_view inside = members_.text.of(line_);
    const std::string host = options_.url_field.empty() ? "" : host_of(members_.url);
    if (!options_.annotate && options_.to != OutputFormat::wet) return session_.clean_and_emit(raw_, members_.page, host, in_line(inside));
    const ByteEdits edits = session_.clean(members_.page, host);
    if (!session_.going()) return;
    if (options_.to == OutputFormat::wet) return session_.emit_page_anew(raw_, to_wet(edits), "wet");
    session_.emit(raw_, annotation(edits));
  }

  /// The page's edits as edits of the line.
  [[nodiscard]] Session::ToRecord in_line(std::string_view inside) const {
    return [this, inside, shift = begin_ + members_.text.begin, offsets = JsonOffsets(inside)](ByteEdit edit) mutable {
      const std::size_t begin = offsets.inside_offset(edit.begin);
      const std::size_t end = offsets.inside_offset(edit.end);
      if (session_.has_audit()) edit.shown = members_.page.substr(edit.begin, edit.end - edit.begin);
      if (edit.shown == inside.substr(begin, end - begin)) edit.shown.clear();
      edit.begin = shift + begin;
      edit.end = shift + end;
      if (!edit.with.empty()) edit.with = escape_json(edit.with);
      return edit;
    };
  }

  /// One insertion: what would go, in code points of the text.
  [[nodiscard]] ByteEdits annotation(const ByteEdits& edits) const {
    Json spans = Json::array();
    std::size_t at = 0;
    std::size_t code_points = 0;
    const auto count_to = [&](std::size_t offset) {
      code_points += count_code_points(std::string_view(members_.page).substr(at, offset - at));
      at = offset;
      return code_points;
    };
    for (const ByteEdit& edit : edits) {
      Json span;
      span["begin_code_points"] = count_to(edit.begin);
      span["end_code_points"] = count_to(edit.end);
      span["stage"] = edit.change == nullptr ? edit.stage : edit.change->stage();
      if (edit.change != nullptr && !edit.change->rule().empty()) span["rule"] = edit.change->rule();
      if (edit.change != nullptr && !edit.change->block_class().empty()) span["class"] = edit.change->block_class();
      if (!edit.with.empty()) span["with"] = edit.with;
      spans.push_back(std::move(span));
    }
    return insertion(kSpansMember, {{"spans", std::move(spans)}}, "annotate");
  }

  /// A member before the closing brace.
  [[nodiscard]] ByteEdits insertion(const char* name, const Json& value, std::string_view stage) const {
    const std::string comma = members_.is_empty ? "" : ",";
    const std::size_t at = begin_ + members_.close;
    ByteEdits edits;
    edits.push_back({at, at, comma + dump(name) + ":" + dump(value), nullptr, stage});
    return edits;
  }

  void bad(const std::string& what) {
    ++session_.report().totals.bad_records;
    if (options_.on_bad_record == OnBadRecord::fail) return session_.fail(what, session_.record());
    session_.note(Severity::warning, what + ": passed on", session_.record());
  }

  void bad_line() {
    bad(members_.error);
    if (!session_.going()) return;
    if (options_.on_bad_record == OnBadRecord::keep) return session_.emit(raw_, {});
    if (members_.is_object) return session_.emit(raw_, insertion(kErrorMember, members_.error, "bad-record"));
    Json json;
    json[kErrorMember] = members_.error;
    const bool utf8 = find_invalid_utf8(line_) == std::string_view::npos;
    json[utf8 ? "line" : "line_base64"] = utf8 ? std::string(line_) : to_base64(line_);
    ByteEdits edits;
    edits.push_back({begin_, begin_ + line_.size(), dump(json), nullptr, "bad-record"});
    session_.emit(raw_, edits);
  }

  [[nodiscard]] std::string to_wet(const ByteEdits& edits) const {
    return warc_record({members_.url, members_.id, {}}, apply_edits(members_.page, edits));
  }

  Session& session_;
  const TransformOptions& options_;
  JsonMemberFinder finder_;
  std::string_view raw_;
  std::string_view line_;  ///< without byte order mark and line end
  std::size_t begin_ = 0;  ///< of the line in `raw_`
  JsonMembers members_;
};

}  // namespace

void transform_jsonl(Session& session) { JsonLines(session).run(); }

}  // namespace cleanscrape
