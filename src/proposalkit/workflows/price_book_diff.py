"""Compare two price books, and say for which deals of a workspace the second changes what."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.kit.layout import MANIFEST, PROPOSAL_JSON, DealFolder
from proposalkit.knowledge.fault_words import quoted
from proposalkit.knowledge.inputs import list_deals, read_brief, read_yaml_model
from proposalkit.model.display import display_date, display_money
from proposalkit.model.finding import Finding
from proposalkit.model.price_book import PriceBook
from proposalkit.model.price_changes import BookChange, DealChange
from proposalkit.pricing.book_diff import book_changes, deal_change
from proposalkit.readers.proposal_json import parse_proposal
from proposalkit.workflows.notices import notice_results


@dataclass(frozen=True)
class BookDiff:
    """The two books, what differs, and what that does to the deals."""

    old: str
    new: str
    changes: tuple[BookChange, ...]
    deals: tuple[DealChange, ...]
    elsewhere: int = 0
    """Deals that name another price book."""

    def as_json(self) -> dict[str, object]:
        """Give the comparison for a machine."""
        return {
            "old": self.old,
            "new": self.new,
            "changes": [one.model_dump(mode="json") for one in self.changes],
            "deals": [one.model_dump(mode="json", exclude_none=True) for one in self.deals],
            "dealsOfOtherBooks": self.elsewhere,
        }

    def lines(self) -> Iterator[str]:
        """Give the comparison for a person: the book, then each deal."""
        yield f"Price book {self.old} -> {self.new}"
        for change in self.changes:
            yield from _change_lines(change)
        if not self.changes:
            yield "  nothing differs"
        yield ""
        for deal in self.deals:
            yield _deal_line(deal)
            if deal.note and deal.new is not None:
                yield f"  {deal.note}"
        counts = Counter(one.state for one in self.deals)
        said = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in counts.items())
        number = len(self.changes)
        changes = "1 change" if number == 1 else f"{number} changes"
        yield f"{changes}; deals: {said or 'none'}" + (
            f"; {self.elsewhere} of other books" if self.elsewhere else ""
        )


def diff_price_books(workspace: Path, output: Path, old: str, new: str, on: date) -> BookDiff:
    """Compare two books, given by version or file; deals that name no book use the first.

    Raises InputRefused with every problem of both books.
    """
    first, second = _both(workspace, old, new)
    deals: list[DealChange] = []
    elsewhere = 0
    for deal in list_deals(workspace):
        made = _of_deal(workspace, output, deal, first, second, on)
        deals += [made] if made is not None else []
        elsewhere += made is None
    changes = book_changes(first, second)
    return BookDiff(first.version, second.version, changes, tuple(deals), elsewhere)


def _both(workspace: Path, old: str, new: str) -> tuple[PriceBook, PriceBook]:
    findings: list[Finding] = []
    books: list[PriceBook] = []
    for name, option in ((old, "A"), (new, "B")):
        try:
            books.append(_book(workspace, name, option))
        except InputRefused as refused:
            findings += refused.findings
    if findings:
        raise InputRefused(findings)
    return books[0], books[1]


def _book(workspace: Path, name: str, option: str) -> PriceBook:
    path = Path(name)
    if path.suffix != ".yaml":
        path = workspace / "price-books" / f"{name}.yaml"
    if not path.is_file():
        known = sorted(one.stem for one in (workspace / "price-books").glob("*.yaml"))
        raise InputRefused([
            Finding(
                id="missing-price-book",
                where=option,
                message=f'"{name}" is not a price book of this workspace.',
                remedy=f"Name one of {quoted(known)}, or a file." if known else "Name a file.",
            )
        ])  # fmt: skip
    return read_yaml_model(path, PriceBook).model_copy(update={"version": path.stem})


def _of_deal(
    workspace: Path, output: Path, deal: str, old: PriceBook, new: PriceBook, on: date
) -> DealChange | None:
    """Give what happens to one deal; None when it names another book."""
    try:
        brief = read_brief(workspace / "deals" / f"{deal}.yaml")
    except (InputRefused, Unavailable) as error:
        return DealChange(deal=deal, state="unreadable", note=error.message)
    if brief.commercial.price_book not in (None, old.version):
        return None
    issued = _issued(DealFolder(output / deal), on)
    if issued is not None:
        return issued
    made = deal_change(deal, brief, old, new)
    return made.model_copy(
        update={"note": " ".join(filter(None, (made.note, _released(output, deal))))}
    )


def _issued(folder: DealFolder, on: date) -> DealChange | None:
    """Give the firm offer of a deal that still stands on a day, if there is one."""
    for number in _revisions(folder):
        if _grade(folder, number) != "issued":
            continue
        try:
            proposal = parse_proposal((folder.buyer(number) / PROPOSAL_JSON).read_bytes())
        except (OSError, InputRefused):
            continue
        taken_back = any(True for _ in notice_results(folder, number))
        if taken_back or proposal.validity.valid_until < on:
            return None
        total = next(one.total for one in proposal.pricing.scenarios if one.id == "expected")
        return DealChange(
            deal=folder.root.name, state="keeps_its_price", old=total, new=total,
            revision=number, expires=proposal.validity.valid_until,
        )  # fmt: skip
    return None


def _released(output: Path, deal: str) -> str:
    folder = DealFolder(output / deal)
    number = next(iter(_revisions(folder)), None)
    if number is None or _grade(folder, number) != "for_discussion":
        return ""
    return f"Revision {number} went out for discussion at the old price; it binds nobody."


def _revisions(folder: DealFolder) -> list[int]:
    latest = folder.latest() or 0
    return [one for one in range(latest, 0, -1) if folder.revision(one).is_dir()]


def _grade(folder: DealFolder, number: int) -> str:
    try:
        content = json.loads((folder.buyer(number) / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(content.get("grade", "")) if isinstance(content, dict) else ""


def _deal_line(one: DealChange) -> str:
    if one.state == "keeps_its_price" and one.old and one.expires:
        until = display_date(one.expires)
        return (
            f"{one.deal}: revision {one.revision} is issued and keeps its price, "
            f"{display_money(one.old)}, until {until}"
        )
    if one.old is None or one.new is None:
        return f"{one.deal}: {one.state.replace('_', ' ')}. {one.note}"
    change = "" if one.difference is None else f" ({one.difference:+,f})"
    return f"{one.deal}: {display_money(one.old)} -> {display_money(one.new)}{change}"


def _change_lines(change: BookChange) -> Iterator[str]:
    """Give a change on one line, or its values on a line of their own when it is a long one."""
    line = f"  {change.line()}"
    if len(line) <= _WIDTH:
        yield line
        return
    figures = f" ({change.change})" if change.change else ""
    yield f"  {change.words}:"
    yield f"    {change.old} -> {change.new}{figures}"


_WIDTH = 80
"""Columns of a terminal nobody has widened."""
