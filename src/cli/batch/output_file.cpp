#include "cli/batch/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>

namespace cleanscrape::cli {
namespace {

mode_t default_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

}  // namespace

RealFile find_real_file(const std::string& path) {
  std::array<char, PATH_MAX> real{};
  std::string whole = path;
  if (::realpath(path.c_str(), real.data()) != nullptr) {
    whole = real.data();
  } else if (errno != ENOENT) {
    return {};
  }
  const std::size_t slash = whole.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : whole.substr(0, slash);
  return {UniqueFd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), slash == std::string::npos ? whole : whole.substr(slash + 1)};
}

std::unique_ptr<OutputFile> OutputFile::open(Temporaries& temporaries, const std::string& path, int& error_number) {
  std::unique_ptr<OutputFile> output(new OutputFile);
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    output->fd_ = UniqueFd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    error_number = errno;
    if (!output->fd_.valid()) return nullptr;
    output->sink_.emplace(output->fd_.get());
    return output;
  }
  RealFile real = find_real_file(path);
  error_number = errno;
  if (!real.folder.valid()) return nullptr;
  output->fd_ = std::move(real.folder);
  auto file = AtomicFile::create(temporaries, output->fd_.get(), real.name, error_number);
  if (!file) return nullptr;
  output->file_.emplace(*std::move(file));
  output->file_->set_mode(exists ? status.st_mode : default_mode());
  output->sink_.emplace(output->file_->fd());
  return output;
}

bool OutputFile::commit(bool sync, int& error_number) {
  sink_->flush();
  error_number = sink_->error_number();
  if (sink_->state() != Sink::State::good) return sink_->state() == Sink::State::closed;
  return !file_ || file_->commit(sync, error_number);
}

}  // namespace cleanscrape::cli
