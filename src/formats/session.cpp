#include "formats/session.h"

#include <fmt/format.h>

#include "text/repair.h"

namespace cleanscrape {
namespace {

constexpr std::size_t kPassedPieceBytes = 256 * 1024;

}  // namespace

bool Session::is_ours(std::string_view record) {
  if (options_.shard.holds(record.substr(0, shard_key_bytes()))) return true;
  ++others_;
  return false;
}


ByteEdits Session::clean(std::string_view page, std::string_view host) {
  ByteEdits repairs;
  if (options_.repair) {
    for (Repair& repair : find_repairs(page)) repairs.push_back({repair.range.begin, repair.range.end, std::move(repair.with), nullptr, "repair"});
    mended_ = apply_edits(page, repairs);
  }
  const std::string_view text = options_.repair ? std::string_view(mended_) : page;
  return compose(repairs, text, edits_of(judge(text, host)));
}

const Cleaned& Session::judge(std::string_view text, std::string_view host) {
  const Cleaned& cleaned = cleaner_.clean(text, host);
  cleaned_ = &cleaned;
  cleaned_text_ = text;
  account(text, cleaned);
  if (cleaned.overdropped()) report_overdrop(cleaned);
  return cleaned;
}

void Session::clean_and_emit(std::string_view raw, std::string_view page, std::string_view host, const ToRecord& to_record) {
  if (options_.repair) {
    const ByteEdits edits = clean(page, host);
    if (going()) emit_each(raw, edits, to_record);
    return;
  }
  const Cleaned& cleaned = judge(page, host);
  if (going()) emit_each(raw, cleaned.changes(), [&](const Change& change) { return to_record(edit_of(change)); });
}

void Session::account(std::string_view page, const Cleaned& cleaned) {
  const bool given_back = cleaned.overdropped() && options_.clean.valve.on_overdrop == Valve::OnOverdrop::pass;
  report_.totals.add_page({page.size(), cleaned.size_bytes(), cleaned.words(), given_back ? cleaned.words() : cleaned.kept_words(), cleaned.changed()});
  if (cleaned.overdropped()) ++report_.totals.overdropped_pages;
  for (const Change& change : cleaned.changes()) {
    for (Totals::Dropped* counter : counters_of(change)) {
      ++counter->ranges;
      counter->bytes += change.end - change.begin;
    }
  }
}

const Totals::Counters& Session::counters_of(const Change& change) {
  const auto address_of = [](std::string_view name) { return reinterpret_cast<std::uintptr_t>(name.data()); };
  const std::array<std::uintptr_t, 3> names{address_of(change.block_class()), address_of(change.stage()), address_of(change.rule())};
  CountersOf& known = recent_counters_[(names[2] / sizeof(std::uint64_t) + names[1]) % recent_counters_.size()];
  if (known.names != names) known = {names, report_.totals.counters_of(change.block_class(), change.stage(), change.rule())};
  return known.counters;
}

void Session::report_overdrop(const Cleaned& cleaned) {
  const Valve& valve = options_.clean.valve;
  std::string message = fmt::format("{} of {} words would stay", cleaned.kept_words(), cleaned.words());
  switch (valve.on_overdrop) {
    case Valve::OnOverdrop::warn: return note(Severity::warning, message + ", less than the valve allows");
    case Valve::OnOverdrop::pass: return note(Severity::warning, message + ": passed on unchanged");
    case Valve::OnOverdrop::fail: fail(message + ", less than the valve allows");
  }
  report_.outcome = TransformReport::Outcome::overdrop;
}

void Session::write(std::string_view bytes) {
  if (bytes.empty()) return;
  if (audit_ != nullptr) audit_->add_output(bytes);
  check(out_.write(bytes));
}

template <class Edits, class EditOf>
void Session::emit_each(std::string_view raw, const Edits& edits, const EditOf& edit_of) {
  std::size_t at = 0;
  for (const auto& each : edits) {
    const ByteEdit& edit = edit_of(each);
    write(raw.substr(at, edit.begin - at));
    write(edit.with);
    at = edit.end;
    if (audit_ != nullptr) audit_->add_edit({record_, id_, offset_}, raw, edit);
  }
  write(raw.substr(at));
  if (audit_ != nullptr) audit_->add_input(raw);
  if (audit_ != nullptr && !audit_->open() && going()) fail("the audit log cannot be written");
  if (!edits.empty()) report_.changed = true;
  offset_ += raw.size();
}

void Session::emit(std::string_view raw, const ByteEdits& edits) {
  emit_each(raw, edits, [](const ByteEdit& edit) -> const ByteEdit& { return edit; });
}

void Session::emit_anew(std::string_view raw, std::string_view output, std::string_view stage) {
  ByteEdits edits(1);
  edits[0].end = raw.size();
  edits[0].with = output;
  edits[0].stage = stage;
  emit(raw, edits);
}

void Session::emit_page_anew(std::string_view raw, std::string_view output, std::string_view stage) {
  if (audit_ != nullptr) {
    for (const Change& change : cleaned_->changes()) audit_->add_explanation({record_, id_, offset_}, cleaned_text_, change);
  }
  emit_anew(raw, output, stage);
}

void Session::emit_rest() {
  while (report_.outcome != TransformReport::Outcome::closed) {
    reader_.peek_some();
    const std::string_view piece = reader_.take(kPassedPieceBytes);
    if (piece.empty()) break;
    emit(piece, {});
  }
}

void Session::emit_cut_record(std::string_view raw, std::string_view delimiter) {
  emit(raw, {});
  while (reader_.is_cut() && going()) emit(reader_.take_until(delimiter, kPassedPieceBytes), {});
}

void Session::skip_cut_record(std::string_view delimiter) {
  while (reader_.is_cut()) static_cast<void>(reader_.take_until(delimiter, kPassedPieceBytes));
}

void Session::end_record() {
  if (options_.line_buffered) check(out_.flush());
}

void Session::note(Severity severity, std::string message, std::uint64_t line) {
  report_.add_problem({severity, is_only_record_ ? 0 : record_, line, id_, std::move(message)});
}

void Session::fail(std::string message, std::uint64_t line) {
  note(Severity::error, std::move(message), line);
  report_.outcome = TransformReport::Outcome::failed;
}

}  // namespace cleanscrape
