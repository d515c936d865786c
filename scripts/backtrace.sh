#!/usr/bin/env bash
# Copies the program with which Swift prints where another crashed to a path: backtrace.sh PATH. It stands
# beside the program, or in libexec/swift of its prefix. Toolchains without it print no traces.
set -euo pipefail

libraries=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
found=$libraries/../../libexec/swift/linux/swift-backtrace-static
[ ! -f "$found" ] || cmp -s "$found" "$1" || cp "$found" "$1"
