"""Release a kit: a named person takes it from draft to for discussion, or to a firm offer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.layout import MANIFEST, DealFolder
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.kit_report import KitReport


def issue_kit(request: Request, *, grade: str, by: str, now: datetime) -> KitReport:
    """Make the kit again at the released grade and record who released it.

    For discussion, the journal lists each unapproved clause the release covers; issued, it lists
    each approval the offer stands on. Raises Refused while anything blocks a firm offer, with
    every blocker and the one who clears it, and for a kit that is a firm offer already.
    """
    if grade not in ("for_discussion", "issued"):
        raise Refused(f'"{grade}" is not a grade.', "Use --grade for_discussion or --grade issued")
    if not by.strip():
        raise Refused("A release needs a person.", 'Use --by "Name, title"')
    if grade == "issued":
        released = replace(request, grade="issued", released_by=by.strip(), force=False)
    else:
        _refuse_issued(request)
        released = replace(request, grade="for_discussion", released_by=by.strip(), force=False)
    return generate_kit(released, now=now)


def _refuse_issued(request: Request) -> None:
    """Refuse to take a firm offer back to a lower grade by a release."""
    deal = DealFolder(request.output / request.deal)
    number = deal.latest()
    if number is not None and _grade(deal.buyer(number) / MANIFEST) == "issued":
        raise Refused(
            f"Revision {number} is a firm offer; a release does not make it less.",
            f"Withdraw it: proposalkit withdraw {request.deal} --by NAME --reason WHY",
        )


def _grade(manifest: Path) -> str:
    try:
        content = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return ""
    return str(content.get("grade", "")) if isinstance(content, dict) else ""
