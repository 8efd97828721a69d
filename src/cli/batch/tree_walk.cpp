#include "cli/batch/tree_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "base/hash.h"
#include "cli/batch/journal.h"
#include "cli/batch/temporaries.h"

namespace cleanscrape::cli {
namespace {

const char* const kLoop = "a loop of links; not followed";
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

bool matches_any(const std::vector<std::string>& globs, const std::string& relative_path, const std::string& name) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    const std::string& subject = glob.find('/') == std::string::npos ? name : relative_path;
    return ::fnmatch(glob.c_str(), subject.c_str(), 0) == 0;
  });
}

/// The path of what is open, without links; empty where the system does not tell (no /proc).
std::string real_path_of(int fd) {
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  std::array<char, PATH_MAX> buffer{};
  const ssize_t size = ::readlink(link.c_str(), buffer.data(), buffer.size());
  return size <= 0 || static_cast<std::size_t>(size) == buffer.size() ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(size));
}

/// The name as a path below an output root: without "." parts. Only the last part of a path that starts at the root or goes upward, and of
/// an argument, as cp(1) does; a list's names keep their paths, as rsync(1) does.
std::string path_below_root(const std::string& argument, bool in_list) {
  std::string result;
  std::string last;
  bool leads_out = !in_list || argument.starts_with('/');
  for (std::size_t begin = 0; begin <= argument.size();) {
    const std::size_t end = std::min(argument.find('/', begin), argument.size());
    const std::string part = argument.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    leads_out = leads_out || part == "..";
    last = part == ".." ? "" : part;
    result = join_path(result, part);
  }
  return leads_out ? last : result;
}

std::string folder_part(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

}  // namespace

TreeWalk::TreeWalk(InputNames names, WalkOptions options) : names_(std::move(names)), options_(std::move(options)) {}
TreeWalk::~TreeWalk() = default;

std::optional<Input> TreeWalk::next() {
  for (;;) {
    if (!levels_.empty()) {
      if (auto input = next_in_tree()) return input;
      continue;
    }
    const std::optional<std::string> argument = names_.next();
    if (!argument && names_.error_number() != 0) {
      const int error_number = names_.error_number();
      names_ = InputNames({});
      return problem("list of inputs", std::strerror(error_number));
    }
    if (!argument) return std::nullopt;
    if (auto input = start_argument(*argument)) return input;
  }
}

std::optional<Input> TreeWalk::next_in_tree() {
  Level& level = levels_.back();
  if (level.names.empty()) {
    levels_.pop_back();
    return std::nullopt;
  }
  const Name name = std::move(level.names.back());
  level.names.pop_back();
  return visit(level.folder, name);
}

std::optional<Input> TreeWalk::start_argument(const std::string& argument) {
  if (argument == "-" && !options_.shard.holds(argument)) return std::nullopt;
  if (argument == "-") return Input{Input::Kind::standard_input, next_number_++, std::make_shared<Folder>(std::string()), {}, true, "standard input", "-", {}};
  if (argument.empty()) return problem("(empty name)", std::strerror(ENOENT));
  struct stat status {};
  if (::stat(argument.c_str(), &status) != 0) return problem(argument, std::strerror(errno));
  const std::string target = path_below_root(argument, names_.in_list());
  if (!S_ISDIR(status.st_mode)) {
    auto input = file(std::make_shared<Folder>(folder_part(target)), argument, argument, target);
    if (input) input->named = true;
    return input;
  }
  UniqueFd fd(::open(argument.c_str(), kFolderFlags));
  if (!fd.valid()) return problem(argument, std::strerror(errno));
  root_real_path_ = real_path_of(fd.get());
  target_prefix_ = options_.one_tree ? std::string() : target;
  return push_level(std::make_shared<Folder>(std::move(fd), argument, target_prefix_, status));
}

std::optional<Input> TreeWalk::visit(const std::shared_ptr<Folder>& folder, const Name& name) {
  const std::string relative_path = join_path(folder->relative_path(), name.name);
  unsigned char type = name.type;
  struct stat status {};
  if (type == DT_UNKNOWN && ::fstatat(folder->fd(), name.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) type = IFTODT(status.st_mode);
  if (type == DT_REG && is_temporary_name(name.name)) {
    if (options_.in_place) clear_stray(folder->fd(), name.name);
    return std::nullopt;
  }
  if (!is_wanted(relative_path, {name.name, type})) return std::nullopt;
  if (type == DT_DIR) return enter(folder, name.name);
  if (type == DT_LNK && options_.follow_links) return follow(folder, name.name);
  if (type != DT_REG) return std::nullopt;
  return file(folder, name.name, join_path(folder->path(), name.name), target_path(*folder, name.name));
}

std::optional<Input> TreeWalk::enter(const std::shared_ptr<Folder>& parent, const std::string& name) {
  const std::string path = join_path(parent->path(), name);
  UniqueFd fd(::openat(parent->fd(), name.c_str(), kFolderFlags | (options_.follow_links ? 0 : O_NOFOLLOW)));
  struct stat status {};
  if (!fd.valid() || ::fstat(fd.get(), &status) != 0) return problem(path, std::strerror(errno));
  if (options_.output_root && *options_.output_root == std::pair(status.st_dev, status.st_ino)) return std::nullopt;
  if (parent->is_or_is_below(status.st_dev, status.st_ino)) return problem(path, kLoop, Input::Kind::notice);
  return push_level(std::make_shared<Folder>(parent, std::move(fd), path, join_path(parent->relative_path(), name), status));
}

std::optional<Input> TreeWalk::follow(const std::shared_ptr<Folder>& folder, const std::string& name) {
  const std::string path = join_path(folder->path(), name);
  const UniqueFd fd(::openat(folder->fd(), name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!fd.valid() || ::fstat(fd.get(), &status) != 0) {
    if (errno == ELOOP) return problem(path, kLoop, Input::Kind::notice);
    return problem(path, std::string("a link: ") + std::strerror(errno));
  }
  const std::string real_path = real_path_of(fd.get());
  if (real_path == root_real_path_) return problem(path, kLoop, Input::Kind::notice);
  if (root_real_path_.empty() || !real_path.starts_with(join_path(root_real_path_, ""))) {
    return problem(path, "a link that leads out of the tree; not followed", Input::Kind::notice);
  }
  if (S_ISDIR(status.st_mode)) return enter(folder, name);
  if (!S_ISREG(status.st_mode) || options_.in_place) return std::nullopt;
  auto input = file(folder, name, path, target_path(*folder, name));
  if (input) input->named = true;
  return input;
}

std::optional<Input> TreeWalk::push_level(std::shared_ptr<Folder> folder) {
  const int fd = ::openat(folder->fd(), ".", kFolderFlags);
  DIR* stream = fd < 0 ? nullptr : ::fdopendir(fd);
  if (stream == nullptr) {
    const int error_number = errno;
    if (fd >= 0) ::close(fd);
    return problem(folder->path(), std::strerror(error_number));
  }
  Level level{std::move(folder), {}};
  errno = 0;
  while (const dirent* entry = ::readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") level.names.push_back({std::string(name), entry->d_type});
  }
  const int error_number = errno;
  ::closedir(stream);
  std::sort(level.names.begin(), level.names.end(), [](const Name& a, const Name& b) { return a.name > b.name; });
  const std::string path = level.folder->path();
  levels_.push_back(std::move(level));
  if (error_number != 0) return problem(path, std::strerror(error_number));
  return std::nullopt;
}

std::optional<Input> TreeWalk::file(std::shared_ptr<Folder> folder, std::string name, std::string path, std::string relative_path) {
  if (!options_.shard.holds(relative_path)) return std::nullopt;
  if (options_.check_targets && !targets_.insert(fingerprint(relative_path)).second) {
    return problem(std::move(path), "another input has the same path in the output tree");
  }
  return Input{Input::Kind::file, next_number_++, std::move(folder), std::move(name), false, std::move(path), std::move(relative_path), {}};
}

Input TreeWalk::problem(std::string path, std::string message, Input::Kind kind) {
  return Input{kind, next_number_++, nullptr, {}, false, std::move(path), {}, std::move(message)};
}

std::string TreeWalk::target_path(const Folder& folder, const std::string& name) const {
  return join_path(target_prefix_, join_path(folder.relative_path(), name));
}

bool TreeWalk::is_wanted(const std::string& relative_path, const Name& name) const {
  if (is_journal_name(name.name)) return false;
  if (name.name.starts_with('.') && !options_.hidden) return false;
  if (matches_any(options_.excludes, relative_path, name.name)) return false;
  return name.type == DT_DIR || options_.globs.empty() || matches_any(options_.globs, relative_path, name.name);
}

}  // namespace cleanscrape::cli
