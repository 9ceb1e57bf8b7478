#!/usr/bin/env bash
# Makes .venv ready: Python, pinned packages, Pango, the project itself; and the embedding model.
# Run by make. When nothing has changed it only looks, and prints nothing.
# Must stay within bash 3.2, the version macOS has.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
python=$venv/bin/python
stamp=$venv/.set-up
lock=$root/requirements-dev.lock
models=${PROPOSALKIT_MODELS:-$root/.cache/models}
model_stamp=$models/.set-up
pango_packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

say() { printf '%s\n' "$*"; }

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Prints what the command said only if it failed.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then cat "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

# A fresh machine has no package lists yet.
apt_command() { say "sudo apt-get update && sudo apt-get install -y $1"; }

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

find_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    is_recent "$PYTHON" || stop "PYTHON=\"$PYTHON\" is not a Python of version 3.11 or newer." \
      "Give the path of one that is, or leave PYTHON out."
    say "$PYTHON"
    return
  fi
  # Each is run, not just looked up: version managers leave names behind that start nothing.
  for candidate in python3.13 python3.12 python3.11 python3; do
    if is_recent "$candidate"; then
      say "$candidate"
      return
    fi
  done
  stop "Python 3.11 or newer is needed and none was found." \
    "Install it, or name one: make PYTHON=/path/to/python3.11" \
    "Debian, Ubuntu: $(apt_command "python3 python3-venv")" \
    "macOS: brew install python"
}

may_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; }
}

apt_get() {
  local as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  # shellcheck disable=SC2086  # empty must vanish
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@"
}

# The first try is silent: on a fresh machine it fails for want of package lists.
apt_install() {
  say "Installing with apt-get: $*"
  apt_get install --no-install-recommends "$@" >/dev/null 2>&1 </dev/null && return
  quietly apt_get update || true
  quietly apt_get install --no-install-recommends "$@"
}

can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Debian and Ubuntu ship Python without the part that makes environments.
need_ensurepip() {
  local package
  can_make_venv "$1" && return
  package=python$(version_of "$1")-venv
  if may_install && apt_install "$package" && can_make_venv "$1"; then return; fi
  stop "$1 cannot make a virtual environment: its ensurepip or venv module is not installed." \
    "Install it and run the same make command again. Debian, Ubuntu:" "    $(apt_command "$package")"
}

# Why the .venv that is there cannot be used; empty if it can.
fault_of_venv() {
  if ! is_recent "$python" || ! "$python" -c 'import pip' >/dev/null 2>&1; then
    say "it does not start, lacks pip or is older than Python 3.11"
  elif ! head -n 3 "$venv/bin/pip" 2>/dev/null | grep -qF "$venv/bin/"; then
    say "it was made in another folder"
  elif [ -n "${PYTHON:-}" ] && [ "$(version_of "$PYTHON")" != "$(version_of "$python")" ]; then
    say "PYTHON asks for another version"
  fi
}

need_venv() {
  local chosen fault
  if [ -n "${PYTHON:-}" ]; then chosen=$(find_python); fi
  if [ -e "$venv" ]; then
    fault=$(fault_of_venv)
    if [ -z "$fault" ]; then return; fi
    say "Making .venv anew: $fault."
  fi
  chosen=${chosen:-$(find_python)}
  need_ensurepip "$chosen"
  rm -rf "$venv"
  quietly "$chosen" -m venv "$venv" || stop "$chosen could not make $venv; what it said stands above."
}

# What the installed packages depend on; it changes when they must be installed again.
fingerprint() {
  "$python" - "$lock" "$root/pyproject.toml" "$root/scripts/setup.sh" <<'PY'
import hashlib, pathlib, sys
digest = hashlib.sha256()
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(sys.version.split()[0], sys.prefix, digest.hexdigest())
PY
}

packages_are_current() { [ -f "$stamp" ] && [ "$(fingerprint)" = "$(cat "$stamp")" ]; }

pip_install() { "$python" -m pip install --quiet --disable-pip-version-check --no-input "$@"; }

need_packages() {
  packages_are_current && return
  say "Installing the pinned packages into .venv; the first time this takes a minute or two."
  rm -f "$stamp"
  quietly pip_install --require-hashes -r "$lock" \
    || stop "" "The pinned packages could not be installed; what pip said stands above." \
      "This step needs the package registry. Run the same make command again when it can be reached."
  # Without isolation the build uses the pinned hatchling and fetches nothing.
  quietly pip_install --no-deps --no-build-isolation --editable "$root" \
    || stop "" "The project itself could not be installed into .venv; what pip said stands above."
  fingerprint >"$stamp"
}

pango_loads() { "$python" "$root/scripts/check_pango.py"; }

how_to_get_pango() {
  if [ "$(uname -s)" = Darwin ]; then
    if brew --prefix pango >/dev/null 2>&1 && [ -d "$(brew --prefix pango)" ]; then
      say "Homebrew has Pango, but this Python does not look there. Use Homebrew's Python:"
      say "    rm -rf .venv && make PYTHON=\"$(brew --prefix)/bin/python3\" setup"
    else
      say "    brew install pango"
    fi
  elif command -v apt-get >/dev/null 2>&1; then
    say "    $(apt_command "$pango_packages")"
  else
    say "Install Pango with HarfBuzz's subset library by your system's own package manager"
    say "(Fedora: sudo dnf install pango harfbuzz; Arch: sudo pacman -S pango)."
  fi
}

need_pango() {
  local problem
  problem=$(pango_loads) && return
  # shellcheck disable=SC2086  # one word each
  if may_install && apt_install $pango_packages && problem=$(pango_loads); then return; fi
  stop "$problem" "The PDF renderer needs it. Run this, then the same make command again:" \
    "$(how_to_get_pango)"
}

model_pins() { cksum <"$root/src/proposalkit/retrieve/minilm/pins.py"; }

# It is there, or was sought in vain today with these packages.
model_is_settled() {
  local known
  known=$(cat "$model_stamp" 2>/dev/null) || return 1
  [ "$known" = "there $(model_pins)" ] || [ "$known" = "sought $(date +%F) $(cat "$stamp")" ]
}

# Everything works without it, so whatever goes wrong here does not stop set-up.
need_model() {
  local said
  model_is_settled && return
  say "Installing the embedding model of the search; this fetches 84 MB once."
  if said=$(PROPOSALKIT_MODELS=$models "$python" -m proposalkit models install 2>&1 </dev/null); then
    said="there $(model_pins)"
  else
    say "The embedding model could not be installed; search goes on by words alone."
    say "    $(printf '%s\n' "$said" | tail -n 1)"
    said="sought $(date +%F) $(cat "$stamp")"
  fi
  mkdir -p "$models" 2>/dev/null && { say "$said" >"$model_stamp"; } 2>/dev/null || true
}

is_ready() {
  [ -e "$venv" ] && [ -z "$(fault_of_venv)" ] && packages_are_current && pango_loads >/dev/null \
    && model_is_settled
}

# Two runs at once would write the same .venv. macOS has no flock; there the second run is not held back.
wait_for_others() {
  command -v flock >/dev/null 2>&1 || return 0
  mkdir -p "$root/.cache"
  exec 9>"$root/.cache/set-up.lock"
  flock -n 9 || { say "Another set-up of this folder is running; waiting for it."; flock 9; }
}

main() {
  if is_ready; then return; fi
  wait_for_others
  need_venv
  need_packages
  need_pango
  need_model
}

# Sourced by its tests, run by everyone else.
if [ "${BASH_SOURCE[0]}" = "$0" ]; then main "$@"; fi
