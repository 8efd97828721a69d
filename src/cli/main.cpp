#include <unistd.h>

#include <csignal>

#include "cli/commands.h"

int main(int argc, char** argv) {
  using namespace cleanscrape::cli;
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  std::signal(SIGXFSZ, SIG_IGN);  // so is a limit on the size of files
  FdSink out(STDOUT_FILENO);
  FdSink err(STDERR_FILENO);
  Options options;
  const Parsed parsed = parse_options(argc, argv, options);
  out.write(parsed.out);
  err.write(parsed.err);
  if (!parsed.run) return parsed.exit_code;
  Streams streams{STDIN_FILENO, out, err, isatty(STDOUT_FILENO) != 0, isatty(STDERR_FILENO) != 0, options.batch.error_format};
  streams.out_columns = terminal_columns(STDOUT_FILENO, streams.out_columns);
  return static_cast<int>(run(options, streams));
}
