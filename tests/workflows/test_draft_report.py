"""What became of each sentence of a model is counted, with its rule, and kept in the journal."""

from __future__ import annotations

from proposalkit.model.draft import (
    DraftBlock,
    DraftedSection,
    GroundedBlock,
    SectionReply,
    WithheldBlock,
)
from proposalkit.workflows.draft_report import held_back, tally_lines, tally_of

REPLY = SectionReply(section="pilot", blocks=(DraftBlock(kind="verbatim", chunk="S1"),) * 5)


def withheld(number: int, rule: str, instead: str) -> WithheldBlock:
    return WithheldBlock.model_validate(
        {"section": "pilot", "number": number, "rule": rule, "why": "It is wrong.",
         "text": "We promise.", "instead": instead}
    )  # fmt: skip


HELD = (
    withheld(1, "critical-word", "source"),
    withheld(3, "said-already", "nothing"),
    withheld(4, "critical-word", "source"),
    withheld(0, "contradicts-clause", "nothing"),
    withheld(4, "too-many-words", "nothing"),  # mended first, then dropped: refused
)
MADE = DraftedSection(
    section="pilot", by="model", withheld=HELD, put_back=("S4", "S9"),
    blocks=(GroundedBlock(kind="verbatim", text="It runs.", sources=("S1",)),),
)  # fmt: skip


def test_each_sentence_of_an_answer_is_taken_mended_or_refused() -> None:
    # of five, number 1 is mended, 3 and 4 are refused, 2 and 5 are taken
    counted = tally_of("The pilot", REPLY, MADE)
    assert (counted.taken, counted.mended, counted.refused, counted.put_back) == (2, 1, 2, 2)
    assert counted.lines() == (
        "  The pilot: 2 taken, 1 mended, 2 refused, 2 put back",
        "      critical-word 1, said-already 1, too-many-words 1",
    )
    assert counted.as_json()["rules"] == {
        "critical-word": 1, "said-already": 1, "too-many-words": 1,
    }  # fmt: skip


def test_when_the_program_wrote_every_text_one_line_says_so() -> None:
    own = tally_of("The pilot", SectionReply(section="pilot"), MADE.model_copy(
        update={"by": "program"}))  # fmt: skip
    assert tally_lines((own, own)) == ("The program wrote every text.",)
    assert len(tally_lines((own, tally_of("In short", REPLY, MADE)))) == 4


def test_a_text_of_the_program_counts_no_sentence_of_the_model() -> None:
    made = MADE.model_copy(update={"by": "program", "fault": "It is no JSON.", "put_back": ()})
    counted = tally_of("The pilot", SectionReply(section="pilot"), made)
    assert counted.lines() == ("  The pilot: written by the program",)
    assert (counted.taken, counted.mended, counted.refused) == (0, 0, 0)
    assert counted.as_json()["fault"] == "It is no JSON."


def test_the_journal_gets_every_rule_reason_and_word() -> None:
    made = MADE.model_copy(update={"withheld": HELD[:2], "fault": "It is no JSON."})
    assert list(held_back(made)) == [
        "written by the program: It is no JSON.",
        "sentence 1: critical-word: It is wrong. its source stands instead. Withheld: We promise.",
        "sentence 3: said-already: It is wrong. nothing stands instead. Withheld: We promise.",
        "put back: S4",
        "put back: S9",
    ]
