"""The JSON Schema validator, without three seconds of start-up."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_SLOW = "rfc3987_syntax"


def validator_type() -> type[Draft202012Validator]:
    """Give the validator of draft 2020-12; the first call imports the library."""
    if "jsonschema" in sys.modules:
        from jsonschema import Draft202012Validator

        return Draft202012Validator
    with _grammars_later():
        from jsonschema import Draft202012Validator
    return Draft202012Validator


@contextmanager
def _grammars_later() -> Iterator[None]:
    """Let the library of the IRI format compile its grammars when an IRI is first checked.

    Why: it comes along with the CycloneDX validator, jsonschema imports it whenever it is there,
    and importing it takes three seconds that no schema of ours needs.
    """
    if _SLOW in sys.modules:
        yield
        return
    stand_in = ModuleType(_SLOW)
    setattr(stand_in, "is_valid_syntax", _is_valid_syntax)  # noqa: B010 - mypy knows no such name
    sys.modules[_SLOW] = stand_in
    try:
        yield
    finally:
        if sys.modules.get(_SLOW) is stand_in:
            del sys.modules[_SLOW]


def _is_valid_syntax(term: str, value: str) -> bool:
    from importlib import import_module

    checks = import_module(_SLOW)
    return bool(checks.is_valid_syntax(term, value))
