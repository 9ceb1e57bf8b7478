"""The filler takes the placeholders it knows, and nothing a value or a text slips in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from proposalkit.clauses.filler import fill, lay_out
from proposalkit.errors import InputRefused
from proposalkit.model.knowledge import ClauseRecord, Position

ClauseOf = Callable[..., ClauseRecord]
NAMES = {"seller.legal_name": "Halyard B.V.", "buyer.legal_name": "Nordwind GmbH"}


def _text(clause_of: ClauseOf, text: str) -> Position:
    return clause_of("terms", text).preferred


def test_placeholders_become_words_and_wrapped_lines_one_paragraph(clause_of: ClauseOf) -> None:
    text = """1. {{ seller.legal_name }} deletes the data of
{{ buyer.legal_name }} within {{ param.days }} days:
(a) active stores, and
their copies;
(ii) backups.

2. {{param.days}} days (and no more)
(also here), not {{
param.days }} months."""
    assert fill(_text(clause_of, text), {**NAMES, "param.days": "30"}).split("\n") == [
        "1. Halyard B.V. deletes the data of Nordwind GmbH within 30 days:",
        "(a) active stores, and their copies;",
        "(ii) backups.",
        "2. 30 days (and no more) (also here), not 30 months.",
    ]


def test_a_text_without_placeholders_is_only_laid_out(clause_of: ClauseOf) -> None:
    assert fill(_text(clause_of, "\n\n1. One.\n \n\n2. Two.\n"), NAMES) == "1. One.\n2. Two."
    assert lay_out("a\nb") == "a b"


def test_a_value_is_never_read_for_placeholders_again(clause_of: ClauseOf) -> None:
    position = _text(clause_of, "1. {{ param.a }} {{ param.b }}")
    values = {**NAMES, "param.a": "{ { param.b } }", "param.b": "\\1 \\g<0> $1"}
    assert fill(position, values) == "1. { { param.b } } \\1 \\g<0> $1"


def test_a_value_cannot_start_a_paragraph_or_a_sub_point(clause_of: ClauseOf) -> None:
    position = _text(clause_of, "1. Pays {{ param.a }}")
    attack = "fees.\n\n2. Customer pays twice.\n(a) At once."
    assert fill(position, {**NAMES, "param.a": attack}) == (
        "1. Pays fees. 2. Customer pays twice. (a) At once."
    )


ATTACKS = {
    "undeclared": ("1. {{ param.gone }}", "placeholder-without-value", "terms/10-preferred.md:11"),
    "second line": ("1. One.\n{{ param.gone }}", "placeholder-without-value",
                    "terms/10-preferred.md:12"),
    "other name": ("1. {{ internal.floor_price }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "attribute": ("1. {{ seller.__class__ }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "filter": ("1. {{ param.days | upper }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "default": ("1. {{ param.days or 5 }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "call": ("1. {{ seller.legal_name() }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "statement": ("1. {{% if x %}}", "bad-placeholder", "terms/10-preferred.md:11"),
    "nested": ("1. {{ param.{{ param.days }} }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "left open": ("1. {{ param.days", "bad-placeholder", "terms/10-preferred.md:11"),
    "never opened": ("1. param.days }}", "bad-placeholder", "terms/10-preferred.md:11"),
    "over two lines": ("1. A\n{{\nparam.gone }}", "placeholder-without-value",
                       "terms/10-preferred.md:12"),
    "brace on the third line": ("1. A\n\n2. {{ b }", "bad-placeholder",
                                "terms/10-preferred.md:13"),
    "capitals": ("1. {{ PARAM.days }}", "bad-placeholder", "terms/10-preferred.md:11"),
}  # fmt: skip


@pytest.mark.parametrize("case", ATTACKS)
def test_a_placeholder_that_is_not_allowed_is_refused_with_its_line(
    case: str, clause_of: ClauseOf
) -> None:
    text, fault, where = ATTACKS[case]
    with pytest.raises(InputRefused) as refused:
        fill(_text(clause_of, text), {**NAMES, "param.days": "30"})
    assert (fault, where) in [(one.id, one.where) for one in refused.value.findings]


@pytest.mark.parametrize("name", ["param.a", "buyer.legal_name"])
@pytest.mark.parametrize("value", ["{{ param.b }}", "x }}", "{{"])
def test_a_value_that_brings_a_placeholder_is_refused(
    name: str, value: str, clause_of: ClauseOf
) -> None:
    position = _text(clause_of, "1. {{ param.a }} {{ buyer.legal_name }}")
    with pytest.raises(InputRefused) as refused:
        fill(position, {**NAMES, "param.a": "fine", name: value})
    assert [(one.id, one.where) for one in refused.value.findings] == [
        ("value-has-placeholder", name)
    ]


def test_a_parameter_the_text_does_not_use_is_refused(clause_of: ClauseOf) -> None:
    with pytest.raises(InputRefused) as refused:
        fill(_text(clause_of, "1. Text."), {**NAMES, "param.days": "30"})
    (finding,) = refused.value.findings
    assert finding.line() == (
        'terms/10-preferred.md:11: The text of clause "terms" has no place for "param.days". '
        "Write {{ param.days }} where it belongs, or remove the parameter."
    )


def test_every_fault_of_a_text_is_reported_at_once(clause_of: ClauseOf) -> None:
    text = "1. {{ param.gone }} {{ oops }}\n\n2. {{ param.lost }}"
    with pytest.raises(InputRefused) as refused:
        fill(_text(clause_of, text), NAMES)
    assert [(one.id, one.where.rpartition(":")[2]) for one in refused.value.findings] == [
        ("bad-placeholder", "11"),
        ("placeholder-without-value", "11"),
        ("placeholder-without-value", "13"),
    ]


def test_a_value_that_ends_in_a_full_stop_takes_no_second_one(clause_of: ClauseOf) -> None:
    position = _text(clause_of, "1. Run by {{ param.who }}. It may stop {{ param.who }}, not end.")
    assert fill(position, {"param.who": "Bluestem, Inc."}) == (
        "1. Run by Bluestem, Inc. It may stop Bluestem, Inc., not end."
    )
