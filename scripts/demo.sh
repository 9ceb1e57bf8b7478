#!/usr/bin/env bash
# Makes the three example kits in output/ and says where their PDFs are. Uses no network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

open_questions=3 # the kit is whole, and its memo lists what a person must still answer

make_kit() { # workspace deal
  local status=0 newest="" pdf
  .venv/bin/proposalkit generate "$2" --workspace "examples/$1" --output output || status=$?
  if [ "$status" -ne 0 ] && [ "$status" -ne "$open_questions" ]; then exit "$status"; fi
  for pdf in output/"$2"/*/buyer/proposal.pdf; do
    [ -f "$pdf" ] || continue
    if [ -z "$newest" ] || [ "$pdf" -nt "$newest" ]; then newest=$pdf; fi
  done
  if [ -z "$newest" ]; then
    echo "generate ended without an error, but there is no output/$2/*/buyer/proposal.pdf" >&2
    exit 1
  fi
  found+=("$PWD/$newest")
}

found=()
make_kit workspace nordwind-support
make_kit hospital-group tamarack-authorizations
make_kit manufacturer huettental-service
echo "The proposals are here:"
printf '%s\n' "${found[@]}"
