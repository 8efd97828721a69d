# Installs the command, the library with its headers and CMake package, and the packs to read.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS cleanscrape EXPORT cleanscrapeTargets FILE_SET HEADERS)
if(TARGET cleanscrape_cli)
  install(TARGETS cleanscrape_cli)
endif()

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/cleanscrape")
install(EXPORT cleanscrapeTargets NAMESPACE cleanscrape:: DESTINATION "${package_dir}")
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/cleanscrapeConfig.cmake.in" "${PROJECT_BINARY_DIR}/generated/cleanscrapeConfig.cmake"
  INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/cleanscrapeConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/generated/cleanscrapeConfig.cmake" "${PROJECT_BINARY_DIR}/generated/cleanscrapeConfigVersion.cmake"
  DESTINATION "${package_dir}")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/rules/" DESTINATION "${CMAKE_INSTALL_DATADIR}/cleanscrape/rules")
