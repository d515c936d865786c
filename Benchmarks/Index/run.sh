#!/usr/bin/env bash
# Times the first screen on a hundred million samples that an index knows: run.sh INDEXBENCHMARKS KSCOPE
set -euo pipefail
here=$(dirname "$0")
folder=.build/bench/index
# A program made since may be of another version of formats or of storage.
if [ ! "$folder/made" -nt "$1" ]; then
  rm -rf "$folder"
  mkdir -p "$folder/results"
  "$1" "$folder/results" "$folder/index.sqlite" 10000 10000
  touch "$folder/made"
fi
ls -l "$folder/index.sqlite"* | awk '/\.sqlite(-wal)?$/ { bytes += $5 } END { printf "%.1f bytes a sample on disk\n", bytes / 1e8 }'
python3 "$here/first_screen.py" "1,000 runs" 5 "$2" --index "$folder/index.sqlite" --index-limit 100G "$folder/results"
rm -rf .build/bench/opening
mkdir -p .build/bench/opening
"$1" open .build/bench/opening/results .build/bench/opening/index.sqlite
