"""Reads competing offers typed into a CSV; every problem at once, each with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import get_args

from proposalkit.errors import InputRefused
from proposalkit.model.fields import DECIMAL_PATTERN
from proposalkit.model.file_types import true_type
from proposalkit.model.finding import Finding
from proposalkit.model.number_slips import number_slip
from proposalkit.model.places import currency_digits
from proposalkit.model.typed_offer import (
    METERED_KINDS,
    TypedKind,
    TypedLine,
    TypedOffer,
    TypedTier,
)

COLUMNS = ("offer", "line", "type", "amount", "up_to", "price", "included", "minimum", "maximum",
           "currency", "term_months", "tax")  # fmt: skip
NUMBERS = ("amount", "up_to", "price", "included", "minimum", "maximum")
MONEY = ("amount", "minimum", "maximum")
OF_OFFER = ("currency", "term_months", "tax")
MOST_BYTES, MOST_ROWS = 500_000, 2_000
_FORMULA = ("=", "+", "@", "\t")
Row = tuple[str, Mapping[str, str]]
"""Place of a row, and its cells."""


def read_offers(path: Path, shown: str) -> tuple[TypedOffer, ...]:
    """Read the offers of a file in the order they first stand in it.

    Raises InputRefused with every problem.
    """
    return offers_of(_text(path, shown), shown)


def offers_of(text: str, shown: str) -> tuple[TypedOffer, ...]:
    """Read offers out of a text; raises InputRefused with every problem."""
    findings: list[Finding] = []
    rows = list(_rows(text, shown, findings))
    for place, row in rows:
        findings += _faults(place, row)
    if not rows and not findings:
        findings.append(_finding("offer-file-empty", shown, "The file holds no offer.",
                                 f"Write a first line {','.join(COLUMNS)} and a line for each "
                                 "price."))  # fmt: skip
    if findings:
        raise InputRefused(findings)
    return tuple(_offers(rows, findings))


def _text(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            message = f'The file has more than "{MOST_BYTES}" bytes.'
            raise InputRefused([_finding("too-large", shown, message, "Keep offers only.")])
        return data.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        remedy = "Correct the name or the permissions."
        message = f"It cannot be read: {reason}."
        raise InputRefused([_finding("unreadable-file", shown, message, remedy)]) from error
    except UnicodeDecodeError as error:
        kind = true_type(data)
        if kind is not None:
            message = f'"{shown}" is {kind}, not a CSV.'
            remedy = "Open it in a spreadsheet and save it as CSV in UTF-8."
            raise InputRefused(
                [_finding("file-type-unlike-name", shown, message, remedy)]
            ) from error
        message = f'Byte "{error.start}" is not UTF-8.'
        remedy = "Save the file as CSV in UTF-8."
        raise InputRefused([_finding("not-utf-8", shown, message, remedy)]) from error


def _rows(text: str, shown: str, findings: list[Finding]) -> Iterator[Row]:
    if "\0" in text:
        findings.append(_finding("not-csv", shown, 'A sign "NUL" stands in the file.',
                                 "Save it as CSV again."))  # fmt: skip
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [name.strip().lower() for name in next(reader, [])]
    if not any(header):
        return
    for name in dict.fromkeys(header):
        if name not in COLUMNS:
            findings.append(_finding("unknown-column", f"{shown}:1", f'"{name}" is no column.',
                                     f"Columns are {', '.join(COLUMNS)}."))  # fmt: skip
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        findings.append(_finding("missing-column", f"{shown}:1",
                                 f'The column "{missing[0]}" is missing.',
                                 f"The first line has to be {','.join(COLUMNS)}."))  # fmt: skip
    if findings:
        return
    for count, cells in enumerate(reader):
        place = f"{shown}:{reader.line_num}"
        if count >= MOST_ROWS:
            findings.append(_finding("too-large", place, f'More than "{MOST_ROWS}" rows.',
                                     "Keep the offers to compare."))  # fmt: skip
            return
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            parted = _parted_numbers(header, cells)
            if parted:
                findings.append(_parted(place, parted, len(cells), len(header)))
                continue
            if len(cells) > len(header):
                findings.append(_finding("not-csv", place, f'The row has "{len(cells)}" cells.',
                                         "Put quotes around a text with a comma."))  # fmt: skip
            yield place, dict(zip(header, (cell.strip() for cell in padded), strict=False))


def _delimiter(text: str) -> str:
    """Give the sign between cells: spreadsheets of half the world write semicolons."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _parted_numbers(header: Sequence[str], cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Find each column in which a decimal comma may have made two cells of one number.

    In each reading the currency stands in its column.
    """
    if len(cells) != len(header) + 1 or "currency" not in header:
        return ()
    found = []
    for at, name in enumerate(header):
        number = f"{cells[at].strip()},{cells[at + 1].strip()}"
        whole = [*cells[:at], number, *cells[at + 2 :]]
        currency = whole[header.index("currency")].strip()
        fits = currency_digits(currency) is not None
        if name in NUMBERS and number_slip(number) and fits:
            found.append((name, number))
    return tuple(found)


def _parted(place: str, read: Sequence[tuple[str, str]], cells: int, columns: int) -> Finding:
    """Tell what may be one number; with several readings all are told and none is taken."""
    slips = [(f'"{number}" in {name}', name, slip)
             for name, number in read if (slip := number_slip(number))]  # fmt: skip
    said = f"{' or '.join(one for one, _, _ in slips)} was read as two. It may be one number: "
    if len(slips) == 1:
        said += slips[0][2].may_mean
        remedy = slips[0][2].remedy
    else:
        said += "; ".join(f"in {name}, {slip.may_mean}" for _, name, slip in slips)
        written = (f"{slip.remedy.strip('.').removeprefix('Write ')} in {name}"
                   for _, name, slip in slips)  # fmt: skip
        remedy = f"Write {', or '.join(written)}, as the offer has it."
    message = f'The row has "{cells}" cells for {columns} columns: {said}.'
    return _finding("decimal-comma", place, message, remedy)


def _faults(place: str, row: Mapping[str, str]) -> Iterator[Finding]:
    formulas = [name for name, text in row.items() if text.startswith(_FORMULA)]
    for name in formulas:
        yield _finding("cell-formula", place, f'"{row[name][:40]}" in {name} is a formula.',
                       "Write the value itself.")  # fmt: skip
    for name in NUMBERS:
        text = row[name]
        slip = number_slip(text)
        # a price of one unit may well have three decimals; an amount and a volume do not
        if slip is not None and not (name == "price" and re.match(DECIMAL_PATTERN, text)):
            said = f'"{text[:40]}" in {name} is not clear: {slip.may_mean}.'
            yield _finding("number-not-clear", place, said, slip.remedy)
        elif text and name not in formulas and not re.match(DECIMAL_PATTERN, text):
            why = "is negative" if text.startswith("-") else "is not a number"
            yield _finding("bad-number", place, f'"{text[:40]}" in {name} {why}.',
                           "Write a number of 0 or more such as 1250 or 0.85.")  # fmt: skip
    if row["type"] not in get_args(TypedKind):
        yield _finding("bad-value", place, f'"{row["type"][:40]}" is no type of a line.',
                       f"Write one of {', '.join(get_args(TypedKind))}.")  # fmt: skip
    else:
        yield from _needed(place, row, row["type"] in METERED_KINDS)
    yield from _of_offer(place, row)


def _needed(place: str, row: Mapping[str, str], metered: bool) -> Iterator[Finding]:
    needed = "price" if metered else "amount"
    if not row[needed]:
        yield _finding("missing-field", place, f'A line of type "{row["type"]}" has no {needed}.',
                       f"Fill in {needed}.")  # fmt: skip
    others = ("amount",) if metered else ("up_to", "price", "included", "minimum", "maximum")
    for name in others:
        if row[name]:
            said = f'"{row[name][:40]}" stands in {name}, which a line of type'
            message = f'{said} "{row["type"]}" does not have.'
            yield _finding("bad-value", place, message, "Clear the cell.")


def _of_offer(place: str, row: Mapping[str, str]) -> Iterator[Finding]:
    for name in ("offer", "line"):
        if not row[name]:
            yield _finding("missing-field", place, f'"{name}" is empty.', "Name it in each row.")
    digits = currency_digits(row["currency"]) if row["currency"] else None
    if digits is None:
        yield _finding("bad-value", place, f'"{row["currency"][:40]}" is no currency code.',
                       "Write a code of ISO 4217 such as EUR in each row.")  # fmt: skip
    for name in MONEY if digits is not None else ():
        decimals = row[name].partition(".")[2].rstrip("0")
        if len(decimals) > (digits or 0) and number_slip(row[name]) is None:
            yield _finding("bad-number", place, f'"{row[name][:40]}" in {name} has more than '
                           f"{digits} decimals.", "Round it as the offer does.")  # fmt: skip
    months = row["term_months"]
    if not (months.isascii() and months.isdecimal() and 1 <= int(months[:4]) <= 120):
        yield _finding("bad-value", place, f'"{months[:40]}" is no term.',
                       "Write a whole number of months, 1 to 120, in each row.")  # fmt: skip
    if row["tax"] not in ("exclusive", "inclusive"):
        yield _finding("bad-value", place, f'"{row["tax"][:40]}" is no basis of tax.',
                       "Write exclusive or inclusive in each row.")  # fmt: skip


def _offers(rows: list[Row], findings: list[Finding]) -> Iterator[TypedOffer]:
    for name in dict.fromkeys(row["offer"] for _, row in rows):
        own = [(place, row) for place, row in rows if row["offer"] == name]
        first_place, first = own[0]
        for place, row in own[1:]:
            for column in OF_OFFER:
                if row[column] != first[column]:
                    said = f'"{row[column]}" in {column} is not the "{first[column]}"'
                    message = f"{said} of its first row."
                    findings.append(
                        _finding("offer-contradicts", place, message, "Give an offer one of each.")
                    )
        lines = tuple(_lines(own, findings))
        yield TypedOffer.model_validate({
            "name": name, "place": first_place, "currency": first["currency"],
            "tax": first["tax"], "term_months": int(first["term_months"]), "lines": lines,
        })  # fmt: skip
    if findings:
        raise InputRefused(findings)


def _lines(rows: list[Row], findings: list[Finding]) -> Iterator[TypedLine]:
    for label in dict.fromkeys(row["line"] for _, row in rows):
        own = [(place, row) for place, row in rows if row["line"] == label]
        place, first = own[0]
        metered = first["type"] in METERED_KINDS
        if {row["type"] for _, row in own} != {first["type"]} or (len(own) > 1 and not metered):
            findings.append(_finding("line-twice", own[-1][0], f'"{label}" stands here again.',
                                     "Only tiers of one line share its name."))  # fmt: skip
            continue
        yield TypedLine.model_validate({
            "label": label, "kind": first["type"], "place": place,
            "amount": _first(own, "amount"), "included": _first(own, "included"),
            "minimum": _first(own, "minimum"), "maximum": _first(own, "maximum"),
            "tiers": tuple(_tiers(own, findings)) if metered else (),
        })  # fmt: skip


def _first(rows: list[Row], column: str) -> str | None:
    return next((row[column] for _, row in rows if row[column]), None)


def _tiers(rows: list[Row], findings: list[Finding]) -> Iterator[TypedTier]:
    before = Decimal(0)
    for number, (place, row) in enumerate(rows):
        last = number == len(rows) - 1
        end = Decimal(row["up_to"]) if row["up_to"] else None
        if (end is None) is not last or (end is not None and end <= before):
            findings.append(_finding(
                "tiers-not-rising", place, f'The tier ends at "{row["up_to"] or "nothing"}".',
                "Let the tiers rise, and leave up_to empty in the last row of a line alone.",
            ))  # fmt: skip
            return
        before = end or before
        yield TypedTier.model_validate({"up_to": row["up_to"] or None, "price": row["price"]})


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=where, message=message, remedy=remedy)
