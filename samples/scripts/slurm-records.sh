#!/bin/sh
# Cleans one large file of records (JSON Lines, WET; compressed or not) with a Slurm job array; each task takes the records that hash to its
# part, so that the file need not be split first.
#     sbatch --array=1-16 samples/scripts/slurm-records.sh RECORDS OUTFOLDER
# RECORDS lies where all nodes see it; part I is in OUTFOLDER/I-NAME. Add up the sums with
#     cleanscrape stats merge OUTFOLDER/.stats-*
#SBATCH --job-name=cleanscrape
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -eu
mkdir -p "$2"
exec cleanscrape "$1" -o "$2/$SLURM_ARRAY_TASK_ID-$(basename "$1")" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --on-bad-record mark --stats "$2/.stats-$SLURM_ARRAY_TASK_ID"
