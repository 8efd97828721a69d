#!/bin/bash
# Cleans the pages of a folder on several hosts with GNU parallel over ssh: each page is sent, cleaned and fetched back.
#     samples/scripts/parallel.sh FOLDER OUTPUT HOST...
# A host is what parallel's --sshlogin takes (user@host, 4/host for four jobs at a time); cleanscrape must be in the PATH there. A page
# that fails is tried once more, on another host if there is one. The names of pages may hold anything but line ends.
set -eu
folder=$1
output=$2
shift 2
hosts=$(printf '%s,' "$@")
mkdir -p "$output"
output=$(realpath "$output")
cd "$folder"
find . -type f -name '*.txt' -print0 |
  parallel -0 --will-cite --sshlogin "${hosts%,}" --retries 2 --joblog "$output/.joblog" --resume-failed \
    --transferfile {} --return {}.clean --cleanup 'cleanscrape -q -o {}.clean {}'
find . -type f -name '*.clean' -print0 | while IFS= read -r -d '' file; do
  mkdir -p "$output/$(dirname "$file")"
  mv "$file" "$output/${file%.clean}"
done
