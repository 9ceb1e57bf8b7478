"""How a reader of this room says no."""

from __future__ import annotations

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding


def one_finding(kind: str, where: str, message: str, remedy: str) -> Finding:
    """Give a finding; `kind` is its stable id."""
    return Finding(id=kind, where=where, message=message, remedy=remedy)


def refuse(kind: str, where: str, message: str, remedy: str) -> InputRefused:
    """Make the error for one problem of an input; `kind` is the stable id of its finding."""
    return InputRefused([one_finding(kind, where, message, remedy)])
