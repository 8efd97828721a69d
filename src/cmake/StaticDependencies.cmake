# For a command that is one file: Debian's archives in the place of its shared libraries, and where it has none the headers alone (fmt, toml++)
# or Debian's source (simdjson). ICU's data is cut to what the command uses.
set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
find_package(ICU 72 REQUIRED COMPONENTS i18n uc data)
find_program(ICUPKG icupkg PATHS /usr/sbin REQUIRED)  # of icu-devtools, which libicu-dev brings

set(icu_data_object "${PROJECT_BINARY_DIR}/generated/icu_data.o")
add_custom_command(OUTPUT "${icu_data_object}"
  COMMAND ${CMAKE_COMMAND} "-DARCHIVE=${ICU_DATA_LIBRARY}" "-DOUTPUT=${icu_data_object}" "-DAR=${CMAKE_AR}" "-DOBJCOPY=${CMAKE_OBJCOPY}"
    "-DCOMPILER=${CMAKE_CXX_COMPILER}" "-DICUPKG=${ICUPKG}" -P "${CMAKE_CURRENT_LIST_DIR}/CutIcuData.cmake"
  DEPENDS "${CMAKE_CURRENT_LIST_DIR}/CutIcuData.cmake" VERBATIM)
add_library(cleanscrape_icu_data STATIC "${icu_data_object}")
set_target_properties(cleanscrape_icu_data PROPERTIES LINKER_LANGUAGE CXX)
set_property(TARGET ICU::i18n APPEND PROPERTY INTERFACE_LINK_LIBRARIES ICU::uc)
set_property(TARGET ICU::uc APPEND PROPERTY INTERFACE_LINK_LIBRARIES cleanscrape_icu_data)

include(FetchContent)
FetchContent_Declare(simdjson_source URL "http://deb.debian.org/debian/pool/main/s/simdjson/simdjson_3.0.1.orig.tar.gz"
  URL_HASH SHA256=156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed SOURCE_SUBDIR none DOWNLOAD_EXTRACT_TIMESTAMP ON)
FetchContent_MakeAvailable(simdjson_source)
add_library(cleanscrape_simdjson STATIC "${simdjson_source_SOURCE_DIR}/singleheader/simdjson.cpp")
target_include_directories(cleanscrape_simdjson SYSTEM PUBLIC "${simdjson_source_SOURCE_DIR}/singleheader")
target_compile_features(cleanscrape_simdjson PUBLIC cxx_std_17)

find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)
add_library(cleanscrape_toml INTERFACE)
target_include_directories(cleanscrape_toml SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE_DIR}")
target_compile_definitions(cleanscrape_toml INTERFACE TOML_HEADER_ONLY=1)

set(fmt_library fmt::fmt-header-only)
set(simdjson_library cleanscrape_simdjson)
set(toml_library cleanscrape_toml)
