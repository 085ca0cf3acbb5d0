/**
 * The functions that a host's own shell answers with. Plain POSIX sh, no temporary file, nothing written anywhere.
 *
 * Every answer stands between two marks, `NONCE open INDEX` and `NONCE done INDEX STATUS`. The nonce is new for
 * each connection and nothing on the host knows it before it is printed, so no content can end an answer early; bytes go
 * through as they are. Both streams carry marks, so that a command's errors stay apart without a file.
 *
 * A mark that ends an answer is kept until the next one begins, so that both go out in one packet.
 *
 * Variables begin with `pf_` and are unset first: one that the login exported would otherwise be handed to commands.
 */
export const PRELUDE = `
unset pf_n pf_i pf_s pf_w pf_p pf_l pf_t pf_z pf_q pf_c pf_at pf_max pf_limit pf_last pf_err pf_in
unset IFS CDPATH ENV BASH_ENV GLOBIGNORE POSIXLY_CORRECT LANGUAGE
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin LC_ALL=C TZ=UTC
export PATH LC_ALL TZ
umask 077
ulimit -c 0
pf_nl='
'
pf_open() {
  if [ -n "$pf_err" ]; then printf '%s' "$pf_err" >&2; pf_err=; fi
  printf '%s%s open %s\\n' "$pf_last" "$pf_n" "$1"
  pf_i=$1 pf_s= pf_w=
}
pf_done() { pf_last="$pf_n done $pf_i $pf_s$pf_nl"; }
pf_hello() { pf_last="$pf_n hello $pf_at$pf_nl" pf_err=; }
pf_end() {
  printf '%s%s end\\n' "$pf_err" "$pf_n" >&2
  printf '%s%s end\\n' "$pf_last" "$pf_n"
}

# Where does the way to $1 end? pf_w: absent, denied or dangling; pf_p: the place.
pf_why() {
  pf_p=$1 pf_w=absent pf_l=0
  while :; do
    if [ -e "$pf_p" ]; then
      if [ -d "$pf_p" ] && [ ! -x "$pf_p" ]; then pf_w=denied; fi
      return 0
    elif [ -L "$pf_p" ]; then
      pf_w=dangling pf_l=$((pf_l + 1))
      [ "$pf_l" -le 40 ] || return 0
      pf_t=$(readlink "$pf_p" && printf x)
      pf_t=\${pf_t%?x}
      case $pf_t in /*) pf_p=$pf_t ;; *) pf_p=\${pf_p%/*}/$pf_t ;; esac
    else
      case $pf_p in /*/*) pf_p=\${pf_p%/*} ;; *) pf_p=/ ;; esac
    fi
  done
}

# Can the file $1 be read? If not, pf_s says why and the place is printed.
pf_look() {
  if [ -d "$1" ]; then pf_s=directory
  elif [ ! -e "$1" ]; then pf_why "$1"; pf_s=$pf_w; printf '%s' "$pf_p"
  elif [ ! -f "$1" ]; then pf_s=special
  elif { true <"$1"; } 2>/dev/null; then return 0
  elif [ -r "$1" ]; then pf_s=failed
  else pf_s=denied; printf '%s' "$1"
  fi
  return 1
}

# file: index, most bytes, path
pf_file() {
  pf_open "$1"
  if pf_look "$3"; then { head -c "$2" <"$3" && pf_s=ok || pf_s=failed; } 2>/dev/null; fi
  pf_done
}

# the two ends of a file: index, bytes of the head, bytes of the tail, path
pf_ends() {
  pf_open "$1"
  if pf_look "$4"; then pf_both "$2" "$3" "$4" 2>/dev/null; fi
  pf_done
}
pf_both() {
  pf_s=failed pf_z=$(ls -dLn "$3") || return 0
  pf_z=$(set -f; set -- $pf_z; printf '%s' "$5")
  case $pf_z in '' | *[!0-9]*) return 0 ;; esac
  if [ "$pf_z" -le $(($1 + $2)) ]; then head -c $(($1 + $2)) <"$3" && pf_s=ok
  else head -c "$1" <"$3" && printf '%s part %s\\n' "$pf_n" "$pf_z" && tail -c "$2" <"$3" && pf_s=ok
  fi
}

# Directories on the way: $1 is search or read, then the directories.
pf_way() {
  pf_q=$1; shift
  for pf_t do
    if [ -n "$pf_s" ]; then return 0
    elif [ -d "$pf_t" ]; then
      if [ ! -x "$pf_t" ] || { [ "$pf_q" = read ] && [ ! -r "$pf_t" ]; }; then pf_s=denied; printf '%s' "$pf_t"; fi
    elif [ -L "$pf_t" ] && [ ! -e "$pf_t" ]; then
      pf_z=$pf_t; pf_why "$pf_z"
      if [ "$pf_w" = denied ]; then pf_s=denied; printf '%s' "$pf_p"; fi
    fi
  done
}

# What is there: every argument is a path, or a pattern that matched nothing.
pf_entries() {
  if [ -n "$pf_s" ]; then return 0; fi
  pf_q=
  for pf_p do
    if [ -z "$pf_q" ]; then set --; pf_q=1; fi
    if [ ! -e "$pf_p" ] && [ ! -L "$pf_p" ]; then continue; fi
    pf_c=$((pf_c + 1))
    if [ "$pf_c" -gt "$pf_max" ]; then pf_s=many; return 0; fi
    if [ -L "$pf_p" ]; then printf 'l%s\\000' "$pf_p"; readlink "$pf_p" 2>/dev/null; printf '\\000'; fi
    set -- "$@" "$pf_p"
    if [ $# -ge 200 ]; then pf_stat "$@"; set --; fi
  done
  if [ $# -gt 0 ] && [ -n "$pf_q" ]; then pf_stat "$@"; fi
}
pf_stat() {
  printf 'n%s\\000' "$@"
  printf s
  stat -c '%f/%s/%Y/%U/%u/%G/%g/%n' "$@" 2>/dev/null
  printf '\\000'
}
pf_paths() {
  pf_open "$1"; pf_c=0 pf_max=$2
  if ! command -v stat >/dev/null 2>&1; then pf_s=no-stat; fi
}
pf_listed() { [ -n "$pf_s" ] || pf_s=ok; pf_done; }

pf_date() { pf_at=$("$@" date -u +%Y-%m-%dT%H:%M:%SZ 2>/dev/null); }
# Finds the spelling of timeout(1) that this host understands: coreutils, coreutils before 8.5, old busybox, none.
pf_timeout() {
  for pf_limit in "timeout -k 2 $1" "timeout -s KILL $1" "timeout -t $1" env; do
    pf_date $pf_limit
    if [ -n "$pf_at" ]; then return 0; fi
  done
}

# command: index, program, arguments; pf_in is for its standard input, through a pipe, since a here-document can be a file
pf_command() {
  pf_t=$pf_err pf_err=
  pf_open "$1"; shift
  printf '%s%s open %s\\n' "$pf_t" "$pf_n" "$pf_i" >&2
  if ! command -v "$1" >/dev/null 2>&1; then pf_s=absent
  elif [ -n "$pf_in" ]; then printf '%s' "$pf_in" | $pf_limit "$@"; pf_s=exit:$?
  else $pf_limit "$@"; pf_s=exit:$?
  fi
  pf_in=
  pf_done; pf_err=$pf_last
}
`;
