#!/usr/bin/env bash
# Compares what two builds of the program say of the sample data, word for word: same-answers.sh RELEASED TESTED.
# The program that is released is built in another way than the one that the tests run.
set -euo pipefail

for call in report check "export tallies" "plot curves"; do
  read -ra words <<<"$call"
  released=$("$1" "${words[@]}" --no-index sample-data/demo 2>&1; echo "status $?") || true
  tested=$("$2" "${words[@]}" --no-index sample-data/demo 2>&1; echo "status $?") || true
  if [ "$released" != "$tested" ] || [ "${#released}" -lt 1000 ]; then
    echo "kscope: 'kscope $call' differs between the released program and the tested one: run both" >&2
    exit 1
  fi
done
