"""Puts each kind of pydantic error into a sentence and says what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from proposalkit.knowledge.yaml_text import Plain
from proposalkit.model.finding import Finding
from proposalkit.model.misfit import Misfit
from proposalkit.model.wrong_days import wrong_day


@dataclass(frozen=True)
class Fault:
    """One error of a model, found in the file again."""

    kind: str
    """The type pydantic gives it, such as `int_parsing`."""
    name: str
    """The key or the number of the item."""
    value: Plain
    context: Mapping[str, object]
    description: str
    required: bool


@dataclass(frozen=True)
class Words:
    """What is said about a fault."""

    id: str
    message: str
    remedy: str


_EXPECTED: dict[str, tuple[str, str]] = {
    "string": ("one text", "Write one text after the colon."),
    "int": ("a whole number", "Write digits only, such as 60."),
    "decimal": ("a number", "Write digits with a point, such as 1250 or 0.85."),
    "bool": ("yes or no", "Write yes or no."),
    "date": ("a date", "Write it as year-month-day, such as 2026-03-31."),
    "tuple": ("a list", 'Write each item on a line of its own after "- ".'),
    "list": ("a list", 'Write each item on a line of its own after "- ".'),
    "dict": ("keys with values", "Write keys with values below it, indented by two blanks."),
    "model": ("keys with values", "Write keys with values below it, indented by two blanks."),
}

_LIMITS: dict[str, tuple[str, str, str]] = {
    "greater_than_equal": ("ge", "less than", "at least"),
    "greater_than": ("gt", "not more than", "more than"),
    "less_than_equal": ("le", "more than", "at most"),
    "less_than": ("lt", "not less than", "less than"),
}


def words_for(fault: Fault) -> Words:
    """Say what is wrong and what to do; every kind of error gets both."""
    if fault.value is None and fault.kind.split("_")[0] in _EXPECTED:
        return _empty(fault)
    special = _SPECIAL.get(fault.kind)
    if special is not None:
        return special(fault)
    if fault.kind in _LIMITS:
        return _out_of_range(fault)
    if fault.kind.split("_")[0] in _EXPECTED:
        return _wrong_type(fault, [fault.kind])
    return Words("bad-value", f"{subject(fault.value)} is not right here.", expected(fault))


def words_for_choice(faults: Iterable[Fault]) -> Words:
    """Say that a value fits none of the kinds a place allows."""
    together = list(faults)
    return _wrong_type(together[0], [one.kind for one in together])


def subject(value: Plain) -> str:
    """Name a value at the start of a sentence: quoted, cut when long; a list by its kind."""
    if isinstance(value, list):
        return "A list"
    if isinstance(value, dict):
        return "A group of keys"
    text = " ".join((value or "").split())
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'


def expected(fault: Fault) -> str:
    """Give what the field is for as the remedy."""
    return f"Expected here: {fault.description}" if fault.description else "Correct the value."


def close_to(word: str, known: Iterable[str]) -> str | None:
    """Give the known word nearest to a mistyped one, or None."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return found[0] if found else None


def quoted(words: Iterable[str]) -> str:
    """Write words in quotes, parted by commas."""
    return ", ".join(f'"{word}"' for word in words)


def count_items(number: int) -> str:
    """Write a number of items in words a person uses."""
    return "1 item" if number == 1 else f"{number} items"


def _empty(fault: Fault) -> Words:
    if fault.name.isdigit():
        return Words("empty-value", "This item of the list is empty.", "Fill it or remove it.")
    or_remove = "" if fault.required else ", or remove the line"
    what = f" {fault.description}" if fault.description else ""
    return Words(
        "empty-value",
        f'"{fault.name}" is empty.',
        f"Write a value after the colon{or_remove}.{what}",
    )


def _wrong_type(fault: Fault, kinds: list[str]) -> Words:
    rows = [_EXPECTED[kind.split("_")[0]] for kind in kinds if kind.split("_")[0] in _EXPECTED]
    nouns = list(dict.fromkeys(noun for noun, _ in rows))
    remedies = list(dict.fromkeys(remedy for _, remedy in rows))
    if isinstance(fault.value, str) and kinds[0].startswith("date"):
        return Words("wrong-type", *wrong_day(subject(fault.value)[1:-1]))
    if isinstance(fault.value, str) and kinds[0].split("_")[0] not in ("tuple", "dict", "model"):
        return Words("wrong-type", f"{subject(fault.value)} is not {nouns[0]}.", remedies[0])
    message = f"{subject(fault.value)} stands where {' or '.join(nouns)} should be."
    if isinstance(fault.value, dict) and len(fault.value) == 1 and kinds[0].startswith("string"):
        return Words("wrong-type", message, "Put a text that holds a colon in quotes.")
    return Words("wrong-type", message, remedies[0])


def _out_of_range(fault: Fault) -> Words:
    key, wrong, right = _LIMITS[fault.kind]
    limit = fault.context.get(key)
    what = f" {fault.description}" if fault.description else ""
    return Words(
        "out-of-range",
        f"{subject(fault.value)} is {wrong} {limit}.",
        f"Write a number of {right} {limit}.{what}",
    )


def _literal(fault: Fault) -> Words:
    allowed = re.findall(r"'([^']*)'", str(fault.context.get("expected", "")))
    meant = close_to(str(fault.value), allowed)
    hint = f' Did you mean "{meant}"?' if meant else ""
    if len(allowed) == 1:
        message = f'{subject(fault.value)} stands where only "{allowed[0]}" is known.'
    else:
        message = f"{subject(fault.value)} is not one of {quoted(allowed)}.{hint}"
    return Words("bad-value", message, "Write one of the values known." if allowed else "")


def _count(fault: Fault) -> Words:
    there = int(str(fault.context.get("actual_length", 0)))
    least, most = fault.context.get("min_length"), fault.context.get("max_length")
    limit, side = (least, "at least") if fault.kind == "too_short" else (most, "at most")
    what = f" {fault.description}" if fault.description else ""
    return Words(
        "out-of-range",
        f'"{fault.name}" has {count_items(there)}; {side} {limit} should be there.',
        f"Write {side} {limit}.{what}",
    )


def _form(fault: Fault) -> Words:
    return Words("bad-value", f"{subject(fault.value)} does not have its form.", expected(fault))


def _own(fault: Fault) -> Words:
    error = fault.context.get("error", "The value is not right.")
    text = str(error)
    text = re.sub(r"(?<!\w)'([^'\n]*)'(?!\w)", r'"\1"', text)
    text = text[:1].upper() + text[1:]
    remedy = error.remedy if isinstance(error, Misfit) else expected(fault)
    return Words("bad-value", text if text.endswith(".") else f"{text}.", remedy)


_SPECIAL: dict[str, Callable[[Fault], Words]] = {
    "literal_error": _literal,
    "too_short": _count,
    "too_long": _count,
    "string_pattern_mismatch": _form,
    "value_error": _own,
}


def unknown(
    what: str, name: str, known: Collection[str] | Mapping[str, object], where: str
) -> Finding:
    """Say that a name is not known, with the nearest known one."""
    meant = close_to(name, known)
    hint = f' Did you mean "{meant}"?' if meant else ""
    some = quoted(sorted(known)[:12])
    more = ", ..." if len(known) > 12 else ""
    return Finding(
        id=f"unknown-{what}",
        where=where,
        message=f'"{name}" is not a known {what}.{hint}',
        remedy=f"Known are {some}{more}." if known else f"No {what} is defined yet.",
    )
