#!/usr/bin/env bash
# Writes both lock files from pyproject.toml; pins that still fit are kept. Newer versions: scripts/lock.sh --upgrade
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

uv=$(command -v uv || command -v .venv/bin/uv) || {
  echo "uv is needed to write the lock files. Run: .venv/bin/python -m pip install uv" >&2
  exit 1
}

# One version of each package for every Python and system, so that all machines compute alike.
pin() {
  "$uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-header --no-emit-index-url pyproject.toml "$@"
}

pin --extra dev --output-file requirements-dev.lock "$@"
pin --constraint requirements-dev.lock --output-file requirements.lock "$@"
