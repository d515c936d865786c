#!/usr/bin/env bash
# Makes the machine ready to build: Swift is there, the packages of packages.txt are installed and
# the Swift packages are fetched. Says nothing and asks nobody when there is nothing to do.
#
# Every failure is one sentence that says what to do, and exit status 1.
#   KSCOPE_DEPS=have   trusts that the libraries are there (for systems that are not Debian)
set -euo pipefail
cd "$(dirname "$0")/.."

needed_swift=6.1
log=$(mktemp)
trap 'rm -f "$log"' EXIT

fail() {
  echo "kscope: $1" >&2
  exit 1
}

# Asks for the version only before a first build: it takes as long as all the rest.
check_swift() {
  command -v swift >/dev/null ||
    fail "Swift $needed_swift or later is needed and no 'swift' is on PATH: install it from https://www.swift.org/install"
  [ ! -e .build/workspace-state.json ] || return 0
  local found
  found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  [ "$(printf '%s\n' "$needed_swift" "${found:-0}" | sort -V | head -n 1)" = "$needed_swift" ] ||
    fail "Swift $needed_swift or later is needed and this is ${found:-an unknown version}: install a later one from https://www.swift.org/install"
}

listed_packages() {
  sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' packages.txt
}

# Where there is no dpkg-query, every package counts as missing.
missing_packages() {
  { dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(listed_packages) 2>/dev/null || true; } |
    sed -n 's/^installed //p' | sort | comm -13 - <(listed_packages | sort)
}

# Sets `as_root` to what has to stand before a command that needs the right to install.
find_root() {
  as_root=()
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null ||
    fail "installing needs root and there is no sudo: run 'apt-get install $*' as root, then this again"
  as_root=(sudo)
  [ -t 0 ] || as_root=(sudo -n)
}

# apt-get downloads everything before it unpacks anything, so a failure leaves nothing half done.
# A failed update is not the end: the lists that are there may be good enough.
install_packages() {
  local options=(-q -y -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2)
  "${as_root[@]}" apt-get "${options[@]}" update </dev/null >"$log" 2>&1 || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" \
    install --no-install-recommends "$@" </dev/null >>"$log" 2>&1
}

# What apt-get or sudo complained of first, for the end of a sentence.
first_complaint() {
  sed -n -e 's/^E: //p' -e 's/^sudo: /sudo: /p' "$log" | head -n 1
}

check_packages() {
  [ "${KSCOPE_DEPS:-}" != have ] || return 0
  local missing
  missing=$(missing_packages | tr '\n' ' ')
  missing=${missing% }
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null ||
    fail "there is no apt-get here: install what Debian calls $missing, then run make with KSCOPE_DEPS=have"
  find_root $missing
  echo "kscope: installing $missing"
  install_packages $missing ||
    fail "apt-get could not install $missing ($(first_complaint)): check the network and the package sources, then run this again"
}

fetch_swift_packages() {
  [ ! -e .build/workspace-state.json ] || return 0
  swift package resolve </dev/null >"$log" 2>&1 || {
    rm -f .build/workspace-state.json
    fail "the Swift packages could not be fetched ($(sed -n 's/^.*\(error\|fatal\): \(.*[^:]\):*$/\2/p' "$log" | head -n 1)): check the network, then run this again"
  }
}

check_swift
check_packages
fetch_swift_packages
