#!/usr/bin/env bash
# Says at once what 'make bench' compares with and this machine lacks; what is on PyPI the benchmarks fetch.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
need() { "${@:2}" >/dev/null 2>&1 || missing+=("$1"); }

has_peers() { python3 -c 'import duckdb, orjson' || [ -x .build/bench/venv/bin/python ] || python3 -c 'import ensurepip'; }

need python3 command -v python3
need python3-numpy python3 -c 'import numpy'
need python3-venv has_peers
need ripgrep command -v rg
need zstd command -v zstd
need unzip command -v unzip
need gzip command -v gzip
[ ${#missing[@]} -eq 0 ] || {
  echo "kscope: 'make bench' compares with other programs and lacks Debian's ${missing[*]}: run 'apt-get install --no-install-recommends ${missing[*]}' as root, then this again" >&2
  exit 1
}
