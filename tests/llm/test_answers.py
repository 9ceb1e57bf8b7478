"""An answer is taken as it is or not at all: nothing of it is mended."""

from __future__ import annotations

import json

import pytest
from tests.llm.sections import SOUND, block, content, task_of

from proposalkit.llm.answers import Answer, Unusable, blocks_of
from proposalkit.model.draft import DraftBlock

TASK = task_of("solution")  # lists S1, S2 and S3
VERBATIM = block("verbatim", chunk="S1")


def test_a_sound_answer_gives_its_blocks() -> None:
    assert blocks_of(Answer(text=SOUND, finish="stop"), TASK) == (
        DraftBlock(kind="verbatim", chunk="S1"),
        DraftBlock(kind="connective", text="And then there is this."),
        DraftBlock(kind="prose", text="Said in other words.", cites=("S2",), quote="a"),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it was empty"),
        (" \n", "it was empty"),
        ("Certainly! Here it is.", "it is no JSON"),
        (SOUND[:-1], "it is no JSON"),
        (f"```json\n{SOUND}\n```", "it is no JSON"),
        (SOUND + SOUND, "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ('{"blocks": NaN}', "it is no JSON"),
        ('{"blocks": ' + "1" * 5000 + "}", "it is no JSON"),
        (SOUND[:-1] + ', "blocks": []}', "it gives a key twice"),
        ("[]", "it does not keep to the schema at its outermost level"),
        ('{"blocks": []}', "it does not keep to the schema at blocks"),
        ('{"blocks": "x"}', "it does not keep to the schema at blocks"),
        (SOUND[:-1] + ', "sk-secret": 1}', "it does not keep to the schema at its outermost level"),
        (content({**VERBATIM, "extra": 1}), "it does not keep to the schema at blocks.0"),
        (content({"kind": "verbatim", "chunk": "S1"}), "does not keep to the schema at blocks.0"),
        (content(block("table", chunk="S1")), "it does not keep to the schema at blocks.0.kind"),
        (content(block("prose", text=5, cites=["S1"])), "at blocks.0.text"),
        (content(block("prose", text="x", cites=[1])), "at blocks.0.cites.0"),
        (content(block("prose", text="x" * 2001, cites=["S1"])), "at blocks.0.text"),
        (content(*[VERBATIM] * 61), "it does not keep to the schema at blocks"),
        (content(block("verbatim")), "it takes a sentence that the section does not list"),
        (content(block("verbatim", chunk="S4")), "takes a sentence that the section does not list"),
        (content(block("prose", text="x", cites=["S1", "S9"])), "it cites a sentence that the sec"),
        (content(block("prose", text="x")), "a prose block cites nothing"),
        (content(block("prose", text=" ", cites=["S1"])), "a prose block is without text"),
        (content(block("connective")), "a connective block is without text"),
        (content(block("connective", text="\ud800")), "at blocks.0.text"),
        (content(block("connective", text="a\x00b")), "characters that cannot be written"),
        (content(block("connective", text="\x1b[2J")), "characters that cannot be written"),
    ],
)
def test_what_is_no_answer_is_named_and_may_be_asked_for_in_another_form(
    text: str, why: str
) -> None:
    found = blocks_of(Answer(text=text, finish="stop"), TASK)
    assert isinstance(found, Unusable)
    assert why in found.why
    assert "secret" not in found.why
    assert found.way_out == "other_form"


@pytest.mark.parametrize(
    ("answer", "why", "way_out"),
    [
        (Answer(text=SOUND, finish="length"), "cut off at its limit of tokens", "more_room"),
        (Answer(text="", finish="content_filter"), "content filter withheld it", "none"),
        (Answer(text=SOUND, refusal="I must not."), "the model declined to write it", "none"),
    ],
)
def test_an_answer_that_was_stopped_says_how(answer: Answer, why: str, way_out: str) -> None:
    found = blocks_of(answer, TASK)
    assert isinstance(found, Unusable)
    assert why in found.why
    assert found.way_out == way_out


def test_keys_that_do_not_belong_to_a_kind_are_not_taken_over() -> None:
    text = content(
        {**VERBATIM, "text": "A promise.", "cites": ["S2"], "quote": "q"},
        block("connective", text="So.", chunk="S2", cites=["S3"], quote="q"),
        block("prose", text="Words.", chunk="S1", cites=["S2"], quote=None),
    )
    assert blocks_of(Answer(text=text), TASK) == (
        DraftBlock(kind="verbatim", chunk="S1"),
        DraftBlock(kind="connective", text="So."),
        DraftBlock(kind="prose", text="Words.", cites=("S2",)),
    )


def test_an_answer_in_another_notation_of_the_same_json_counts_the_same() -> None:
    spaced = json.dumps(json.loads(SOUND), indent=3, ensure_ascii=True)
    assert blocks_of(Answer(text=f"\n{spaced}\n"), TASK) == blocks_of(Answer(text=SOUND), TASK)
