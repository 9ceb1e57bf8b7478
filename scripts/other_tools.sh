#!/usr/bin/env bash
# Sets up what `make deep` asks besides the pinned packages: the JavaScript SDK of the Model Context
# Protocol and markitdown, each in a folder of its own. What cannot be had is said; its tests skip.
set -uo pipefail
cd "$(dirname "$0")/.."
folder=.cache/other

if command -v npm >/dev/null; then
  if [ ! -d $folder/mcp-sdk/node_modules/@modelcontextprotocol/sdk ]; then
    mkdir -p $folder/mcp-sdk
    (cd $folder/mcp-sdk && npm install --silent --no-fund --no-audit @modelcontextprotocol/sdk@1.32.2) ||
      echo "The JavaScript SDK could not be installed: its test is skipped."
  fi
else
  echo "There is no npm: the test with the JavaScript SDK is skipped."
fi

if [ ! -x $folder/markitdown/bin/markitdown ]; then
  { .venv/bin/python -m venv $folder/markitdown &&
    $folder/markitdown/bin/pip install --quiet 'markitdown[pdf]==0.1.8'; } ||
    echo "markitdown could not be installed: its readings are skipped."
fi
exit 0
