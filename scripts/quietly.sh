#!/usr/bin/env bash
# Runs a build or the tests. On a terminal all is shown; in a log the lines that only report
# progress are left out, so that warnings, failures and the summary are found in it.
set -euo pipefail

[ ! -t 1 ] || exec "$@"

# Left out: steps of a build; tests that start and tests that pass; the empty run of XCTest, for
# which nothing is written here.
"$@" 2>&1 | sed -u -E \
  -e '/^\[[0-9]+\/[0-9]+\] /d' \
  -e '/^(Building for |Fetching |Fetched |Computing |Computed |Creating working |Working copy )/d' \
  -e '/^◇ /d' \
  -e '/^✔ Test run with /!{/^✔ Test /d}' \
  -e "/^Test Suite '(All tests|Selected tests|debug\.xctest)' /d" \
  -e '/^\t Executed 0 tests,/d'
