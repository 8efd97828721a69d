#include <fmt/format.h>

#include <charconv>

#include "base/hash.h"
#include "formats/warc.h"

namespace cleanscrape {
namespace {

/// Larger numbers are mistakes, and must not overflow sums.
constexpr std::size_t kMaxContentBytes = 1ULL << 50;

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] | 0x20) != (b[i] | 0x20)) return false;
  }
  return true;
}

std::string_view trim_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Takes note of one header line; false for a length that is no number.
bool take_field(WarcHead& head, TextRange line) {
  const std::string_view text = line.of(head.text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return true;
  const std::string_view name = text.substr(0, colon);
  const std::string_view value = trim_spaces(text.substr(colon + 1));
  if (same_name(name, "WARC-Type")) head.type = value;
  if (same_name(name, "WARC-Target-URI")) head.target_uri = value;
  if (same_name(name, "WARC-Record-ID")) head.record_id = value;
  if (same_name(name, "WARC-Date")) head.date = value;
  if (same_name(name, "WARC-Identified-Content-Language")) head.language = value;
  if (same_name(name, "WARC-Block-Digest")) head.block_digest = line;
  if (!same_name(name, "Content-Length")) return true;
  const auto begin = static_cast<std::size_t>(value.data() - head.text.data());
  head.content_length = {begin, begin + value.size()};
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), head.content_bytes);
  return parsed.ec == std::errc{} && parsed.ptr == value.data() + value.size() && head.content_bytes < kMaxContentBytes;
}

}  // namespace

std::optional<WarcHead> parse_warc_head(std::string_view text) {
  if (!text.starts_with("WARC/")) return std::nullopt;
  WarcHead head;
  head.text = text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t feed = text.find('\n', at);
    const std::size_t next = feed == std::string_view::npos ? text.size() : feed + 1;
    if (!take_field(head, {at, next})) return std::nullopt;
    at = next;
  }
  if (head.content_length.empty()) return std::nullopt;
  return head;
}

std::string warc_record(const WarcSource& source, std::string_view page) {
  const std::uint64_t high = fingerprint(page, 1);
  const std::uint64_t low = fingerprint(fmt::format("{}\n{}", source.url, source.id), high);
  std::string head = "WARC/1.0\r\nWARC-Type: conversion\r\n";
  if (!source.url.empty()) head += fmt::format("WARC-Target-URI: {}\r\n", source.url);
  if (!source.date.empty()) head += fmt::format("WARC-Date: {}\r\n", source.date);
  // A UUID of version 8 (RFC 9562): made from the content, so that the same input gives the same bytes.
  head += fmt::format("WARC-Record-ID: <urn:uuid:{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}>\r\n", high >> 32U, high >> 16U & 0xFFFFU, high & 0xFFFU,
                      0x8000U | (low >> 48U & 0x3FFFU), low & 0xFFFFFFFFFFFFU);
  return fmt::format("{}Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n", head, page.size(), page);
}

}  // namespace cleanscrape
