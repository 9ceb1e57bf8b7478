"""Which text of a clause a deal is given: the one offered first, or an alternative it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.lifecycle import position_name
from proposalkit.model.canonical import text_sha256
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import APPROVERS, ClauseRecord, Position
from proposalkit.model.plan import Blocker, PositionChoice


def text_named(record: ClauseRecord, name: str) -> Position | None:
    """Find a text by its file's name, `20-fallback-1`, or by what follows its number."""
    found = (one for one in record.positions if name in _names(one))
    return next(found, None)


def take_position(record: ClauseRecord, deal: Deal) -> tuple[ClauseRecord, PositionChoice | None]:
    """Put the alternative the deal names in the first place; the texts before it go.

    Why they go: the first text of what is left is the one in the kit, and the next one is what
    comes after it.
    """
    wanted = deal.brief.positions.get(record.clause)
    found = text_named(record, wanted) if wanted else None
    if found is None or found.order == record.preferred.order:
        return record, None
    choice = PositionChoice(
        clause=record.clause,
        title=record.title,
        text=position_name(found),
        order=found.order,
        digest=text_sha256(found.text),
        status=found.status,
    )
    later = tuple(one for one in record.positions if one.order >= found.order)
    return record.model_copy(update={"positions": later}), choice


def check_positions(
    deal: Deal, asked: Iterable[str], clauses: Mapping[str, ClauseRecord]
) -> Iterator[Finding]:
    """Find texts that a clause of this deal does not have; `asked` holds the clauses printed."""
    wanted = set(asked)
    for clause, name in deal.brief.positions.items():
        record = clauses.get(clause)
        if record is None or clause not in wanted:
            yield _no_such_clause(clause)
        elif text_named(record, name) is None:
            yield _no_such_text(record, name)


def ungranted_position(choice: PositionChoice, record: ClauseRecord, deal: Deal) -> Blocker:
    """Ask for the record of who granted an alternative, to the last day of the offer."""
    return Blocker(
        id=f"position-not-granted:{choice.clause}",
        kind="deviation_missing",
        what=f'Clause "{choice.clause}" stands in the text "{choice.text}", and no deviation on '
        f"record grants it from the day of the offer to {display_date(deal.ends_on)}",
        who=APPROVERS[record.preferred.approver],
        clause=choice.clause,
    )


def _names(position: Position) -> tuple[str, str]:
    stem = position_name(position).rpartition("/")[2]
    return stem, stem.partition("-")[2]


def _no_such_clause(clause: str) -> Finding:
    return Finding(
        id="position-of-no-clause",
        where=f"positions.{clause}",
        message=f'This deal prints no clause "{clause}", so it can have no alternative text.',
        remedy="Correct the id, or remove the line; the memo lists the clauses of the deal.",
    )


def _no_such_text(record: ClauseRecord, name: str) -> Finding:
    known = ", ".join(_names(one)[1] for one in record.positions)
    return Finding(
        id="unknown-position",
        where=f"positions.{record.clause}",
        message=f'Clause "{record.clause}" has no text "{name}".',
        remedy=f"Use one of: {known}.",
    )
