"""Two texts compared word by word."""

from __future__ import annotations

from proposalkit.model.word_changes import changed_words, marked_changes


def test_only_the_words_that_differ_are_marked() -> None:
    changes = changed_words(
        "Deletion within 30 days\nof the end.", "Deletion within 60 days of the end."
    )
    assert [(one.kind, one.text) for one in changes] == [
        ("same", "Deletion within"), ("removed", "30"), ("added", "60"),
        ("same", "days of the end."),
    ]  # fmt: skip
    assert marked_changes(changes) == "Deletion within [-30-] {+60+} days of the end."


def test_a_long_run_that_stayed_is_shortened_around_the_change() -> None:
    words = " ".join(f"w{number}" for number in range(20))
    told = marked_changes(changed_words(f"a {words}", f"b {words}"))
    assert told == "[-a-] {+b+} w0 w1 w2 w3 w4 w5 ..."


def test_equal_texts_show_no_change() -> None:
    assert [one.kind for one in changed_words("a b", "a  b")] == ["same"]
