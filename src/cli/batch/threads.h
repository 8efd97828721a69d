#pragma once

#include <cstdint>
#include <system_error>
#include <thread>
#include <vector>

namespace cleanscrape::cli {

/// Starts `count` threads that run `work`; fewer where the system gives no more.
template <class Work>
void add_threads(std::vector<std::thread>& threads, std::uint32_t count, const Work& work) {
  try {
    while (count-- > 0) threads.emplace_back(work);
  } catch (const std::system_error&) {  // those that run do it alone
  }
}

}  // namespace cleanscrape::cli
