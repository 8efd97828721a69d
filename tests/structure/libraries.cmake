# Which room may include which library: cmake -DROOT=... -P libraries.cmake
cmake_minimum_required(VERSION 3.25)

# header pattern | rooms that may include it ("public": the headers in include/)
set(owners
  "unicode/|text"
  "re2/|rules engine"
  "toml[+][+]|rules cli"
  "CLI/|cli"
  "simdjson|text formats"
  "zlib|formats"
  "zstd|formats"
  "xxhash|base"
  "nlohmann/|render formats workshop cli"
  "iostream|"
  "unistd|cli"
  "fcntl|cli"
  "fstream|cli cmake"
  "cstdio|cli cmake")

set(mistakes 0)
foreach(owner IN LISTS owners)
  string(REPLACE "|" ";" parts "${owner}")
  list(GET parts 0 header)
  list(GET parts 1 allowed)
  string(REPLACE " " ";" allowed "${allowed}")
  file(GLOB_RECURSE files "${ROOT}/src/*.h" "${ROOT}/src/*.cpp" "${ROOT}/include/*.h")
  foreach(file IN LISTS files)
    file(RELATIVE_PATH name "${ROOT}" "${file}")
    string(REGEX REPLACE "^(src/)?([a-z]+)/.*" "\\2" room "${name}")
    file(STRINGS "${file}" includes REGEX "^#include <${header}")
    if(includes AND NOT room IN_LIST allowed)
      message(NOTICE "${name}: ${room} must not include ${includes}")
      math(EXPR mistakes "${mistakes} + 1")
    endif()
  endforeach()
endforeach()

if(mistakes GREATER 0)
  message(FATAL_ERROR "${mistakes} mistakes")
endif()
