#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/diagnostic.h"
#include "cleanscrape/rules.h"

namespace cleanscrape {

/// Bounds on what may go from a page, and what happens where more would.
struct Valve {
  enum class OnOverdrop : std::uint8_t {
    warn,  ///< the article is as it would be without the valve; see `Cleaned::overdropped`
    pass,  ///< the page stays as it is
    fail,  ///< as `warn`; the caller is expected not to use the article
  };
  double max_drop_share = 1.0;        ///< of the page's words
  std::uint32_t min_keep_words = 0;   ///< that stay, of a page from which words go
  OnOverdrop on_overdrop = OnOverdrop::warn;
};

/// How a page is cleaned. The defaults are what the command uses.
struct CleanOptions {
  enum class Sites : std::uint8_t {
    detect,  ///< by the sites' signatures
    none,    ///< only rules that hold everywhere
    named,   ///< those in `site_ids`
  };
  Sites sites = Sites::detect;
  std::vector<std::string> site_ids;      ///< for `Sites::named`
  std::vector<std::string> keep_classes;  ///< what rules of these classes would drop stays
  Valve valve;
  bool trace = false;  ///< keep what the decisions saw, for `explain`; costs time and memory
};

struct JudgeOptions;
struct Page;
struct Rule;
enum class Stage : std::uint8_t;

/// Bytes of a page that are cut out or become something else. Views live as long as the rules, or the page.
struct Change {
  std::size_t begin = 0;   ///< byte offsets into the page, half-open
  std::size_t end = 0;
  std::string_view with;   ///< what stands there instead; empty: nothing
  const Rule* decided_by = nullptr;  ///< null: no rule; see the functions below
  std::uint32_t first_line = 0;  ///< of the page, from 1
  Stage decided_in{};

  /// The part of the engine that decided: "line", "context", "cut", "sequence", "duplicate", …
  [[nodiscard]] std::string_view stage() const;
  /// Id of the rule that decided, its class, and where it stands; empty and 0 where no rule did.
  [[nodiscard]] std::string_view rule() const;
  [[nodiscard]] std::string_view block_class() const;
  [[nodiscard]] std::string_view rule_file() const;
  [[nodiscard]] std::uint32_t rule_line() const;
};

/// The outcome for one page: what is taken away from it. Refers to the page and to its Cleaner, and is valid until the Cleaner's next call.
class Cleaned {
 public:
  /// In order of position, not overlapping. Everything between them stays as it is, byte for byte.
  [[nodiscard]] std::span<const Change> changes() const { return changes_; }

  /// Whether the article differs from the page.
  [[nodiscard]] bool changed() const { return !changes_.empty(); }

  /// Appends the article to `out`.
  void append_to(std::string& out) const;

  /// Calls `write(std::string_view)` for each piece of the article, in order; most are slices of the page.
  template <class Write>
  void for_each_piece(Write write) const {
    std::size_t at = 0;
    for (const Change& change : changes_) {
      if (at < change.begin) write(page_text_.substr(at, change.begin - at));
      if (!change.with.empty()) write(change.with);
      at = change.end;
    }
    if (at < page_text_.size()) write(page_text_.substr(at));
  }

  /// Size of the article.
  [[nodiscard]] std::size_t size_bytes() const;

  /// Words on the page, and how many of them stand in blocks that the engine keeps.
  [[nodiscard]] std::uint64_t words() const { return words_; }
  [[nodiscard]] std::uint64_t kept_words() const { return kept_words_; }

  /// Whether the valve tripped: more went, or was to go, than `CleanOptions::valve` allows.
  [[nodiscard]] bool overdropped() const { return overdropped_; }

  /// The engine's view of the page, for `explain`; see engine/page.h.
  [[nodiscard]] const Page& page() const { return *page_; }

 private:
  friend class Cleaner;
  std::string_view page_text_;
  std::vector<Change> changes_;
  const Page* page_ = nullptr;
  std::uint64_t words_ = 0;
  std::uint64_t kept_words_ = 0;
  bool overdropped_ = false;
};

/// Cleans pages with one set of rules. Not thread-safe: one object per thread, which may share the RuleSet. Keeps its memory from page
/// to page.
class Cleaner {
 public:
  /// Fails where an option names an unknown site or class.
  static Result<Cleaner> make(const RuleSet& rules, const CleanOptions& options = {});
  ~Cleaner();
  Cleaner(Cleaner&&) noexcept;
  Cleaner& operator=(Cleaner&&) noexcept;

  static constexpr std::uint64_t kMaxPageBytes = 0xFFFFFFFE;

  /// Cleans a page: UTF-8 plain text; bytes that are none are kept as they are. Never fails; a page of more than kMaxPageBytes is left alone.
  /// `host`, if known, selects the site.
  const Cleaned& clean(std::string_view page, std::string_view host = {});

 private:
  struct State;
  static void clean_once(State& state, const JudgeOptions& options, std::string_view text, Page& page, std::vector<Change>& changes);
  /// Cleans the article until nothing changes, so that cleaning twice gives the same as once.
  static void settle(State& state, const JudgeOptions& options);
  explicit Cleaner(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace cleanscrape
