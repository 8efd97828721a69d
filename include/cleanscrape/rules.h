#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cleanscrape/diagnostic.h"

namespace cleanscrape {

/// A rule file's name and text. The library never opens a file: the caller reads it.
struct RuleSource {
  std::string path;  ///< shown in messages, not opened
  std::string text;  ///< UTF-8 TOML
};

/// How sure a rule is of what it drops.
enum class Confidence : std::uint8_t { low, medium, high };

/// What the caller changes about the loaded rules.
struct RuleOptions {
  std::vector<std::string> disable;        ///< rule ids or globs (`*`, `?`) to switch off
  std::vector<std::string> enable;         ///< ids or globs to switch on again, after `disable`
  Confidence min_confidence = Confidence::low;
  std::vector<std::string> keep_classes;   ///< what rules of these classes would drop stays
};

class CompiledRules;

/// One rule, as `rules list` shows it. Views live as long as the RuleSet.
struct RuleInfo {
  std::string_view id;
  std::string_view description;
  std::string_view action;
  std::string_view block_class;
  std::string_view confidence;
  std::string_view file;
  std::uint32_t line = 0;
  bool enabled = true;
};

/// Compiled rules: immutable, cheap to copy, safe to share between threads.
class RuleSet {
 public:
  /// Compiles rule files together; order does not matter. On a mistake in any of them: all diagnostics of all files.
  /// `warnings`, if not null, receives what is doubtful but works.
  static Result<RuleSet> compile(std::span<const RuleSource> sources, const RuleOptions& options = {}, Diagnostics* warnings = nullptr);

  /// The packs in the library without parsing them: the same as compiling `builtin_packs()` but for experimental ones. Fails where an
  /// option names what is not there.
  static Result<RuleSet> builtin(const RuleOptions& options = {}, Diagnostics* warnings = nullptr);

  /// The packs in the library and `own` rule files: the same as compiling all of them together, but only `own` is parsed where that does.
  static Result<RuleSet> builtin_with(std::span<const RuleSource> own, const RuleOptions& options = {}, Diagnostics* warnings = nullptr);

  /// Every rule in load order.
  [[nodiscard]] std::vector<RuleInfo> list() const;

  /// 16 hexadecimal digits: equal if and only if the same sources were compiled with the same options (up to hash collisions).
  [[nodiscard]] std::string fingerprint() const;

  [[nodiscard]] const CompiledRules& compiled() const { return *compiled_; }

 private:
  explicit RuleSet(std::shared_ptr<const CompiledRules> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const CompiledRules> compiled_;
};

/// The packs that are built into the library. Lives as long as the program.
[[nodiscard]] std::span<const RuleSource> builtin_packs();

}  // namespace cleanscrape
