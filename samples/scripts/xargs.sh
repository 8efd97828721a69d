#!/bin/sh
# Cleans every page of a folder in place with xargs: any names, a process for each 50 pages, as many at a time as there are cores.
#     samples/scripts/xargs.sh FOLDER
# (cleanscrape -i FOLDER does the same in one process.)
set -eu
find "$1" -type f -name '*.txt' -print0 | xargs -0 -r -n 50 -P "$(nproc)" cleanscrape --in-place --quiet --
