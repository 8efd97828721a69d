#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cleanscrape {

/// How much a diagnostic matters. Only `error` stops what was asked for.
enum class Severity : std::uint8_t {
  note,     ///< explains another diagnostic
  warning,  ///< works, but probably not as meant
  error,    ///< nothing was done
};

/// A place in a text file. Lines and columns count from 1; a column counts code points, as toml++ does.
/// Zero means that the place is not known.
struct SourcePlace {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// One finding about what a user wrote (a rule file, a setting), with its place.
struct Diagnostic {
  Severity severity = Severity::error;
  SourcePlace place;
  std::string message;  ///< lower case, no full stop
  std::string hint;     ///< what to do, or empty
  std::string lint;     ///< identifier of the lint that found it, or empty
};

using Diagnostics = std::vector<Diagnostic>;

/// True if at least one of them is an error.
[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// `file:line:col: severity: message (hint) [lint]`, without a line end.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// A value, or all the diagnostics that explain why there is none.
///
/// A user's mistake is a value of this type, never an exception. `*result` and `result->` need `result.ok()`.
template <class T>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}                   // NOLINT(google-explicit-constructor)
  Result(Diagnostics diagnostics) : state_(std::in_place_index<1>, std::move(diagnostics)) {}  // NOLINT(google-explicit-constructor)
  Result(Diagnostic diagnostic) : state_(std::in_place_index<1>, Diagnostics{std::move(diagnostic)}) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] T& operator*() & { return std::get<0>(state_); }
  [[nodiscard]] const T& operator*() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] T* operator->() { return &std::get<0>(state_); }
  [[nodiscard]] const T* operator->() const { return &std::get<0>(state_); }

  /// Needs `!ok()`.
  [[nodiscard]] const Diagnostics& diagnostics() const { return std::get<1>(state_); }

 private:
  std::variant<T, Diagnostics> state_;
};

}  // namespace cleanscrape
