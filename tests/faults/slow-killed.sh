#!/bin/sh
# fast/killed.sh at many moments of a run, and 200,000 small files.
FAULT_DELAYS="0 0.02 0.05 0.2 0.4 0.8" sh "$(dirname "$0")/fast/killed.sh" "$1"
