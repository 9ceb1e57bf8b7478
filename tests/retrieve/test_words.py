"""How texts are cut into stems, letter groups and sentences."""

from __future__ import annotations

import pytest

from proposalkit.retrieve.sentences import best_span, split_sentences
from proposalkit.retrieve.words import stem, stems, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("counts", "counted"), ("counting", "count"), ("deleted", "deletes"),
        ("planning", "plan"), ("queries", "query"), ("passing", "pass"),
        ("prices", "priced"), ("solved", "solving"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet_in_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["bus", "red", "gas", "class"])
def test_short_words_and_double_s_keep_their_ending(word: str) -> None:
    assert stem(word) == word


def test_stop_words_and_signs_are_left_out() -> None:
    assert stems("What is the count, and of which day?") == ["count", "day"]


def test_letters_of_other_scripts_and_widths_are_kept() -> None:
    assert stems("Ｇröße 数") == ["grösse", "数"]  # noqa: RUF001


def test_a_word_gives_its_stem_and_its_groups_of_four() -> None:
    assert tokens("caps") == ["cap", "# cap", "#caps", "#aps "]


def test_sentences_keep_every_letter() -> None:
    text = 'It costs 3.10 a unit. "Why?" Prices follow (see below.) Then  a\nnew line.'
    assert split_sentences(text) == [
        "It costs 3.10 a unit.", '"Why?"', "Prices follow (see below.)", "Then a new line.",
    ]  # fmt: skip


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = "Ask Dr. Aydin or no. 12 first. Then sign."
    assert split_sentences(text) == ["Ask Dr. Aydin or no. 12 first.", "Then sign."]


TEXT = "A cap limits the bill. It holds for each month. Peaks cost no more. Reviews come quarterly."


def test_the_span_is_the_sentence_with_the_wanted_words() -> None:
    assert best_span(TEXT, {"peak": 1.0}) == "Peaks cost no more."


def test_a_second_sentence_comes_only_when_it_adds_a_wanted_word() -> None:
    assert best_span(TEXT, {"peak": 1.0, "margin": 1.0}) == "Peaks cost no more."
    assert best_span(TEXT, {"peak": 1.0, "review": 1.0}) == (
        "Peaks cost no more. Reviews come quarterly."
    )


def test_a_span_does_not_start_with_a_sentence_that_leans_on_the_one_before() -> None:
    assert best_span(TEXT, {"month": 1.0}) == "A cap limits the bill. It holds for each month."


def test_without_any_wanted_word_the_first_sentence_is_given() -> None:
    assert best_span(TEXT, {}) == "A cap limits the bill."


def test_a_language_brings_its_own_endings() -> None:
    assert stem("häuser", "german") == stem("haus", "german") == "haus"
    assert stem("häuser") != stem("haus")


def test_a_run_of_letters_without_end_is_cut() -> None:
    assert len(tokens("x" * 100_000)) < 100
