#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "cli/commands.h"

namespace {

/// A standard descriptor that the caller has closed must not be given to the first file that is opened: pages would go there. It becomes
/// one whose use fails, as if it stayed closed.
void occupy_closed_descriptors() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;  // the lowest that is free
  }
}

/// What a very large page needed goes back to the system when it is freed. The C library's own bound grows with what it has freed, and such
/// memory is then kept in pieces: see mallopt(3).
void give_back_large_memory() {
#ifdef __GLIBC__
  constexpr int kLargeBytes = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, kLargeBytes);
  mallopt(M_TRIM_THRESHOLD, 4 * kLargeBytes);  // batches of records are not given back and asked for again
#endif
}

}  // namespace

int main(int argc, char** argv) {
  using namespace cleanscrape::cli;
  occupy_closed_descriptors();
  give_back_large_memory();
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  std::signal(SIGXFSZ, SIG_IGN);  // so is a limit on the size of files
  FdSink out(STDOUT_FILENO);
  FdSink err(STDERR_FILENO);
  Options options;
  const Parsed parsed = parse_options(argc, argv, options);
  out.write(parsed.out);
  err.write(parsed.err);
  if (!parsed.run) return parsed.exit_code;
  // Never taken apart: with the process all memory goes back to the system at once.
  static Streams& streams = *new Streams{STDIN_FILENO, out, err, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0, options.batch.error_format};
  streams.out_columns = terminal_columns(STDOUT_FILENO, streams.out_columns);
  return static_cast<int>(run(options, streams));
}
