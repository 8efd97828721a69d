#include "cli/batch/batch.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "base/hash.h"
#include "cli/batch/account.h"
#include "cli/batch/console.h"
#include "cli/batch/display_name.h"
#include "cli/batch/output_file.h"
#include "cli/batch/plan_making.h"
#include "cli/batch/stop_signals.h"
#include "cli/batch/summary.h"
#include "cli/batch/threads.h"
#include "cli/batch/worker.h"
#include "cli/commands.h"
#include "cli/rule_loading.h"
#include "formats/transform.h"

namespace cleanscrape::cli {
namespace {

/// Every folder on the way to an input is open.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

Console::Style console_style(const Options& options, const Streams& streams, bool is_tree) {
  switch (options.batch.progress) {
    case ProgressStyle::bar: return Console::Style::bar;
    case ProgressStyle::plain: return Console::Style::plain;
    case ProgressStyle::none: return Console::Style::none;
    case ProgressStyle::automatic: break;
  }
  return is_tree && streams.err_is_terminal && !options.quiet ? Console::Style::bar : Console::Style::none;
}

/// One call of the command over all its inputs.
class Batch {
 public:
  Batch(const Options& options, const RuleSet& rules, Job job, Streams& streams)
      : options_(options), rules_(rules), job_(std::move(job)), streams_(streams), console_(streams.err, console_style(options, streams, job_.is_tree)), account_(options.account) {}

  ExitCode run();

 private:
  bool open_all();
  bool open_account();
  bool open_outputs();
  bool open_list();
  bool open_journal();
  std::unique_ptr<TreeWalk> make_walk() const;
  std::uint64_t count_inputs() const;
  std::uint32_t thread_count() const;
  ExitCode run_workers(RunState& state, Transformer first);
  void work(TreeWalk& walk, RunState& state, Transformer transformer);
  void finish(const std::shared_ptr<InputResult>& result, std::uint64_t number, RunState& state);
  void emit(const InputResult& result, RunState& state);
  ExitCode close_all(RunState& state);
  bool close_output();
  void on_stop(int signal_number);
  TransformOptions transform_options() const;
  bool fail(const Diagnostics& diagnostics);
  bool says(Severity severity) const;

  const Options& options_;
  const RuleSet& rules_;
  Job job_;
  Streams& streams_;
  Console console_;
  Account account_;
  Temporaries temporaries_;
  UniqueFd list_;
  UniqueFd output_root_;
  std::unique_ptr<OutputFile> output_;
  std::optional<Journal> journal_;
  int journal_folder_fd_ = -1;
  std::string journal_name_;
  UniqueFd journal_folder_;
  std::mutex walk_mutex_;
  Summary summary_;
};

bool Batch::fail(const Diagnostics& diagnostics) {
  report(diagnostics, streams_);
  return false;
}

/// Warnings unless --quiet, notes with --verbose.
bool Batch::says(Severity severity) const {
  switch (severity) {
    case Severity::error: return true;
    case Severity::warning: return !options_.quiet;
    case Severity::note: break;
  }
  return options_.verbose;
}

TransformOptions Batch::transform_options() const {
  TransformOptions result = options_.transform;
  result.clean = clean_options(options_);
  result.clean.valve = options_.transform.clean.valve;
  result.shard = job_.record_shard;
  return result;
}

bool Batch::open_list() {
  const std::string& list = options_.batch.list;
  if (list.empty() || list == "-") return true;
  list_ = UniqueFd(::open(list.c_str(), O_RDONLY | O_CLOEXEC));
  if (list_.valid()) return true;
  return fail({{Severity::error, {list, 0, 0}, std::string("cannot read the list of inputs: ") + std::strerror(errno), {}, {}}});
}

bool Batch::open_account() {
  if (job_.plan.target == Plan::Target::nothing) return true;
  const bool keeps_log = job_.plan.target == Plan::Target::in_place || options_.batch.resume;
  Diagnostics errors = account_.open(keeps_log ? Account::OldLog::append : Account::OldLog::overwrite);
  return errors.empty() || fail(errors);
}

bool Batch::open_all() {
  if (!open_list() || !open_outputs()) {
    account_.give_up();
    return false;
  }
  Diagnostics errors = account_.begin();
  return errors.empty() || fail(errors);
}

bool Batch::open_outputs() {
  job_.plan.in_fd = streams_.in_fd;
  if (job_.plan.target == Plan::Target::tree) {
    auto root = open_output_root(options_.output, job_);
    if (!root) return fail(root.diagnostics());
    output_root_ = std::move(*root);
    job_.plan.output_root_fd = output_root_.get();
    clear_strays(output_root_.get());
  } else if (job_.plan.target == Plan::Target::shared && !job_.plan.output_path.empty()) {
    int error_number = 0;
    output_ = OutputFile::open(temporaries_, options_.output, error_number);
    if (output_ == nullptr) return fail({{Severity::error, {options_.output, 0, 0}, std::string("cannot be written: ") + std::strerror(error_number), {}, {}}});
  }
  return open_journal();
}

bool Batch::open_journal() {
  const BatchOptions& batch = options_.batch;
  const bool in_place = job_.plan.target == Plan::Target::in_place;
  if (!in_place && job_.plan.target != Plan::Target::tree) return true;
  journal_name_ = journal_name(job_.walk.shard.index, job_.walk.shard.count);
  if (!batch.journal.empty()) {
    journal_name_ = batch.journal;
    journal_folder_fd_ = AT_FDCWD;
  } else if (!in_place) {
    journal_folder_fd_ = output_root_.get();
  } else if (job_.is_tree && job_.walk.one_tree) {
    journal_folder_ = UniqueFd(::open(job_.arguments.front().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    journal_folder_fd_ = journal_folder_.get();
  } else {
    return true;
  }
  if (!batch.resume && batch.journal.empty() && !job_.is_tree) return true;
  int error_number = 0;
  const std::string target = in_place ? "in-place" : "tree";
  const std::uint64_t run = fingerprint(rules_.fingerprint() + target + batch.shard + (job_.record_shard.count > 1 ? " records" : "") + options_.result_signature);
  auto journal = Journal::open(journal_folder_fd_, journal_name_, run, batch.resume, error_number);
  if (journal) journal_.emplace(*std::move(journal));
  if (journal_ || !(batch.resume || !batch.journal.empty())) return true;
  return fail({{Severity::error, {journal_name_, 0, 0}, std::string("cannot open the journal: ") + std::strerror(error_number), {}, {}}});
}

std::unique_ptr<TreeWalk> Batch::make_walk() const {
  InputNames names(job_.arguments);
  if (!options_.batch.list.empty()) names.add_list(list_.valid() ? list_.get() : streams_.in_fd);
  return std::make_unique<TreeWalk>(std::move(names), job_.walk);
}

std::uint64_t Batch::count_inputs() const {
  if (!options_.batch.list.empty()) return 0;  // a list can be read once
  std::uint64_t count = 0;
  TreeWalk walk(InputNames(job_.arguments), job_.walk);
  while (walk.next()) ++count;
  return count;
}

ExitCode Batch::run() {
  auto transformer = Transformer::make(rules_, transform_options());
  if (!transformer) {
    report(transformer.diagnostics(), streams_);
    return ExitCode::usage;
  }
  if (!open_account() || !open_all()) return ExitCode::usage;
  RunState state{temporaries_, output_ == nullptr ? streams_.out : output_->sink()};
  state.audit = account_.audit();
  state.journal = journal_ ? &*journal_ : nullptr;
  if (job_.plan.target == Plan::Target::nothing || (job_.plan.target == Plan::Target::shared && output_ == nullptr)) {
    return run_workers(state, *std::move(transformer));
  }
  const StopSignals signals(temporaries_, [this](int number) { on_stop(number); });
  return run_workers(state, *std::move(transformer));
}

void Batch::on_stop(int signal_number) {
  if (journal_) journal_->flush();
  const std::string text = fmt::format("{}cleanscrape: stopped by signal {}; every file is old or new{}\n", streams_.err_is_terminal ? "\r\x1b[K" : "",
                                       signal_number, journal_ ? ", --resume goes on" : "");
  if (!options_.quiet && ::write(STDERR_FILENO, text.data(), text.size()) < 0) return;
}

std::uint32_t Batch::thread_count() const {
  return options_.batch.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options_.batch.threads;
}

ExitCode Batch::run_workers(RunState& state, Transformer first) {
  const auto start = std::chrono::steady_clock::now();
  if (!job_.is_single) raise_file_limit();
  const auto walk = make_walk();
  const std::uint32_t threads = job_.is_single ? 1 : thread_count();
  if (!job_.is_single) console_.start(console_style(options_, streams_, job_.is_tree) == Console::Style::none ? 0 : count_inputs());
  std::vector<std::thread> others;
  add_threads(others, threads - 1, [&] {
    if (auto transformer = Transformer::make(rules_, transform_options())) work(*walk, state, *std::move(transformer));
  });
  work(*walk, state, std::move(first));
  for (std::thread& other : others) other.join();
  console_.stop();
  const ExitCode code = close_all(state);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const bool wanted = job_.is_tree || (options_.verbose && !job_.is_single);
  if (wanted && !options_.quiet && options_.batch.error_format == ErrorFormat::text) console_.say(summary_.text(seconds));
  return code;
}

void Batch::work(TreeWalk& walk, RunState& state, Transformer transformer) {
  Worker worker(job_.plan, state, std::move(transformer));
  if (const std::uint32_t threads = job_.is_single ? thread_count() : 1; threads > 1) worker.use_threads(threads, [this] { return Transformer::make(rules_, transform_options()); });
  while (!state.stopped) {
    std::optional<Input> input;
    {
      const std::lock_guard lock(walk_mutex_);
      input = walk.next();
    }
    if (!input) return;
    finish(std::make_shared<InputResult>(worker.process(*input)), input->number, state);
  }
}

void Batch::finish(const std::shared_ptr<InputResult>& result, std::uint64_t number, RunState& state) {
  console_.count(result->read_bytes, result->state == InputResult::State::failed || result->state == InputResult::State::overdrop);
  const std::size_t kept_bytes = result->output_rest.size() + result->audit_rest.size();
  state.order.finish(number, kept_bytes, [this, result, &state] { emit(*result, state); });
}

void Batch::emit(const InputResult& result, RunState& state) {
  if (temporaries_.abandoned()) return;  // a signal ends the run; what fails now fails because of it
  state.out.write(result.output_rest);
  if (state.audit != nullptr) state.audit->write(result.audit_rest);
  std::string messages;
  for (const Message& message : result.messages) {
    if (says(message.severity)) messages += format_message(message, options_.batch.error_format);
  }
  if (result.unnamed_problem_count > 0 && says(Severity::warning)) messages += format_message({Severity::note, result.path, 0, 0, {}, fmt::format("{} more problems", result.unnamed_problem_count)}, options_.batch.error_format);
  const bool done = result.state == InputResult::State::done;
  if (options_.verbose && done) {
    const std::string encoding = result.encoding.empty() ? std::string() : ", " + result.encoding;
    messages += format_message({Severity::note, result.path, 0, 0, {}, fmt::format("{} of {} bytes kept{}", result.totals.bytes_out, result.totals.bytes_in, encoding)}, options_.batch.error_format);
  }
  console_.say(messages);
  if (job_.plan.target == Plan::Target::nothing && result.changed && done && !options_.quiet) {
    streams_.out.write(fmt::format("{}\n", display_name(result.path)));
  }
  summary_.add(result);
  if (state.out.state() != Sink::State::good) state.stopped = true;
}

bool Batch::close_output() {
  int error_number = 0;
  const bool nothing_done = summary_.inputs() > 0 && summary_.failed() + summary_.overdropped() == summary_.inputs();
  std::string name = output_ == nullptr ? "standard output" : options_.output;
  if (output_ != nullptr) {
    if (nothing_done || output_->commit(options_.batch.sync, error_number)) return true;
  } else {
    streams_.out.flush();
    if (streams_.out.state() != Sink::State::failed) return true;
    error_number = streams_.out.error_number();
  }
  console_.say(format_message({Severity::error, std::move(name), 0, 0, {}, std::strerror(error_number)}, options_.batch.error_format));
  return false;
}

ExitCode Batch::close_all(RunState& state) {
  bool whole = close_output() && summary_.failed() == 0;
  if (auto errors = account_.close({rules_.fingerprint(), summary_.totals()}); !errors.empty()) whole = fail(errors);
  if (state.journal != nullptr && !state.journal->flush()) whole = false;
  const bool finished = whole && summary_.overdropped() == 0;
  if (state.journal != nullptr && finished && !options_.batch.resume && options_.batch.journal.empty()) {
    ::unlinkat(journal_folder_fd_, journal_name_.c_str(), 0);
  }
  if (summary_.overdropped() > 0) return ExitCode::overdrop;
  if (!whole) return ExitCode::some_failed;
  return options_.batch.check && summary_.changed() > 0 ? ExitCode::differs : ExitCode::done;
}

}  // namespace

ExitCode run_batch(const Options& options, const RuleSet& rules, Streams& streams) {
  auto job = make_job(options);
  if (!job) {
    report(job.diagnostics(), streams);
    return ExitCode::usage;
  }
  return Batch(options, rules, *std::move(job), streams).run();
}

}  // namespace cleanscrape::cli
