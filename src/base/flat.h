#pragma once

#include <fmt/core.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>

namespace cleanscrape {

/// A run of values, held by its distance from this object. Together they are position-independent: a block of memory with both in it
/// can be used wherever it lies, also straight from the program's file. A copy refers to the same values. Owns nothing.
template <class T>
class FlatArray {
 public:
  using value_type = T;
  using const_iterator = const T*;

  FlatArray() = default;
  FlatArray(std::span<const T> items) { refer_to(items.data(), items.size()); }  // NOLINT(google-explicit-constructor)
  FlatArray(const FlatArray& other) { refer_to(other.data(), other.size()); }
  FlatArray& operator=(const FlatArray& other) {
    refer_to(other.data(), other.size());
    return *this;
  }
  ~FlatArray() = default;

  [[nodiscard]] const T* data() const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the values lie outside this object, where pointer arithmetic must not go
    return reinterpret_cast<const T*>(reinterpret_cast<std::intptr_t>(this) + distance_bytes_);
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + size_; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return data()[i]; }
  [[nodiscard]] const T& front() const { return *data(); }

 private:
  void refer_to(const T* items, std::size_t count) {
    size_ = count;
    distance_bytes_ = count == 0 ? 0 : reinterpret_cast<std::intptr_t>(items) - reinterpret_cast<std::intptr_t>(this);
  }

  std::int64_t distance_bytes_ = 0;
  std::uint64_t size_ = 0;
};

/// Text in the same way.
class FlatText {
 public:
  FlatText() = default;
  FlatText(std::string_view text) : bytes_(std::span(text.data(), text.size())) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] std::string str() const { return std::string(view()); }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }

  friend bool operator==(const FlatText& a, const FlatText& b) { return a.view() == b.view(); }
  friend bool operator==(const FlatText& a, std::string_view b) { return a.view() == b; }
  friend auto operator<=>(const FlatText& a, const FlatText& b) { return a.view() <=> b.view(); }
  friend auto operator<=>(const FlatText& a, std::string_view b) { return a.view() <=> b; }

 private:
  FlatArray<char> bytes_;
};

/// Found by nlohmann::json: a string there.
template <class Json>
void to_json(Json& json, const FlatText& text) {
  json = text.view();
}

/// Memory for what FlatArrays refer to. Everything in it is freed with it; nothing is destroyed.
class FlatArena {
 public:
  /// Takes more memory as it is needed.
  FlatArena() = default;
  /// Takes all memory from the block, which must stay; std::bad_alloc once it is full.
  explicit FlatArena(std::span<std::byte> block) : memory_(block.data(), block.size(), std::pmr::null_memory_resource()) {}

  /// A new value.
  template <class T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T();
  }

  /// Copies the values.
  template <class T>
  std::span<const T> add(std::span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    auto* copies = static_cast<T*>(memory_.allocate(items.size_bytes(), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), copies);
    return {copies, items.size()};
  }
  /// Copies both, one behind the other.
  template <class T>
  std::span<const T> add_joined(std::span<const T> first, std::span<const T> second) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (first.empty() || second.empty()) return add(first.empty() ? second : first);
    auto* copies = static_cast<T*>(memory_.allocate(first.size_bytes() + second.size_bytes(), alignof(T)));
    std::uninitialized_copy(second.begin(), second.end(), std::uninitialized_copy(first.begin(), first.end(), copies));
    return {copies, first.size() + second.size()};
  }
  template <class Items>
  auto add(const Items& items) {
    return add(std::span<const typename Items::value_type>(items));
  }

  /// The text in this memory; equal texts share it.
  std::string_view add_text(std::string_view text) {
    if (const auto known = texts_.find(text); known != texts_.end()) return *known;
    const std::span<const char> copy = add(std::span<const char>(text.data(), text.size()));
    return *texts_.emplace(copy.data(), copy.size()).first;
  }

 private:
  std::pmr::monotonic_buffer_resource memory_;
  std::unordered_set<std::string_view> texts_;
};

}  // namespace cleanscrape

template <>
struct fmt::formatter<cleanscrape::FlatText> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const cleanscrape::FlatText& text, Context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
