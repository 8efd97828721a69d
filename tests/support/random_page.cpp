#include "support/random_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace cleanscrape::test {
namespace {

constexpr std::array kSubjects{"The harbour master", "A teacher from the valley", "The old mill", "Her brother", "The city council", "A spokeswoman for the railway",
                               "Mr. Dorn", "The third ferry", "Nobody in the village", "The orchestra", "One of the divers", "The U.S. team"};
constexpr std::array kPredicates{"said that the wall would be raised by half a metre before the winter", "has lost 12,900 of its readers since the spring",
                                 "will be opened again when the roof has been mended", "was seen near the bridge at 5:30 in the morning",
                                 "had never heard of the plan, and did not like it", "sold 67,300 loaves in the first year of the shop",
                                 "asked whether the lamps could be lit for those who were late", "is older than the town and has no door to the street",
                                 "told reporters “it was a matter of patience” and left", "keeps bees on the roof of the museum with two of her friends"};
constexpr std::array kEnds{".", ".", ".", ".", "!", "?", "…", ".”"};
constexpr std::array kShortLines{"Share", "Print", "Advertisement", "RELATED STORIES", "- Tea prices fall for a third month", "• Why the cable car stopped twice",
                                 "▶ Ferry timetable for the holidays", "By Mira Ohn", "Photo by Han Bit", "(Yonhap)", "2024-05-21 10:30", "Copyright © The Valley Post. All rights reserved.",
                                 "Home > News > Society", "1. The wall", "Tags: harbour | wall | winter", "Most read", "Subscribe to our newsletter", "mira@valley.example",
                                 "https://valley.example/news/12", "[Next](https://valley.example/13)", "Q. Who built it?", "A. Nobody knows.", "And every night at ten the lamp was lit.",
                                 "Old bakery finds its oven again", "3 comments", "***"};

std::string wrap(const std::string& text, std::size_t columns) {
  std::string out;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (line > 0 && line + 1 + end - begin > columns) out += '\n', line = 0;
    if (line > 0) out += ' ', ++line;
    out += text.substr(begin, end - begin);
    line += end - begin;
    begin = end + 1;
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view page) {
  std::vector<std::string> lines;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size() - 1) + 1;
    lines.emplace_back(page.substr(0, end));
    page.remove_prefix(end);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string page;
  for (const std::string& line : lines) page += line;
  return page;
}

}  // namespace

std::string PageWriter::sentence() {
  return fmt::format("{} {}{}", kSubjects[below(kSubjects.size())], kPredicates[below(kPredicates.size())], kEnds[below(kEnds.size())]);
}

std::string PageWriter::paragraph() {
  std::string text = sentence();
  for (std::size_t more = below(4); more > 0; --more) text += " " + sentence();
  return text;
}

std::string PageWriter::interface_line() {
  if (interface_lines_.empty() || one_in(3)) return kShortLines[below(kShortLines.size())];
  return interface_lines_[below(interface_lines_.size())];
}

std::string PageWriter::random_bytes() {
  std::string bytes;
  for (std::size_t count = below(60); count > 0; --count) bytes += static_cast<char>(below(256));
  return bytes;
}

/// A line again, or a sentence of one, or the line with other quotation marks.
std::string PageWriter::copy_of_something() {
  if (lines_.empty()) return interface_line();
  std::string line = lines_[below(lines_.size())];
  if (one_in(3)) line = line.substr(0, std::min(line.find(". "), line.size() - std::min<std::size_t>(line.size(), 1)) + 1);
  for (std::size_t at = 0; one_in(2) && (at = line.find("“")) != std::string::npos;) line.replace(at, std::string_view("“").size(), "\"");
  return line;
}

std::string PageWriter::collapsed_line() {
  std::string line;
  for (std::size_t pieces = 2 + below(12); pieces > 0; --pieces) {
    line += one_in(3) ? interface_line() : sentence();
    if (!one_in(3)) line += ' ';
  }
  return line;
}

std::string PageWriter::piece() {
  switch (below(16)) {
    case 0: case 1: case 2: case 3: case 4: return paragraph();
    case 5: case 6: case 7: case 8: case 9: return interface_line();
    case 10: return copy_of_something();
    case 11: return "";
    case 12: return wrap(paragraph() + " " + paragraph(), 60 + below(30));
    case 13: return one_in(3) ? collapsed_line() : interface_line();
    case 14: return one_in(6) ? random_bytes() : sentence();
    default: return "- " + sentence();
  }
}

/// Now and then as a dump shows it: indented, with no-break and zero-width spaces.
std::string PageWriter::disguised(std::string line) {
  if (!one_in(12)) return line;
  switch (below(4)) {
    case 0: return "   " + line;
    case 1: return line + "\u00A0 ";
    case 2: return "\u200B" + line;
    default: break;
  }
  const std::size_t space = line.find(' ');
  if (space != std::string::npos) line.replace(space, 1, "\u00A0");
  return line;
}

void PageWriter::add_line(std::string line) {
  lines_.push_back(std::move(line));
  for (std::size_t blank = one_in(2) ? below(3) : 0; blank > 0; --blank) lines_.emplace_back(one_in(6) ? " \u00A0" : "");
}

std::string PageWriter::write(std::uint32_t seed) {
  random_.seed(seed);
  lines_.clear();
  for (std::size_t pieces = below(one_in(4) ? 80 : 20); pieces > 0; --pieces) add_line(disguised(piece()));
  const std::string_view line_end = one_in(5) ? "\r\n" : "\n";
  const bool mixed_ends = one_in(20);
  std::string page;
  for (const std::string& line : lines_) {
    page += line;
    page += mixed_ends && one_in(2) ? std::string_view("\r\n") : line_end;
  }
  if (one_in(4) && page.ends_with('\n')) page.resize(page.size() - line_end.size());
  return page;
}

std::string shrink(std::string page, const std::function<bool(std::string_view)>& fails) {
  std::vector<std::string> lines = lines_of(page);
  for (std::size_t run = std::max<std::size_t>(1, lines.size() / 2); run > 0; run /= 2) {
    for (std::size_t begin = 0; begin < lines.size();) {
      std::vector<std::string> fewer(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(begin));
      fewer.insert(fewer.end(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(lines.size(), begin + run)), lines.end());
      if (fewer.size() < lines.size() && fails(joined(fewer))) {
        lines = std::move(fewer);
      } else {
        begin += run;
      }
    }
  }
  return joined(lines);
}

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const DecodedChar c = decode_at(text, i);
    if (c.code_point == '\n') {
      out += "\\n\n";
    } else if (!c.valid || c.code_point < 0x20 || c.code_point == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i]));
    } else if (c.code_point == 0xA0 || (c.code_point >= 0x2000 && c.code_point < 0x2010) || c.code_point == 0xFEFF) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.code_point));
    } else {
      out += text.substr(i, c.size_bytes);
    }
    i += c.size_bytes;
  }
  return out;
}

}  // namespace cleanscrape::test
