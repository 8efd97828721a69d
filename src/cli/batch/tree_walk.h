#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "cli/batch/folder.h"
#include "cli/batch/input_names.h"
#include "formats/shard.h"

namespace cleanscrape::cli {

/// Which files of the trees are inputs.
struct WalkOptions {
  std::vector<std::string> globs;     ///< fnmatch(3) patterns; empty: all. Of the name, or of the path below the argument if they hold a '/'
  std::vector<std::string> excludes;  ///< the same, for files and folders
  bool hidden = false;
  bool follow_links = false;  ///< as long as they stay in their tree
  bool in_place = false;      ///< strays of earlier runs are cleared; links in a tree are left to the files that they stand for
  bool one_tree = false;             ///< there is one argument: if it is a folder, its own name is no part of paths in the output tree
  bool check_targets = false;        ///< two inputs with the same path in the output tree are a mistake
  Shard shard;  ///< of the paths
  std::optional<std::pair<dev_t, ino_t>> output_root;  ///< not walked into
};

/// A file to clean, or why something is none: a problem if it was asked for, else a notice.
struct Input {
  enum class Kind : std::uint8_t { file, standard_input, problem, notice };
  Kind kind = Kind::file;
  std::uint64_t number = 0;         ///< in the order of the walk, from 0
  std::shared_ptr<Folder> folder;
  std::string name;                 ///< relative to the folder
  bool named = false;               ///< by the user: a link, a pipe or a device will do
  std::string path;                 ///< as shown
  std::string relative_path;        ///< in the output tree, in journals and for shards
  std::string problem;
};

/// Walks the named files and folders: deep first, names in byte order, one folder's names in memory a level. Not thread-safe.
class TreeWalk {
 public:
  TreeWalk(InputNames names, WalkOptions options);
  ~TreeWalk();

  /// Nothing at the end.
  [[nodiscard]] std::optional<Input> next();

 private:
  struct Name {
    std::string name;
    unsigned char type = 0;  ///< DT_*
  };
  struct Level {
    std::shared_ptr<Folder> folder;
    std::vector<Name> names;  ///< last first
  };

  std::optional<Input> next_in_tree();
  std::optional<Input> start_argument(const std::string& argument);
  std::optional<Input> visit(const std::shared_ptr<Folder>& folder, const Name& name);
  std::optional<Input> enter(const std::shared_ptr<Folder>& parent, const std::string& name);
  std::optional<Input> follow(const std::shared_ptr<Folder>& folder, const std::string& name);
  std::optional<Input> push_level(std::shared_ptr<Folder> folder);
  std::optional<Input> file(std::shared_ptr<Folder> folder, std::string name, std::string path, std::string relative_path);
  Input problem(std::string path, std::string message, Input::Kind kind = Input::Kind::problem);
  [[nodiscard]] std::string target_path(const Folder& folder, const std::string& name) const;
  [[nodiscard]] bool is_wanted(const std::string& relative_path, const Name& name) const;

  InputNames names_;
  WalkOptions options_;
  std::vector<Level> levels_;
  std::string root_real_path_;  ///< of the argument's folder; for links
  std::string target_prefix_;   ///< where its twin stands in the output tree
  std::unordered_set<std::uint64_t> targets_;  ///< fingerprints of paths in the output tree
  std::uint64_t next_number_ = 0;
};

}  // namespace cleanscrape::cli
