#!/usr/bin/env bash
# Makes the example kit in output/ and says where its PDF is. Uses no network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

deal=nordwind-support
open_questions=3 # the kit is whole, and its memo lists what a person must still answer

status=0
.venv/bin/proposalkit generate "$deal" --workspace examples/workspace --output output || status=$?
if [ "$status" -ne 0 ] && [ "$status" -ne "$open_questions" ]; then exit "$status"; fi

newest=""
for pdf in output/"$deal"/*/buyer/proposal.pdf; do
  [ -f "$pdf" ] || continue
  if [ -z "$newest" ] || [ "$pdf" -nt "$newest" ]; then newest=$pdf; fi
done
if [ -z "$newest" ]; then
  echo "generate ended without an error, but there is no output/$deal/*/buyer/proposal.pdf" >&2
  exit 1
fi
echo "The proposal is here: $PWD/$newest"
