"""Reads the value of a field out of words; what has two meanings has no value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from proposalkit.intake.atoms import Atom, find_atoms
from proposalkit.intake.phrases import find_word
from proposalkit.model.fields import plain
from proposalkit.model.intake import Value
from proposalkit.model.intake_rules import IntakeField, IntakeRules, Locale, ValueKind
from proposalkit.model.machine_orders import MachineOrder
from proposalkit.model.places import BLOCS, currency_digits, place_code
from proposalkit.model.tender_rules import AtomKind

ATOM_OF: dict[ValueKind, AtomKind] = {
    "count": "count", "amount": "money", "currency": "money", "date": "date",
    "days": "duration", "share": "percent",
}  # fmt: skip
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARKUP = "*_`\"' \u201c\u201d"
_OTHER_TIME = re.compile(
    r"(?:\b(?:per|an?|each|every)\s|/\s?)(?:year|annum|quarter|week|working day|day)\b"
    r"|\b(?:annually|annual|yearly|weekly|daily|quarterly)\b",
    re.I,
)
_EMPTY = re.compile(
    r"^(?:n/?a|tbd|tbc|to be (?:confirmed|decided|defined)|unknown|none|open|\?+|-+|\.+)\.?$", re.I
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


@dataclass(frozen=True)
class Grammar:
    """What reading depends on: the rules and how numbers are written."""

    rules: IntakeRules
    locale: Locale
    ours: frozenset[str] = frozenset()
    """Names of the seller and its people, folded: no word of a buyer is read off them."""
    orders: tuple[MachineOrder, ...] = ()
    """What a sentence says that orders programs about."""

    def atoms(self, text: str) -> tuple[Atom, ...]:
        """Give the atoms of a text."""
        return find_atoms(text, self.locale, self.rules.currencies)


@dataclass(frozen=True)
class Reading:
    """A value, or why there is none; an empty note without value: nothing was said."""

    value: Value | None
    note: str = ""
    candidates: tuple[str, ...] = ()


def read_value(field: IntakeField, text: str, grammar: Grammar) -> Reading:
    """Read the value of a field from the words that state it."""
    words = text.strip(_MARKUP)
    if not words or _EMPTY.match(words):
        return Reading(None, "")
    limit = field.letters or grammar.rules.limits.value_letters
    if len(words) > limit:
        return Reading(None, f"the text is longer than {limit} letters")
    atom = ATOM_OF.get(field.kind)
    if atom is not None:
        return read_atoms(field, words, grammar.atoms(words))
    return _read_words(field, words, grammar)


def read_atoms(field: IntakeField, words: str, atoms: tuple[Atom, ...]) -> Reading:
    """Read a value from the only atom of its kind."""
    wanted = wanted_atoms(field, atoms)
    if not wanted:
        return Reading(None, "our reader finds no value in it")
    if len(wanted) == 1:
        return read_atom(field, words, wanted[0])
    doubted = next((one for one in wanted if one.doubt), None)
    if doubted is not None:
        return read_atom(field, words, doubted)
    return several(field, words, wanted)


def several(field: IntakeField, words: str, atoms: Sequence[Atom]) -> Reading:
    """Keep what several atoms say as candidates; one value that all of them say is the value."""
    read = [read_atom(field, words, one).value for one in atoms]
    values = tuple(dict.fromkeys(one for one in read if isinstance(one, str)))
    if len(values) == 1 and None not in read:
        return Reading(values[0])
    return Reading(None, "several values stand in it", values)


def wanted_atoms(field: IntakeField, atoms: tuple[Atom, ...]) -> list[Atom]:
    """Give the atoms of the kind of a field; days may also be a number without a unit."""
    wanted = [one for one in atoms if one.kind == ATOM_OF[field.kind]]
    if field.kind == "days" and not wanted:
        wanted = [one for one in atoms if one.kind == "count" and not one.unit]
    if field.units:
        wanted = [one for one in wanted if not one.unit or find_word(field.units, one.unit)]
    return wanted


def read_atom(field: IntakeField, words: str, atom: Atom) -> Reading:
    """Read a value from one atom; a doubt about it leaves none."""
    if field.kind == "currency":
        return Reading(atom.unit)
    if atom.doubt:
        either = [_plain_value(field, replace(atom, value=one)) for one in atom.may_be]
        return Reading(None, atom.doubt, tuple(one for one in either if one))
    if field.kind == "days":
        return _days(atom)
    near = words[atom.end : atom.end + 60]
    if field.kind == "count" and field.field.startswith("volumes.") and _OTHER_TIME.search(near):
        return Reading(None, "the number is not one of a month")
    return Reading(atom.value)


def _plain_value(field: IntakeField, atom: Atom) -> str | None:
    """Give one of the values an atom may have, as the brief would write it."""
    value = _days(atom).value if field.kind == "days" else atom.value
    return value if isinstance(value, str) else None


def _days(atom: Atom) -> Reading:
    factor = {"D": 1, "W": 7, "": 1}.get(atom.unit)
    if factor is None:
        return Reading(None, "it is not a number of days or weeks")
    return Reading(plain(Decimal(atom.value) * factor))


def _read_words(field: IntakeField, words: str, grammar: Grammar) -> Reading:
    kind = field.kind
    if kind == "choice":
        return _choice(field, words)
    if kind == "yes_no":
        return _yes_no(words, grammar.rules)
    if kind == "country":
        return _country(words, grammar.rules)
    if kind == "places":
        return _places(words, grammar.rules)
    if kind in ("person_name", "person_role", "email"):
        return _person(kind, words)
    if kind == "list":
        parts = words.split(";") if ";" in words else words.split(",")
        items = tuple(one for part in parts if (one := part.strip(f"{_MARKUP}.")))
        return Reading(items or None)
    if kind == "slug":
        low = words.casefold()
        return Reading(low) if _SLUG.fullmatch(low) else Reading(None, "it is not an id")
    if not any(one.isalpha() for one in words):  # a figure is no name and no sentence
        return Reading(None, "it has no word in it")
    return Reading(words)


def _choice(field: IntakeField, words: str) -> Reading:
    low = words.casefold()
    exact = [one.value for one in field.choices if one.value == low]
    if exact:
        return Reading(exact[0])
    found = [
        one.value
        for one in field.choices
        if any(re.search(rf"\b{re.escape(word)}", low) for word in (one.value, *one.words))
    ]
    if len(found) == 1:
        return Reading(found[0])
    return Reading(None, "it fits several answers" if found else "it is none of the answers")


def _yes_no(words: str, rules: IntakeRules) -> Reading:
    first = re.split(r"[\s,.;:(]", words.casefold())[0]
    if first in rules.yes:
        return Reading("yes")
    return Reading("no") if first in rules.no else Reading(None, "it is neither yes nor no")


def code_of(name: str, rules: IntakeRules) -> str | None:
    """Give the code of a country or bloc by one of its names."""
    word = re.sub(r"^the ", "", name.strip(f"{_MARKUP}.()"), flags=re.I)
    return rules.countries.get(word.casefold()) or place_code(word)


def _country(words: str, rules: IntakeRules) -> Reading:
    code = code_of(words, rules) or code_of(words.rpartition(",")[2], rules)
    if code is None or code in BLOCS:
        return Reading(None, "it is not the name of one country")
    return Reading(code)


def _places(words: str, rules: IntakeRules) -> Reading:
    parts = [one for one in re.split(r",|;|/|\band\b|\bor\b", words) if one.strip(f"{_MARKUP}.")]
    bare = [
        re.sub(r"\b(?:only|within|inside|in|stay|must)\b", "", one, flags=re.I) for one in parts
    ]
    codes = [code_of(one, rules) for one in bare]
    if not codes or None in codes:
        return Reading(None, "it is not a list of countries, EU or EEA")
    return Reading(tuple(dict.fromkeys(one for one in codes if one)))


def _person(kind: ValueKind, words: str) -> Reading:
    mail = _EMAIL.search(words)
    if kind == "email":
        return Reading(mail[0]) if mail else Reading(None, "")
    rest = _EMAIL.sub("", words)
    parts = [one.strip(" <>()") for one in re.split(r"[,;(<]", rest) if one.strip(" <>()")]
    if kind == "person_role":
        return Reading(parts[1]) if len(parts) > 1 else Reading(None, "")
    return Reading(parts[0]) if parts else Reading(None, "")


def currency_of(words: str) -> str | None:
    """Give a currency code that stands alone, such as EUR."""
    return words if currency_digits(words) is not None else None
