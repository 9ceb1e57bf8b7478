"""A fixed sentence is filled with just the slots it has."""

from __future__ import annotations

import pytest

from proposalkit.compose.wording import join_words, say
from proposalkit.errors import InputRefused

WORDS = {"greeting": "{seller} greets {buyer}.", "plain": "Nothing to fill."}


def test_slots_are_filled_and_a_filled_text_is_not_filled_again() -> None:
    assert say(WORDS, "plain") == "Nothing to fill."
    assert say(WORDS, "greeting", seller="A {buyer}", buyer="B") == "A {buyer} greets B."


@pytest.mark.parametrize(
    ("key", "slots", "line"),
    [
        ("farewell", {}, 'wording.farewell: The sentence "farewell" is not in the knowledge. '
         "Add it to wording.yaml, or remove the workspace's own file that lost it."),
        ("greeting", {"seller": "A"}, 'wording.greeting: The sentence "greeting" has other slots '
         "than the program fills. Write it with {seller}, each as it stands here."),
        ("plain", {"buyer": "B", "seller": "A"}, 'wording.plain: The sentence "plain" has other '
         "slots than the program fills. Write it with {buyer} and {seller}, each as it stands "
         "here."),
    ],
    ids=["no sentence", "a slot too many", "a slot lost"],
)  # fmt: skip
def test_a_sentence_that_does_not_fit_is_refused_with_what_it_needs(
    key: str, slots: dict[str, str], line: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        say(WORDS, key, **slots)
    assert [one.line() for one in refused.value.findings] == [line]


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], text: str) -> None:
    assert join_words(words) == text
