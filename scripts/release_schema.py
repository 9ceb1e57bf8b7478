"""Freezes the schemas of what is sent to buyers as `schema/released/VERSION/`.

A file that is there already is never changed: a changed schema is another version.
"""

from __future__ import annotations

import sys
from pathlib import Path

from proposalkit.exports.json_schema import schema_file_name, schema_text
from proposalkit.model.proposal import SCHEMA_VERSION

FOLDER = Path(__file__).resolve().parent.parent / "schema" / "released" / SCHEMA_VERSION
SENT = ("proposal", "standard-answers")


def main() -> int:
    """Write each schema that is not there yet; refuse one that differs."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    differing = []
    for name in SENT:
        path = FOLDER / schema_file_name(name)
        if path.exists() and path.read_text(encoding="utf-8") != schema_text(name):
            differing.append(path.name)
        else:
            path.write_text(schema_text(name), encoding="utf-8")
    for name in differing:
        print(f"{name} differs from the released {SCHEMA_VERSION}: raise SCHEMA_VERSION.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
