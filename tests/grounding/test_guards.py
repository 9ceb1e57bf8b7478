"""Each guard refuses its mutant, and the mutant gets through when that guard alone is off."""

from __future__ import annotations

import pytest
from tests.grounding.material import reply_of
from tests.grounding.mutants import MUTANTS, Mutant

from proposalkit.grounding.guards import GUARDS
from proposalkit.grounding.section import LOOSE_BRIDGE, TOO_MANY_WORDS, ground_section
from proposalkit.model.draft import DraftedSection
from proposalkit.model.grounding import GroundingRules

PARTIES = ("Nordwind Logistik GmbH", "Kanzlei AI Ltd")


def grounded(mutant: Mutant, rules: GroundingRules, *without: str) -> DraftedSection:
    return ground_section(
        mutant.task,
        reply_of(*mutant.earlier, mutant.block, *mutant.later),
        rules,
        parties=PARTIES,
        facts=mutant.facts,
        without=without,
    )


def test_every_guard_has_a_mutant() -> None:
    assert set(MUTANTS) == {*(guard.id for guard in GUARDS), TOO_MANY_WORDS, LOOSE_BRIDGE}


@pytest.mark.parametrize("guard", MUTANTS)
def test_a_guard_refuses_its_mutant_and_nothing_else_does(
    guard: str, rules: GroundingRules
) -> None:
    mutant = MUTANTS[guard]
    last = len(mutant.earlier) + 1
    held = grounded(mutant, rules)
    assert [(one.number, one.rule) for one in held.withheld if one.number == last] == [
        (last, guard)
    ]
    loose = grounded(mutant, rules, guard)
    assert [one for one in loose.withheld if one.number == last] == []
    assert len(loose.blocks) == last + len(mutant.later), "the mutant stands"
    assert loose.by == "model"


def test_the_reason_names_the_words_in_quotes(rules: GroundingRules) -> None:
    reasons = {name: grounded(mutant, rules).withheld[-1].why for name, mutant in MUTANTS.items()}
    assert reasons["number-not-in-source"].startswith('"60 days" is a value')
    assert reasons["party-named"].startswith('"Nordwind" names a party')
    assert reasons["sign-not-allowed"] == "The text has characters nobody sees: U+200B."
    assert reasons["commitment-not-in-source"].startswith('"guaranteed" is a promise')
