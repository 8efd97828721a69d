# Makes an object file with the part of ICU's data that the command uses, 5 of 31 MB: converters, and the borders of graphemes.
# cmake -DARCHIVE=libicudata.a -DOUTPUT=icu_data.o -DAR=... -DOBJCOPY=... -DCOMPILER=... -DICUPKG=... -P CutIcuData.cmake
cmake_minimum_required(VERSION 3.25)
set(keep "(\\.cnv|^cnvalias\\.icu|^brkitr/char\\.brk|^brkitr/root\\.res|^root\\.res|^pool\\.res|^brkitr/pool\\.res)$")

get_filename_component(folder "${OUTPUT}" DIRECTORY)
file(MAKE_DIRECTORY "${folder}")
execute_process(COMMAND "${AR}" t "${ARCHIVE}" OUTPUT_VARIABLE member OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)  # icudt72l_dat.o
string(REGEX REPLACE "_dat\\.o$" "" package "${member}")
string(REGEX REPLACE "l$" "_dat" symbol "${package}")
execute_process(COMMAND "${AR}" x "${ARCHIVE}" WORKING_DIRECTORY "${folder}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${OBJCOPY}" -O binary -j .rodata "${member}" "${package}.dat" WORKING_DIRECTORY "${folder}" COMMAND_ERROR_IS_FATAL ANY)

execute_process(COMMAND "${ICUPKG}" -l "${package}.dat" WORKING_DIRECTORY "${folder}" OUTPUT_VARIABLE items COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "\n" ";" items "${items}")
list(FILTER items EXCLUDE REGEX "${keep}")
list(JOIN items "\n" unused)
file(WRITE "${folder}/icu_unused.lst" "${unused}\n")
file(MAKE_DIRECTORY "${folder}/cut")
execute_process(COMMAND "${ICUPKG}" --ignore-deps -r icu_unused.lst "${package}.dat" "cut/${package}.dat" WORKING_DIRECTORY "${folder}" COMMAND_ERROR_IS_FATAL ANY)

file(WRITE "${folder}/icu_data.s" ".section .rodata\n.balign 16\n.globl ${symbol}\n${symbol}:\n.incbin \"${folder}/cut/${package}.dat\"\n.section .note.GNU-stack,\"\",%progbits\n")
execute_process(COMMAND "${COMPILER}" -c "${folder}/icu_data.s" -o "${OUTPUT}" COMMAND_ERROR_IS_FATAL ANY)
