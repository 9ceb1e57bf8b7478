"""The validator starts without the grammars of a format that no schema of ours has."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from proposalkit.readers.json_schema_engine import validator_type
made = validator_type()
assert "lark" not in sys.modules, "the grammars were compiled"
assert "rfc3987_syntax" not in sys.modules, "the stand-in was left behind"
checker = made.FORMAT_CHECKER
print(checker.conforms("https://example.org/ä", "iri"), checker.conforms("no iri at all", "iri"))
assert "rfc3987_syntax" in sys.modules
"""


def test_grammars_load_when_an_iri_is_checked_and_not_before() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "True False\n"
