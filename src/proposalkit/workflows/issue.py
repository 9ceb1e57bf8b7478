"""Release a kit: a named person takes it from draft to for discussion."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from proposalkit.errors import Refused
from proposalkit.workflows.generate import KitReport, Request, generate_kit


def issue_kit(request: Request, *, grade: str, by: str, now: datetime) -> KitReport:
    """Make the kit again at the released grade; raises Refused for a grade not to be had yet.

    The release stands in the journal with the name and each unapproved clause it covers.
    """
    if grade == "issued":
        raise Refused(
            "A kit cannot be issued as a firm offer: approvals of clauses are not recorded.",
            "Release it for discussion: --grade for_discussion",
        )
    if grade != "for_discussion":
        raise Refused(f'"{grade}" is not a grade.', "Use --grade for_discussion")
    if not by.strip():
        raise Refused("A release needs a person.", 'Use --by "Name, title"')
    released = replace(request, grade="for_discussion", released_by=by.strip(), force=False)
    return generate_kit(released, now=now)
