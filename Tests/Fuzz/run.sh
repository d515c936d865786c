#!/usr/bin/env bash
# Lets libFuzzer look for bytes on which the scanner's kernels differ, disagree with simdjson or read too far.
#
# run.sh [SECONDS]: everything is below .build/fuzz, also the bytes that were found, from which the next run goes on.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
place=.build/fuzz
# The compiler of the Swift toolchain: others are too old.
compiler=$(dirname "$(readlink -f "$(command -v swift)")")/clang
[ -x "$compiler" ] || compiler=clang
mkdir -p $place/objects $place/corpus $place/seeds

headers=(-ISources/CScan/include -ITests/SimdjsonOracle/include)
checks=(-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined)
for file in Sources/CScan/*.c Tests/Fuzz/fuzz.c; do
  "$compiler" -std=gnu11 "${checks[@]}" -fsanitize=fuzzer-no-link "${headers[@]}" -c "$file" \
    -o "$place/objects/$(basename "$file").o"
done
"$compiler++" -std=c++17 -O2 "${headers[@]}" -c Tests/SimdjsonOracle/oracle.cpp -o $place/objects/oracle.cpp.o
"$compiler++" -fuse-ld=lld "${checks[@]}" -fsanitize=fuzzer $place/objects/*.o -lsimdjson -o $place/scan

# Short lines of the sample data to begin with.
find sample-data -name '*.json*' -type f -print0 | xargs -0 head -qn 2 | awk -v place=$place/seeds \
  'length < 1500 { name = place "/" NR; print > name; close(name) }'
cd $place
ASAN_OPTIONS=detect_leaks=0 ./scan -max_total_time="$seconds" -max_len=1500 -print_final_stats=1 \
  -verbosity=0 -dict=../../Tests/Fuzz/fuzz.dict corpus seeds
