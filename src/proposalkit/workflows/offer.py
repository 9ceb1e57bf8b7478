"""What a firm offer asks beyond a kit: nothing open, approvals named, never made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from proposalkit.clauses.recovered import recover_params
from proposalkit.compose.parts import Parts
from proposalkit.errors import Refused
from proposalkit.kit.layout import DealFolder
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseRecord, Position
from proposalkit.model.proof import Clause
from proposalkit.workflows.approved import refuse_blocked
from proposalkit.workflows.gather import Gathered
from proposalkit.workflows.generate import Request, kit_there
from proposalkit.workflows.kit_report import KitReport


def refuse_blocked_offer(request: Request, gathered: Gathered) -> None:
    """Refuse a firm offer while anything blocks it, naming each with the one who clears it."""
    blockers = gathered.parts.terms.blockers
    if request.grade != "issued" or not blockers:
        return
    count = "1 blocker stands" if len(blockers) == 1 else f"{len(blockers)} blockers stand"
    raise Refused(
        f"{count} in the way of a firm offer.",
        "Clear each of them and make the kit again, or release it for discussion: "
        f"proposalkit issue {request.deal} --grade for_discussion --by NAME",
        tuple(refuse_blocked(blockers)),
    )


def refuse_ungranted(gathered: Gathered) -> None:
    """Refuse to let out an alternative text nobody granted, at any grade.

    Why also for discussion: a buyer who has read a concession will not give it back.
    """
    blockers = gathered.parts.terms.blockers
    ungranted = tuple(one for one in blockers if one.kind == "deviation_missing")
    if ungranted:
        raise Refused(
            "An alternative text of this kit is granted by nobody.",
            "Have it granted: proposalkit clauses deviations DEAL --grant CLAUSE/TEXT ..; or take "
            "the line out of positions in the deal.",
            tuple(refuse_blocked(ungranted)),
        )


def refuse_ended(request: Request, gathered: Gathered, now: datetime) -> None:
    """Refuse to release an offer that has ended; raises Refused."""
    ended = list(ended_warnings(gathered, now))
    if ended and request.released_by:
        raise Refused(
            "An offer that has ended is not released.",
            f"Set offer_date in deals/{request.deal}.yaml, generate the kit again and read it.",
            ended,
        )


def ended_warnings(gathered: Gathered, now: datetime) -> Iterator[Finding]:
    """Warn of an offer whose last day, in its own time zone, is over."""
    brief, last = gathered.inputs.brief, gathered.deal.ends_on
    if now.astimezone(ZoneInfo(brief.timezone)).date() > last:
        yield Finding(
            id="offer-ended",
            severity="warning",
            where=gathered.placing.place_of("offer_date"),
            message=f'The offer of "{brief.offer_date}" stands for {brief.valid_days} days and '
            f'ended on "{last}".',
            remedy="Set offer_date to the day of this offer.",
        )


def kept_offer(request: Request, deal: DealFolder, revision: int) -> KitReport | None:
    """Give the report of a revision that is a firm offer: it is never made again.

    Raises Refused for another release of it.
    """
    there = kit_there(deal)
    if there is None or there.revision != revision or there.grade != "issued":
        return None
    if request.released_by:
        raise Refused(
            f"Revision {revision} is a firm offer already.",
            f"Send it: proposalkit pack {request.deal}. To take it back: proposalkit withdraw "
            f"{request.deal} --by NAME --reason WHY",
        )
    return replace(there, warnings=(_not_made_again(there),))


def approvals_used(parts: Parts) -> list[str]:
    """Name each clause of a kit with the person who approved its text and the day."""
    library = parts.catalogue.library.clauses
    return [
        f"{one.id} {one.version}: {text.approved_by}, {text.approved_on}"
        for one in parts.terms.clauses
        if one.id in library and (text := used_text(one, library[one.id])).approved_by
    ]


def used_text(clause: Clause, record: ClauseRecord) -> Position:
    """Give the text of the library a filled clause was made of; the preferred one if none fits."""
    texts = record.every_text()
    fits = (one for one in texts if recover_params(clause, one) is not None)
    return next(fits, record.preferred)


def _not_made_again(there: KitReport) -> Finding:
    return Finding(
        id="offer-kept",
        severity="warning",
        where=f"revision {there.revision}",
        message="The program, the templates or approvals changed, but not one word or price: "
        "the firm offer was left as it is.",
        remedy="Nothing is to be done; what changes the proposal makes a new revision.",
    )
