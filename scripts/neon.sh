#!/usr/bin/env bash
# Runs the scanner's NEON kernel under QEMU and compares it with the portable one, and both with those of this
# processor, on the bytes of Tests/Kernels. On ARM itself nothing is emulated. Everything is below .build/neon.
set -euo pipefail
cd "$(dirname "$0")/.."
place=.build/neon

fail() {
  echo "kscope: $1" >&2
  exit 1
}

clang=$(dirname "$(readlink -f "$(command -v swift || echo .)")")/clang
[ -x "$clang" ] || clang=$(command -v clang) ||
  fail "no clang is beside swift or on PATH, which 'make neon' compiles with: install Swift from https://www.swift.org/install"

machine=$(uname -m)
if [ "$machine" != aarch64 ]; then
  missing=()
  command -v aarch64-linux-gnu-gcc >/dev/null || missing+=(gcc-aarch64-linux-gnu)
  [ -e /usr/aarch64-linux-gnu/lib/libc.a ] || missing+=(libc6-dev-arm64-cross)
  command -v qemu-aarch64-static >/dev/null || missing+=(qemu-user-static)
  [ ${#missing[@]} -eq 0 ] ||
    fail "'make neon' compiles for ARM and lacks Debian's ${missing[*]}: run 'apt-get install --no-install-recommends ${missing[*]}' as root, then this again"
fi

sources=(Sources/CScan/*.c Sources/CCurve/curve.c Tests/Kernels/compare.c)
# GCC fuses multiplications and additions unless told, which the pragma of CCurve tells Clang alone; and of a
# variable that a function sets wherever it succeeds it warns that it might not.
flags=(-std=gnu11 -O2 -Wall -Wextra -Wno-unused-parameter -ISources/CScan/include -ISources/CCurve/include)
gcc_flags=(-ffp-contract=off -Wno-unknown-pragmas -Wno-maybe-uninitialized)

# by_clang PROGRAM [OPTION...]: compiles the files by Clang, which SwiftPM does, and leaves them in PROGRAM.objects.
by_clang() {
  local program=$1 file
  shift
  mkdir -p "$program.objects"
  for file in "${sources[@]}"; do
    "$clang" "$@" "${flags[@]}" -c "$file" -o "$program.objects/$(basename "$file").o"
  done
}

by_gcc() {
  local program=$1
  shift
  aarch64-linux-gnu-gcc "${flags[@]}" "${gcc_flags[@]}" "$@" "${sources[@]}" -static -o "$program" -lm
}

# compare NAME COMMAND...: what the program says is in NAME.txt, and must be what this processor's kernels said.
compare() {
  local name=$1
  shift
  echo "kscope: $name"
  xargs -d '\n' -x -s 1000000 "$@" <"$place/files" >"$place/$name.txt" ||
    fail "kernels differ, or one failed, in $place/$name.txt ($(grep -am 1 ' differs from ' "$place/$name.txt" | cut -c 1-160)): mend the kernel in Sources/CScan, then run this again"
  [ "$name" != here ] || return 0
  diff "$place/here.txt" "$place/$name.txt" ||
    fail "the kinds of bytes above give other results for ARM ($place/$name.txt) than here ($place/here.txt): mend what depends on the processor in Sources/CScan or CCurve, then run this again"
}

mkdir -p "$place"
find sample-data -type f -size -8M | LC_ALL=C sort >"$place/files"

if [ "$machine" != aarch64 ]; then
  by_gcc "$place/gcc-sanitized" -fsanitize=undefined -fno-sanitize-recover=undefined &
  building=$!
fi
by_clang "$place/here"
"$clang" "$place"/here.objects/*.o -o "$place/here" -lm -lpthread
compare here "$place/here"
if [ "$machine" != aarch64 ]; then
  by_clang "$place/clang" --target=aarch64-linux-gnu
  aarch64-linux-gnu-gcc -static "$place"/clang.objects/*.o -o "$place/clang" -lm
  compare clang qemu-aarch64-static "$place/clang"
  by_gcc "$place/gcc"
  compare gcc qemu-aarch64-static "$place/gcc"
  wait "$building"
  compare gcc-sanitized qemu-aarch64-static "$place/gcc-sanitized"
fi
echo "kscope: $(awk '{ taken += $2 } END { print taken }' "$place/here.txt") inputs, all kernels alike"
