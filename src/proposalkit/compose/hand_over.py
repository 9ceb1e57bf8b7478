"""The hand-over document for the next person who sells: what was promised to whom. Internal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.model.commitments import Commitment, DealSheet, Kind
from proposalkit.model.display import display_date
from proposalkit.model.finding import Finding

_PARTS: tuple[tuple[Kind, str, str], ...] = (
    ("price_exception", "Price exceptions", "None: the price book stands as it is."),
    ("deviation", "Deviations from the standard texts", "None: every text is the standard text."),
    ("promise", "Promises", "None."),
)


def hand_over_document(
    sheets: Sequence[DealSheet],
    rows: Sequence[Commitment],
    findings: Sequence[Finding],
    on: date,
) -> str:
    """Write the document as Markdown, deal by deal, the newest revision of each first."""
    parts = [
        f"# {INTERNAL_LINE}\n\nHand-over of all deals, as of {display_date(on)}. "
        "Written for the person who sells next.",
        _section("Read this first", _first(sheets, rows)),
        _glance(sheets, rows),
        *(_deal(one, [row for row in rows if _same(row, one)]) for one in sheets),
        _section("Kits that could not be read", (f"{one.line()}" for one in findings)),
    ]
    return "\n\n".join(parts) + "\n"


def _first(sheets: Sequence[DealSheet], rows: Sequence[Commitment]) -> Iterator[str]:
    """Say what a newcomer must not find out by accident."""
    yield (
        "A promise binds as its clause says it, not as somebody remembers it. The clause and its "
        "version stand in each row."
    )
    unapproved = sorted({row.deal for row in rows if row.where == "journal"})
    if unapproved:
        yield f"Texts nobody approved went out in: {', '.join(unapproved)}. Ask legal first."
    special = sorted(
        {row.deal for row in rows if row.kind == "price_exception" and "says" in row.detail}
    )
    if special:
        yield f"Prices leave the price book in: {', '.join(special)}. Do not quote them elsewhere."
    drafts = sorted({one.deal for one in sheets if one.grade == "draft"})
    if drafts:
        yield f"Only drafts so far, so nothing was promised yet: {', '.join(drafts)}."
    for one in sheets:
        if one.valid_until is not None:
            yield f"{one.deal}: the offer of revision {one.revision} ends on " + display_date(
                one.valid_until
            )


def _glance(sheets: Sequence[DealSheet], rows: Sequence[Commitment]) -> str:
    head = ("Deal", "Buyer", "Revision", "Grade", "Date", "Promises", "Exceptions", "Deviations")
    lines = [
        (
            one.deal, one.buyer, str(one.revision), one.grade, display_date(one.on),
            *(str(sum(row.kind == kind and _same(row, one) for row in rows))
              for kind in ("promise", "price_exception", "deviation")),
        )
        for one in sheets
    ]  # fmt: skip
    return "\n".join(
        ("## Deals at a glance", "", _row(head), _row("---" for _ in head), *map(_row, lines))
    )


def _deal(sheet: DealSheet, rows: Sequence[Commitment]) -> str:
    released = f" Released by {sheet.released_by}." if sheet.released_by else ""
    parts = [
        f"## {sheet.deal}: {_flat(sheet.buyer)}, revision {sheet.revision}\n\n"
        f"Grade: {sheet.grade}. Date: {display_date(sheet.on)}.{released}",
        _section("How the deal is built", sheet.structure, "###"),
        _section("People on the buyer's side", sheet.people, "###"),
        _section("What is open", sheet.open_points, "###"),
    ]
    for kind, title, none in _PARTS:
        found = _folded([row for row in rows if row.kind == kind])
        parts.append(f"### {title}\n\n{_table(found) if found else none}")
    slots = {row.clause or "": row.parameters for row in rows if row.parameters}
    held = (f"{clause}: {parameters}" for clause, parameters in slots.items())
    return "\n\n".join((*parts, _section("What the slots of each text hold", held, "###")))


def _folded(rows: Sequence[Commitment]) -> list[Commitment]:
    """Put rows that say the same of several clauses into one."""
    groups: dict[tuple[str, str, str, date], list[Commitment]] = {}
    for row in rows:
        groups.setdefault((row.what, row.detail, row.owner, row.on), []).append(row)
    return [
        same[0].model_copy(update={"clause": ", ".join(one.clause or "" for one in same)})
        if len(same) > 1
        else same[0]
        for same in groups.values()
    ]


def _table(rows: Iterable[Commitment]) -> str:
    head = ("What", "Detail", "Clause", "Since", "Owner")
    lines = (
        (row.what, row.detail, row.clause or "-", row.on.isoformat(), row.owner) for row in rows
    )
    return "\n".join((_row(head), _row("---" for _ in head), *map(_row, lines)))


def _same(row: Commitment, sheet: DealSheet) -> bool:
    return (row.deal, row.revision) == (sheet.deal, sheet.revision)


def _section(title: str, rows: Iterable[str], level: str = "##") -> str:
    lines = [f"- {_flat(row)}" for row in rows] or ["- nothing"]
    return "\n".join((f"{level} {title}", "", *lines))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_flat(one).replace('|', chr(92) + '|') for one in cells)} |"


def _flat(text: str) -> str:
    """Keep a value on its line: texts of a deal are data and start no heading of their own."""
    return " ".join(text.split())
