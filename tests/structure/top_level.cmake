# At the top stand only the names that tools and people look for there: cmake -DROOT=... -P top_level.cmake
cmake_minimum_required(VERSION 3.25)

set(known CMakeLists.txt CMakePresets.json LICENSE README.md include src rules tests samples build)
file(GLOB names RELATIVE "${ROOT}" "${ROOT}/*")
list(FILTER names EXCLUDE REGEX "^\\.")
list(REMOVE_ITEM names ${known} CMakeUserPresets.json)
if(NOT names STREQUAL "")
  message(FATAL_ERROR "These have no place at the top: ${names}")
endif()
