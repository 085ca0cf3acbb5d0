#!/bin/sh
# Installs what the tests start for themselves: gpg, sshd, MariaDB, PostgreSQL, sqlite3 and a few shells.
# Run it as often as you like: it installs only what is missing, and leaves no service running that it started.
set -eu

PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export PATH

# package: the commands that the tests run
NEEDED='
gnupg: gpg gpgconf
openssh-server: sshd
openssh-client: ssh ssh-keygen ssh-agent
mariadb-server: mariadbd mariadb-install-db
postgresql: postgres initdb
sqlite3: sqlite3
openssl: openssl
busybox: busybox
sudo: sudo
dash: dash
'
POLICY=/usr/sbin/policy-rc.d
KEPT=$POLICY.before-preflight

say() { printf '%s\n' "services: $*"; }
fail() {
  printf '%s\n' "services: $*" >&2
  exit 1
}

missing_commands() {
  for name in "$@"; do
    command -v "$name" >/dev/null 2>&1 || printf '%s ' "$name"
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Sets MISSING to the packages of which a command is not there.
look() {
  MISSING=
  # Debian keeps the programs of each PostgreSQL apart.
  for folder in /usr/lib/postgresql/*/bin; do PATH=$PATH:$folder; done
  while IFS=: read -r package commands; do
    [ -n "$package" ] || continue
    # shellcheck disable=SC2086 # a list of words
    lacking=$(missing_commands $commands)
    if [ -z "$lacking" ]; then
      say "$package is there"
    else
      say "$package is missing (no $(echo $lacking))"
      MISSING="$MISSING $package"
    fi
  done <<LIST
$NEEDED
LIST
}

# A package starts its service unless this script, which Debian's packages ask first, forbids it.
forbid_starts() {
  if as_root test -e "$KEPT"; then as_root mv "$KEPT" "$POLICY"; fi
  if [ -x "$POLICY" ]; then
    answer=0
    as_root "$POLICY" mariadb start >/dev/null 2>&1 || answer=$?
    [ "$answer" -ne 101 ] || return 0
    as_root mv "$POLICY" "$KEPT"
  fi
  FORBIDDEN=yes
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$POLICY" >/dev/null
  as_root chmod 755 "$POLICY"
}

allow_starts() {
  [ "$FORBIDDEN" = yes ] || return 0
  FORBIDDEN=
  as_root rm -f "$POLICY"
  if as_root test -e "$KEPT"; then as_root mv "$KEPT" "$POLICY"; fi
}

FORBIDDEN=
look
if [ -z "$MISSING" ]; then
  say 'nothing to install'
  exit 0
fi

command -v apt-get >/dev/null 2>&1 || fail "this system has no apt-get; install with its own package manager what provides:$MISSING"
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || fail "not root and no sudo; run as root: sh scripts/install-services.sh"
  sudo -n true 2>/dev/null || fail "sudo asks for a password; run: sudo sh scripts/install-services.sh"
fi

trap allow_starts EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
forbid_starts

say 'updating the package lists'
as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 update </dev/null ||
  say 'apt-get update failed, see above; trying with the lists that are there'
say "installing$MISSING"
# shellcheck disable=SC2086 # a list of words
as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends $MISSING </dev/null ||
  fail "apt-get could not install$MISSING, see above; check the network and the package sources"
allow_starts

look >/dev/null
[ -z "$MISSING" ] || fail "installed, but commands of these packages are still not there:$MISSING"
say 'everything is there; no service was started'
