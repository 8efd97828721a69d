#!/bin/sh
# Cleans a tree on several hosts with GNU parallel over ssh.
#     samples/scripts/parallel.sh PAGES ARTICLES HOST...
# Both folders lie on a file system that all hosts see (samples/scripts/parallel-records.sh needs none). A host is what parallel's
# --sshlogin takes: name, user@name, 4/name for four jobs at a time; cleanscrape must be in the PATH there. Each of the 16 parts is a job;
# a part whose host fails goes to another one and goes on where it stopped.
set -eu
pages=$(realpath "$1")
mkdir -p "$2"
articles=$(realpath "$2")
shift 2
hosts=$(printf '%s,' "$@")
export pages articles
seq 16 | parallel --will-cite --sshlogin "${hosts%,}" --env pages --env articles --retries 3 \
  'cleanscrape "$pages" -o "$articles" --shard {}/16 --jobs 1 --resume --quiet'
