#pragma once

#include <cstdint>
#include <string>

#include "cleanscrape/diagnostic.h"

namespace cleanscrape::cli {

/// How messages look: for people, or one JSON object a line for programs (--error-format).
enum class ErrorFormat : std::uint8_t { text, json };

/// Something that is said about an input or an output.
struct Message {
  Severity severity = Severity::error;
  std::string name;          ///< the file's, as given; any bytes
  std::uint64_t line = 0;    ///< of the file, from 1; 0: not known
  std::uint64_t record = 0;  ///< of the file, from 1; 0: the file as a whole
  std::string id;            ///< the record's, where it has one
  std::string text;          ///< lower case, no full stop
};

/// "cleanscrape: NAME:LINE: record N (ID): warning: TEXT", or a JSON object; with a line end.
[[nodiscard]] std::string format_message(const Message& message, ErrorFormat format);

/// The same for a finding about rules, options or configuration.
[[nodiscard]] std::string format_diagnostic(const Diagnostic& diagnostic, ErrorFormat format);

}  // namespace cleanscrape::cli
