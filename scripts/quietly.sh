#!/usr/bin/env bash
# Runs a build or the tests. On a terminal all is shown; in a log the lines that report progress
# are left out, so that warnings, failures and the summary are found in it.
set -euo pipefail

[ ! -t 1 ] || exec "$@"
"$@" 2>&1 | sed -u -E \
  -e '/^\[[0-9]+\/[0-9]+\] /d' \
  -e '/^(Building for |Write swift-version|Fetching |Fetched |Computing |Computed |Creating working copy |Working copy )/d' \
  -e '/^◇ /d' \
  -e '/^✔ Test [^r]/d' \
  -e '/^✔ Test r[^u]/d'
