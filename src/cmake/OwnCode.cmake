# cleanscrape_own_code(TARGET): language level, warnings and sanitizers for our own code.
function(cleanscrape_own_code target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wswitch-enum
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wuseless-cast>
    $<$<BOOL:${CLEANSCRAPE_WERROR}>:-Werror>)
  if(CLEANSCRAPE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${CLEANSCRAPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${CLEANSCRAPE_SANITIZE})
  endif()
endfunction()
