#include "cli/batch/target_file.h"

#include <utility>

namespace cleanscrape::cli {

TargetFile::TargetFile(Temporaries& temporaries, OpenFolder open_folder, std::string name, bool hashed)
    : temporaries_(temporaries), open_folder_(std::move(open_folder)), name_(std::move(name)) {
  if (hashed) hash_.emplace();
}

bool TargetFile::write(std::string_view bytes) {
  if (error_number_ != 0) return false;
  size_bytes_ += bytes.size();
  if (hash_) hash_->add(bytes);
  kept_ += bytes;
  return kept_.size() < kMostKeptBytes || write_kept();
}

bool TargetFile::complete() { return error_number_ == 0 && write_kept(); }

bool TargetFile::write_kept() {
  if (!file_) {
    const int folder_fd = open_folder_(error_number_);
    if (folder_fd == -1) return false;
    auto file = AtomicFile::create(temporaries_, folder_fd, name_, error_number_);
    if (!file) return false;
    file_.emplace(*std::move(file));
    error_number_ = 0;
  }
  FdSink sink(file_->fd());
  sink.write(std::exchange(kept_, {}));
  sink.flush();
  error_number_ = sink.error_number();
  return error_number_ == 0;
}

}  // namespace cleanscrape::cli
