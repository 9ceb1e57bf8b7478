"""The types of clause parameters: how a given value is read, held to its range, and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pydantic import TypeAdapter, ValidationError

from proposalkit.clauses.seller_values import Raw
from proposalkit.model.display import display_money, display_word
from proposalkit.model.fields import DecimalText, plain
from proposalkit.model.knowledge import ClauseParam, ParamType
from proposalkit.model.money import Money
from proposalkit.model.places import in_a_sentence
from proposalkit.model.proof import FactValue

LIST_MARK = ";"
"""What parts the items of a list that is written as one text in a deal brief."""

_NUMBER: TypeAdapter[Decimal] = TypeAdapter(DecimalText)


@dataclass(frozen=True)
class ParamValue:
    """One parameter with its value: as it prints in the clause, and as a typed fact states it."""

    printed: str
    fact: FactValue
    amount: Decimal | None = None
    """The number behind an integer, a decimal or an amount of money."""


class BadValue(ValueError):
    """A value that does not fit its parameter; carries the id of the fault and the remedy."""

    def __init__(self, fault: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.fault = fault
        self.problem = problem
        self.remedy = remedy


def read_param(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    """Read one value as its parameter wants it; raises BadValue."""
    value = _READERS[param.type](param, raw, currency)
    marked = [mark for mark in ("{{", "}}") if mark in value.printed]
    if marked:
        raise BadValue(
            "param-has-placeholder",
            f'"{value.printed}" holds the mark "{marked[0]}" of a placeholder.',
            "Write the value in plain words; a value cannot bring a placeholder of its own.",
        )
    return value


def as_inline_list(items: tuple[str, ...]) -> str:
    """Print a list inside a sentence: `a`, `a and b`, `a, b and c`.

    Why: items that hold a comma, a colon or an `and`, and whole sentences, are parted by
    semicolons, so that nobody has to guess where one ends.
    """
    *first, last = items
    if not first:
        return last
    if any(_hides_its_end(item) for item in items):
        return f"{'; '.join(first)}; and {last}"
    return f"{', '.join(first)} and {last}"


def _hides_its_end(item: str) -> bool:
    marked = any(mark in item for mark in (",", ":", ";", " and "))
    return marked or (item[:1].isupper() and len(item.split()) > 3)


def _integer(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    text = str(raw).strip()
    if not text.isascii() or not text.isdecimal():
        raise _wrong_type(param, text, "a whole number")
    _in_range(param, Decimal(text), text)
    return ParamValue(str(int(text)), int(text), Decimal(text))


def _decimal(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    number = _number(param, raw)
    _in_range(param, number, plain(number))
    return ParamValue(plain(number), plain(number), number)


def _money(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    amount = raw.amount if isinstance(raw, Money) else _number(param, raw)
    printed = display_money(Money(amount=amount, currency=currency))
    _in_range(param, amount, printed)
    return ParamValue(printed, printed, amount)


def _text(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    """Read a text and fold its white space: a value cannot start a paragraph of its own."""
    if isinstance(raw, Money):
        text = display_money(raw)
    elif isinstance(raw, tuple):
        text = as_inline_list(_items(raw)) if _items(raw) else ""
    else:
        text = " ".join(str(raw).split())
    if not text:
        raise _wrong_type(param, "", "a text")
    return ParamValue(text, text)


def _list(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    given = raw if isinstance(raw, tuple) else tuple(str(raw).split(LIST_MARK))
    items = _items(given)
    if not items:
        raise _wrong_type(param, "", f'a list, its items parted by "{LIST_MARK}"')
    return ParamValue(as_inline_list(tuple(map(in_a_sentence, items))), items)


def _choice(param: ClauseParam, raw: Raw, currency: str) -> ParamValue:
    text = str(raw).strip()
    if text not in param.choices:
        raise BadValue(
            "param-not-a-choice",
            f'"{text}" is not one of the values allowed.',
            f"Use one of: {', '.join(param.choices)}.",
        )
    return ParamValue(display_word(text), text)


def _items(given: tuple[str, ...]) -> tuple[str, ...]:
    folded = (" ".join(item.split()) for item in given)
    return tuple(item for item in folded if item)


def _number(param: ClauseParam, raw: Raw) -> Decimal:
    if isinstance(raw, Decimal):
        return raw
    try:
        return _NUMBER.validate_python(str(raw).strip())
    except ValidationError as error:
        raise _wrong_type(param, str(raw), "a number such as 1250 or 0.5") from error


def _in_range(param: ClauseParam, number: Decimal, printed: str) -> None:
    least = None if param.min is None else Decimal(param.min)
    most = None if param.max is None else Decimal(param.max)
    if (least is None or number >= least) and (most is None or number <= most):
        return
    unit = f" {param.unit}" if param.unit else ""
    if least is None or most is None:
        allowed = f"at least {least}{unit}" if most is None else f"at most {most}{unit}"
    else:
        allowed = f"from {least} to {most}{unit}"
    raise BadValue(
        "param-out-of-range",
        f'"{printed}" is outside the range of this parameter.',
        f"Give a value {allowed}, or have the owner of the clause widen the range.",
    )


def _wrong_type(param: ClauseParam, text: str, wanted: str) -> BadValue:
    return BadValue(
        "param-wrong-type", f'"{text}" is not {wanted}.', f"Give {wanted}: {param.means}."
    )


_READERS: dict[ParamType, Callable[[ClauseParam, Raw, str], ParamValue]] = {
    "integer": _integer,
    "decimal": _decimal,
    "money": _money,
    "text": _text,
    "list": _list,
    "choice": _choice,
}
