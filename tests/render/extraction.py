"""Sixty facts of a proposal, and how many of them each common reader of PDFs finds."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from pdfplumber.page import Page
from pydantic import BaseModel

from proposalkit.model.display import display
from proposalkit.model.money import Money, rounded
from proposalkit.model.proposal import Proposal
from proposalkit.model.scenario import PeriodAmount, Volume
from proposalkit.model.shown import shown_values
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of
from proposalkit.render.html import running_lines
from proposalkit.verify.page_numbers import PAGE, PAGES

from .sample_proposal import full_proposal, strained_proposal

MARKITDOWN = Path(__file__).resolve().parents[2] / ".cache/other/markitdown/bin/markitdown"
CLAUSES, CELLS, FACTS = 20, 24, 60
ROW_LINES = 5
"""Lines that a row of a table has at most."""
BY_ROW = "markitdown"
T = TypeVar("T")


def many_rows() -> Proposal:
    """Give 36 months that all differ, so that the table of months runs over pages."""
    base = full_proposal(8)
    units = tuple(Decimal(6000 + 137 * month) for month in range(36))
    volume = Volume(metric_ref="resolved-contact", per_period=units[-1], first_months=units)
    return _priced(base, (volume,), 36)


def in_currency(code: str, times: str) -> Callable[[], Proposal]:
    """Give the example deal in another currency, its amounts multiplied."""

    def make() -> Proposal:
        base = full_proposal(20)
        factor = Decimal(times)

        def changed(model: BaseModel) -> BaseModel:
            if isinstance(model, Money):
                return Money(amount=rounded(model.amount * factor, code), currency=code)
            update: dict[str, object] = {}
            for name in type(model).model_fields:
                value = getattr(model, name)
                if isinstance(value, BaseModel):
                    update[name] = changed(value)
                elif isinstance(value, tuple):
                    update[name] = tuple(
                        changed(one) if isinstance(one, BaseModel) else one for one in value
                    )
            return model.model_copy(update=update)

        other = changed(base)
        assert isinstance(other, Proposal)
        scale = -int(rounded(Decimal(1), code).as_tuple().exponent)
        rounding = other.pricing.rounding.model_copy(update={"scale": scale})
        pricing = other.pricing.model_copy(update={"currency": code, "rounding": rounding})
        volume = Volume(metric_ref="resolved-contact", per_period=Decimal(12000))
        return _priced(other.model_copy(update={"pricing": pricing}), (volume,), 12)

    return make


def _priced(base: Proposal, volumes: tuple[Volume, ...], months: int) -> Proposal:
    rules = rules_of(base.pricing)
    scenario = price_scenario(rules, "expected", volumes, months)
    update = {"scenarios": (scenario,), "cliffs": find_cliffs(rules)}
    return base.model_copy(update={"pricing": base.pricing.model_copy(update=update)})


SHAPES: dict[str, Callable[[], Proposal]] = {
    "20 clauses": lambda: full_proposal(20),
    "60 clauses": lambda: full_proposal(60),
    "36 months that differ": many_rows,
    "no pilot, long names with diacritics": strained_proposal,
    "US dollar": in_currency("USD", "1.1"),
    "Japanese yen, no decimals": in_currency("JPY", "160"),
    "Kuwaiti dinar, three decimals": in_currency("KWD", "0.35"),
}


def facts(proposal: Proposal) -> tuple[str, ...]:
    """Choose sixty texts that must be found: clauses whole, rows and amounts, names and words."""
    clauses = _spread([folded(one.text) for one in proposal.clauses], CLAUSES)
    rows = _spread(list(_rows(proposal)), CELLS // 2)
    values = shown_values(proposal)
    amounts = [v.text for v in values if v.kind in ("money", "unit_price") and v.text not in rows]
    cells = [*rows, *_spread(_once(amounts), CELLS - len(rows))]
    texts = [
        folded(v.text)
        for v in values
        if v.kind == "text" and 12 <= len(v.text) <= 48 and "/clauses/" not in v.pointer
    ]
    return tuple([*clauses, *cells, *_spread(_once(texts), FACTS - len(clauses) - len(cells))])


def _rows(proposal: Proposal) -> Iterator[str]:
    """Give the first and the last cells of each row of a month that stands alone."""
    for scenario in proposal.pricing.scenarios:
        months = scenario.periods
        for number, one in enumerate(months):
            before = months[number - 1] if number else None
            after = months[number + 1] if number + 1 < len(months) else None
            if _amounts(one) not in (_amounts(before), _amounts(after)):
                charges, credit, due = _amounts(one)
                yield f"{scenario.id} {one.period} {charges}"
                yield f"{credit} {due}"


def _amounts(month: PeriodAmount | None) -> tuple[str, ...]:
    if month is None:
        return ()
    return tuple(display(one, "money") for one in (month.charges, month.credit, month.due))


def _once(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _spread(rows: list[T], count: int) -> list[T]:
    """Take so many, evenly from first to last."""
    if len(rows) <= count:
        return rows
    return [rows[place * len(rows) // count] for place in range(count)]


def readings(pdf: bytes, folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give the text each reader finds; None for one that is not installed."""
    file = folder / "a.pdf"
    file.write_bytes(pdf)
    program = shutil.which("pdftotext")
    for mode in ("", "-layout"):
        name = f"pdftotext {mode}".strip()
        yield name, _pdftotext(program, mode, file) if program else None
    import pdfplumber
    import pypdf
    import pypdfium2

    yield "pypdf", "\n".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(pdf)).pages)
    with pdfplumber.open(BytesIO(pdf)) as document:
        yield "pdfplumber", "\n".join(_with_cells(page) for page in document.pages)
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_bounded() for page in opened]
    yield "pypdfium2", "\n".join(pages).replace("\x02", "-").replace("\ufffe", "-")
    yield "markitdown", _markitdown(file)


def _pdftotext(program: str, mode: str, file: Path) -> str:
    command = [program, *([mode] if mode else []), str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _with_cells(page: Page) -> str:
    """Give the text of a page, then its tables cell by cell: how this library is used."""
    cells = (cell or "" for rows in page.extract_tables() for row in rows for cell in row)
    return "\n".join((page.extract_text(), *cells))


def _markitdown(file: Path) -> str | None:
    """Ask the program that `scripts/other_tools.sh` puts into an environment of its own."""
    program = MARKITDOWN if MARKITDOWN.exists() else shutil.which("markitdown")
    if program is None:
        return None
    text = subprocess.run([str(program), str(file)], capture_output=True, check=True).stdout
    return text.decode().replace("|", " ")


def found(proposal: Proposal, text: str) -> tuple[list[str], list[str]]:
    """Give the facts a text holds, and those it lacks; lines of the page foot do not count."""
    plain = folded(text)
    for line in reversed(running_lines(proposal)):  # the page number may stand inside
        letters = "".join(line.split())  # the parts of a line are joined without a blank
        pattern = r"\s?".join(r"\d+" if one in PAGE + PAGES else re.escape(one) for one in letters)
        plain = folded(re.sub(pattern, "", plain))
    sought = facts(proposal)
    return [one for one in sought if one in plain], [one for one in sought if one not in plain]


def found_in_rows(proposal: Proposal, text: str) -> int:
    """Count the facts a text holds, also those whose words stand in order in the lines of one row.

    Why: `markitdown` writes the lines of a row one after the other, so that a cell of two lines is
    torn by its neighbours, whoever made the page; no word of the row is lost.
    """
    there, lost = found(proposal, text)
    lines = [one.split() for one in text.splitlines() if one.strip()]
    return len(there) + sum(_in_one_row(one.split(), lines) for one in lost)


def _in_one_row(words: Sequence[str], lines: Sequence[Sequence[str]]) -> bool:
    for start in range(len(lines)):
        row = iter([word for line in lines[start : start + ROW_LINES] for word in line])
        if all(word in row for word in words):
            return True
    return False


def folded(text: str) -> str:
    """Fold every run of white space to one blank."""
    return re.sub(r"\s+", " ", text).strip()
