"""Counts what an intake makes of the unseen requests; run as a module it prints the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.intake.reading import take_in_file
from tests.intake.unseen import LOCALES, NAMES, Key, as_file, key

from proposalkit.model.intake import FoundField, Intake, Statement


@dataclass(frozen=True)
class Tally:
    """One part of the count: how many there are, and the names of what is not right."""

    wanted: int
    missed: tuple[str, ...]
    extra: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give found of wanted, and what was too much."""
        more = f" +{len(self.extra)}" if self.extra else ""
        return f"{self.wanted - len(self.missed)}/{self.wanted}{more}"


@dataclass(frozen=True)
class Unseen:
    """All counts of one request."""

    name: str
    requirements: Tally
    priority: Tally
    fields: Tally
    touched: Tally
    conflicts: Tally
    tender: Tally
    wrong: tuple[str, ...]
    """Values and rules that were read and are not so: worse than what was missed."""

    def line(self) -> str:
        """Give one row of the table."""
        return (
            f"{self.name:<17} {self.requirements!s:>12} {self.priority!s:>9} {self.fields!s:>9}"
            f" {self.touched!s:>8} {self.conflicts!s:>9} {self.tender!s:>9} {len(self.wrong):>6}"
        )


_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_EXACT = (
    "submission-deadline", "question-deadline", "award-date", "contract-start", "page-limit",
    "evaluation-weight", "budget-ceiling", "bid-validity", "contract-term",
)  # fmt: skip
"""Rules whose values are figures and dates: each of them is held against the key."""
HEAD = "request           requirements  priority    fields  touched conflicts    tender  wrong"


@cache
def count(name: str) -> Unseen:
    """Take one request in and hold it against its key."""
    found, wanted = take_in_file(*as_file(name), LOCALES.get(name, "en")), key(name)
    return Unseen(
        name, *_requirements(found, wanted), _fields(found, wanted), _touched(found, wanted),
        _conflicts(found, wanted), _tender(found, wanted), tuple(_wrong(found, wanted)),
    )  # fmt: skip


def _requirements(found: Intake, wanted: Key) -> tuple[Tally, Tally]:
    rows = [(_plain(one.quote), one.priority, one.id) for one in found.requirements]
    missed, wrong, used = [], [], set[str]()
    hit = 0
    for mark, text in wanted.requirements:
        hits = [one for one in rows if one[0] in _plain(text) or _plain(text) in one[0]]
        used |= {one[2] for one in hits}
        if not hits:
            missed.append(text[:60])
            continue
        hit += 1
        if not any(one[1] == ("mandatory" if mark == "M" else "desired") for one in hits):
            wrong.append(text[:60])
    extra = tuple(f"{one[2]} {one[0][:60]}" for one in rows if one[2] not in used)
    return Tally(len(wanted.requirements), tuple(missed), extra), Tally(hit, tuple(wrong))


def _fields(found: Intake, wanted: Key) -> Tally:
    values = {one.field: one.value for one in found.fields if one.value is not None}
    missed = [
        f"{name}: {values.get(name)}"
        for name, value in wanted.fields.items()
        if values.get(name) != value
    ]
    extra = [
        f"{name}: {value}"
        for name, value in values.items()
        if name not in (*wanted.fields, *wanted.touched, *wanted.conflicts, *wanted.either)
    ]
    return Tally(len(wanted.fields), tuple(missed), tuple(extra))


def _wrong(found: Intake, wanted: Key) -> Iterator[str]:
    """Give each value that the text does not say, in fields and in rules of the tender."""
    for one in found.fields:
        right = wanted.either.get(one.field, [wanted.fields.get(one.field)])
        right = [*right, *(end for ends in wanted.ranges.values() for end in ends)]
        if one.value is not None and one.field not in wanted.conflicts and one.value not in right:
            yield f"{one.field}: {one.value}"
    for rule in found.tender:
        said = wanted.tender.get(rule.kind, [])
        if not any(value in part for value in said for part in (*rule.values, rule.quote)):
            yield f"{rule.kind}: {rule.values} {rule.quote[:70]}"
            continue
        for value in rule.values:
            is_time = rule.kind.endswith(("-deadline", "-date")) and _CLOCK.match(value) is not None
            if rule.kind in _EXACT and value not in said and not is_time:
                yield f"{rule.kind}: {value} in {rule.quote[:70]}"


def _touched(found: Intake, wanted: Key) -> Tally:
    """Count the fields nobody may infer that the text touches: asked, and without a value."""
    said = {one.field for one in found.open_questions if one.found}
    valued = {one.field for one in found.fields if one.value is not None}
    missed = tuple(one for one in wanted.touched if one not in said)
    return Tally(len(wanted.touched), missed, tuple(set(wanted.touched) & valued))


def _conflicts(found: Intake, wanted: Key) -> Tally:
    fields = {one.field: one for one in found.fields}
    missed = [
        f"{name}: {', '.join(both)}"
        for name, both in wanted.conflicts.items()
        if fields[name].status != "conflict" or not all(_quoted(fields[name], one) for one in both)
    ]
    missed += [
        f"{name}: {', '.join(ends)}"
        for name, ends in wanted.ranges.items()
        if not set(ends) <= {end for one in fields[name].statements for end in _candidates(one)}
    ]
    return Tally(len(wanted.conflicts) + len(wanted.ranges), tuple(missed))


def _candidates(one: Statement) -> tuple[str, ...]:
    return one.candidates


def _quoted(one: FoundField, words: str) -> bool:
    return any(words in said.quote for said in one.standing)


def _tender(found: Intake, wanted: Key) -> Tally:
    facts = [(kind, value) for kind, many in wanted.tender.items() for value in many]
    missed = [f"{kind}: {value}" for kind, value in facts if not _has(found, kind, value)]
    extra = [
        f"{one.kind}: {one.quote[:60]}"
        for one in found.tender
        if not any(
            kind == one.kind and any(value in part for part in (*one.values, one.quote))
            for kind, value in facts
        )
    ]
    return Tally(len(facts), tuple(missed), tuple(extra))


def _has(found: Intake, kind: str, value: str) -> bool:
    said = [one for one in found.tender if one.kind == kind]
    return any(value in part for one in said for part in (*one.values, one.quote))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".;").casefold()


if __name__ == "__main__":
    import sys

    print(HEAD)
    for name in sys.argv[1:] or NAMES:
        counted = count(name)
        print(counted.line())
        if len(sys.argv) > 1:
            for part in ("requirements", "priority", "fields", "touched", "conflicts", "tender"):
                tally = getattr(counted, part)
                for one in tally.missed:
                    print(f"  {part}: missed {one}")
                for one in tally.extra:
                    print(f"  {part}: too much {one}")
            for one in counted.wrong:
                print(f"  WRONG {one}")
