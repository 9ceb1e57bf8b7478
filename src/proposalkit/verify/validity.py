"""Does the offer still stand on the day it is looked at?"""

from __future__ import annotations

from datetime import date

from proposalkit.model.display import display_date
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import Proposal


def check_validity(proposal: Proposal, on: date) -> tuple[CheckResult, ...]:
    """Say that an offer is expired on a day; nothing while it stands, and nothing of a draft.

    A firm offer past its last day can no longer be accepted, which fails it; a proposal for
    discussion binds nobody, so that it is a warning there.
    """
    last = proposal.validity.valid_until
    if on <= last or proposal.grade == "draft":
        return ()
    finding = Finding(
        id="offer-expired",
        severity="error" if proposal.grade == "issued" else "warning",
        where="/validity/validUntil",
        message=f"The offer ended on {display_date(last)} ({proposal.validity.timezone}).",
        remedy="Ask the seller to renew it; its prices and terms no longer stand.",
    )
    return (CheckResult(check="offer-stands", findings=(finding,)),)
