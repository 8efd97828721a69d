// Compiles the packs of the library when it is built: compile_packs OUTPUT
#include <cstdio>
#include <fstream>
#include <vector>

#include "rules/image.h"

int main(int argc, char** argv) {
  using namespace cleanscrape;
  if (argc != 2) return 2;
  const auto image = make_image(default_packs());
  if (!image) {
    for (const Diagnostic& diagnostic : image.diagnostics()) std::fprintf(stderr, "%s\n", to_string(diagnostic).c_str());
    return 1;
  }
  std::ofstream file(argv[1], std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(image->data()), static_cast<std::streamsize>(image->size()));
  file.close();
  return file ? 0 : 1;
}
