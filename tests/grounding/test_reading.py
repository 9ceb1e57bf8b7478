"""A sentence is read into tokens of one class each."""

from __future__ import annotations

import pytest

from proposalkit.grounding.lexicon import lexicon_of, stem
from proposalkit.grounding.reading import read, split_sentences
from proposalkit.model.grounding import GroundingRules


def classes(text: str, rules: GroundingRules, *parties: str) -> list[tuple[str, str]]:
    reading = read(text, lexicon_of(rules, parties))
    return [(one.kind, one.text) for one in reading.tokens if one.kind != "empty"]


def test_each_word_has_one_class(rules: GroundingRules) -> None:
    text = (
        "Acme guarantees innovative agents, and Berlin staff also cannot wait 30 days for dozens."
    )
    assert classes(text, rules, "Acme Ltd") == [
        ("party", "Acme"),
        ("commitment", "guarantees"),
        ("puffery", "innovative"),
        ("critical", "agents"),
        ("name", "Berlin"),
        ("critical", "staff"),
        ("free", "also"),
        ("critical", "cannot"),
        ("critical", "cannot"),
        ("content", "wait"),
        ("atom", "30 days"),
        ("vague", "dozens"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The agent doesn't wait.", "The agent does not wait."),
        ("It can't wait.", "It cannot wait."),
        ("It can't wait.", "It is not able to wait.".replace("is not able to", "can not")),
        ("You'll wait.", "You will wait."),
        ("They'd wait.", "They would wait."),
        ("The agent won't wait.", "The agent will not wait."),
        ("The agent’s list", "The agent's list"),  # noqa: RUF001 - a typographic apostrophe
        ("for example", "for instance"),
        ("looks at it", "look at it"),
        ("thirty (30) days", "30 days"),
        ("your team", "the buyer's team"),
        ("your team", "the team"),
        ("your list", "the buyer's list"),
        ("{{buyer.name}} waits", "you wait"),
    ],
)
def test_two_writings_are_read_as_one(one: str, other: str, rules: GroundingRules) -> None:
    lexicon = lexicon_of(rules)

    def keys(text: str) -> list[str]:
        return [token.key for token in read(text, lexicon).tokens if token.kind != "empty"]

    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("asks a person", "asks for a person"),
        ("the customer is asked", "the customer asks"),
        ("no one", "no on"),
        ("your list", "our list"),
        ("a month", "a year"),
    ],
)
def test_what_differs_is_read_as_two(one: str, other: str, rules: GroundingRules) -> None:
    lexicon = lexicon_of(rules)

    def keys(text: str) -> list[str]:
        return [token.key for token in read(text, lexicon).tokens if token.kind != "empty"]

    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    ("forms", "base"),
    [
        (("copy", "copies"), "copy"),
        (("pass", "passes"), "pass"),
        (("run", "runs", "running"), "run"),
        (("prepare", "prepares", "preparing"), "prepar"),
        (("go", "goes"), "go"),
        (("sell", "sells", "selling"), "sell"),
        (("status",), "status"),
        (("thing", "things"), "th"),
        (("agree", "agrees"), "agree"),
    ],
)
def test_forms_in_s_and_ing_have_one_stem(forms: tuple[str, ...], base: str) -> None:
    if base == "th":
        assert len({stem(one) for one in forms}) == 1
    else:
        assert {stem(one) for one in forms} == {base}


def test_sentences_are_split_at_their_ends_only() -> None:
    assert split_sentences("One here. Two there? Three; four! Five") == (
        "One here.",
        "Two there?",
        "Three; four!",
        "Five",
    )
    assert split_sentences("") == ()
