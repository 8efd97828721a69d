#!/bin/sh
# Cleans a tree with a Slurm job array; each task takes the pages whose paths hash to its part, so that no list is needed.
#     sbatch --array=1-16 samples/scripts/slurm.sh PAGES ARTICLES
# Both folders lie on a file system that all nodes see. A task that is killed or requeued goes on where it stopped; add up the sums with
#     cleanscrape stats merge ARTICLES/.stats-*
#SBATCH --job-name=cleanscrape
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -eu
mkdir -p "$2"
exec cleanscrape "$1" -o "$2" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --resume --progress=none --stats "$2/.stats-$SLURM_ARRAY_TASK_ID"
