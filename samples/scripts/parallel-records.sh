#!/bin/sh
# Cleans JSON Lines on several hosts with GNU parallel over ssh, as a filter: lines go out in the order in which they came in.
#     samples/scripts/parallel-records.sh HOST... < pages.jsonl > articles.jsonl
# The lines travel through ssh in blocks of 1 MB; nothing is written on the hosts.
set -eu
hosts=$(printf '%s,' "$@")
exec parallel --will-cite --pipe --keep-order --block 1M --sshlogin "${hosts%,}" 'cleanscrape --from jsonl --on-bad-record mark --quiet'
