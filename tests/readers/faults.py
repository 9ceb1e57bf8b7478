"""A list of deliberate faults: each function breaks a sound PDF in the way its name says."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf

from .samples import Change

Fault = tuple[str, Change]


def fault_list() -> tuple[list[Fault], Callable[[str], Callable[[Change], Change]]]:
    """Give an empty list, and a decorator that adds a fault with the finding it must cause."""
    faults: list[Fault] = []

    def causes(finding: str) -> Callable[[Change], Change]:
        def keep(change: Change) -> Change:
            faults.append((finding, change))
            return change

        return keep

    return faults, causes


def in_place(pdf: pikepdf.Pdf, **keys: object) -> pikepdf.Object:
    """Make an indirect dictionary."""
    return pdf.make_indirect(pikepdf.Dictionary(keys))
