#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "text/encoding.h"
#include "text/repair.h"

/// Whatever the bytes are, detection, decoding and encoding end, and encoding undoes decoding where nothing was bad in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cleanscrape;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Encoding encoding = detect_encoding(bytes);
  if (looks_binary(bytes) && bytes.empty()) std::abort();
  const Decoded decoded = decode(bytes, encoding, BadBytes::keep);
  if (encoding.name.starts_with("UTF-16") && decoded.bad_ranges == 0 && encode(decoded.text, encoding) != bytes) std::abort();
  std::size_t end = 0;
  for (const Repair& repair : find_repairs(decoded.text)) {
    if (repair.range.begin < end || repair.range.end > decoded.text.size()) std::abort();
    end = repair.range.end;
  }
  return 0;
}
