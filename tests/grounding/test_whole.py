"""A section says what is required of it, whatever a drafter answers or leaves out."""

from __future__ import annotations

from random import Random

import pytest
from tests.grounding.material import prose, reply_of, source, task_of

from proposalkit.grounding.section import NOT_WHOLE, ground_section
from proposalkit.model.draft import DraftBlock, DraftedSection, SectionReply, SourceSentence
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.proof import Fact
from proposalkit.model.slot_text import slots_of


def needed(number: int, text: str) -> SourceSentence:
    return source(number, text, kind="deal").model_copy(update={"required": True})


OFFER = needed(1, "{{seller.name}} offers an agent for {{work.inside}}.")
DOES = needed(2, "It prepares each step, and a person approves it.")
WISH = source(3, "We want answers at night.", kind="quoted")
PRICE = needed(4, "A full month is charged at {{price.month}}.")
TOTAL = needed(5, "Over {{price.term}} the total is {{price.total}}.")
COURTESY = source(6, "If anything was misread, it should be put right.", kind="deal")
READS = source(7, "The agent reads each request.", "a")
CLOSES = source(8, "The agent closes the task.", "b")
ALL = (OFFER, DOES, WISH, PRICE, TOTAL, COURTESY, READS, CLOSES)
NAMES = ("seller.name", "work.inside", "price.month", "price.term", "price.total")
TASK = task_of(*ALL, slots=NAMES)


def verbatim(number: int) -> DraftBlock:
    return DraftBlock(kind="verbatim", chunk=f"S{number}")


def bridge(text: str = "What this means in practice:") -> DraftBlock:
    return DraftBlock(kind="connective", text=text)


def said(made: DraftedSection) -> list[str]:
    return [name for block in made.blocks for name in block.sources]


def test_what_was_left_out_stands_behind_the_sentence_listed_before_it(
    rules: GroundingRules,
) -> None:
    made = ground_section(TASK, reply_of(verbatim(7), verbatim(5), verbatim(1)), rules)
    assert said(made) == ["S7", "S5", "S1", "S2", "S4"]
    assert (made.put_back, made.by, made.withheld) == (("S2", "S4"), "model", ())


def test_what_stands_first_in_the_list_goes_to_the_front(rules: GroundingRules) -> None:
    made = ground_section(TASK, reply_of(verbatim(4), verbatim(7)), rules)
    assert said(made) == ["S1", "S2", "S4", "S5", "S7"]


def test_a_refused_price_is_put_back_word_for_word(rules: GroundingRules) -> None:
    lie = prose(TASK, "A full month is free of charge.", "S4").model_copy(update={"cites": ("S7",)})
    made = ground_section(TASK, reply_of(verbatim(1), verbatim(2), lie, verbatim(5)), rules)
    assert PRICE.text in [one.text for one in made.blocks]
    assert made.put_back == ("S4",)


def test_what_may_be_left_out_stays_out(rules: GroundingRules) -> None:
    made = ground_section(TASK, reply_of(*map(verbatim, (1, 2, 4, 5))), rules)
    assert (said(made), made.put_back) == (["S1", "S2", "S4", "S5"], ())


def test_a_bridge_goes_when_a_sentence_is_put_between(rules: GroundingRules) -> None:
    asked = reply_of(verbatim(1), verbatim(2), bridge(), verbatim(5), bridge("Next:"), verbatim(7))
    made = ground_section(TASK, asked, rules)
    assert [one.text for one in made.blocks if one.kind == "connective"] == ["Next:"]
    assert said(made) == ["S1", "S2", "S4", "S5", "S7"]
    assert [(one.number, one.rule) for one in made.withheld] == [(3, "bridge-joins-nothing")]


@pytest.mark.parametrize(
    "blocks",
    [
        (bridge(), *map(verbatim, (1, 2, 4, 5))),
        (*map(verbatim, (1, 2, 4, 5)), bridge()),
        (*map(verbatim, (1, 2, 4)), bridge(), verbatim(4), verbatim(5)),
        (*map(verbatim, (1, 2, 4)), bridge(), bridge("Next:"), verbatim(5)),
    ],
    ids=["first", "last", "before what is refused", "two in a row"],
)
def test_a_bridge_that_joins_nothing_is_dropped(
    blocks: tuple[DraftBlock, ...], rules: GroundingRules
) -> None:
    made = ground_section(TASK, reply_of(*blocks), rules)
    assert [one.kind for one in made.blocks] == ["verbatim"] * 4


def test_a_bridge_before_a_mended_sentence_stands(rules: GroundingRules) -> None:
    lie = prose(TASK, "The agent never reads a request.", "S7")
    made = ground_section(TASK, reply_of(*map(verbatim, (1, 2, 4, 5)), bridge(), lie), rules)
    assert [one.kind for one in made.blocks][-2:] == ["connective", "verbatim"]


def test_a_section_without_room_keeps_what_is_required(rules: GroundingRules) -> None:
    # the four needed sentences have 6 + 9 + 7 + 6 = 28 words, both passages 5 each
    task = TASK.model_copy(update={"max_words": 34})
    made = ground_section(task, reply_of(*map(verbatim, (7, 8, 1, 2, 4, 5))), rules)
    assert said(made) == ["S7", "S1", "S2", "S4", "S5"]
    tight = task.model_copy(update={"max_words": 20})
    assert said(ground_section(tight, reply_of(verbatim(7)), rules)) == ["S1", "S2", "S4", "S5"]


def test_a_sentence_that_leans_brings_the_one_it_leans_on(rules: GroundingRules) -> None:
    spare = OFFER.model_copy(update={"required": False})
    task = task_of(spare, *ALL[1:], slots=NAMES)
    made = ground_section(task, reply_of(*map(verbatim, (4, 5))), rules)
    assert said(made) == ["S1", "S2", "S4", "S5"]


def test_where_it_cannot_be_put_back_the_program_says_all(rules: GroundingRules) -> None:
    # S1 and S4 in one block leave no place for S2, which leans on S1 alone
    both = prose(TASK, f"{OFFER.text} {PRICE.text}", "S1", "S4").model_copy(
        update={"quote": "offers an agent for"}
    )
    made = ground_section(TASK, reply_of(both, verbatim(5)), rules)
    assert (made.by, made.fault) == ("program", NOT_WHOLE)
    assert said(made) == [one.id for one in ALL]


def test_what_a_clause_denies_is_not_put_back(rules: GroundingRules) -> None:
    alone = needed(2, "The agent acts on its own without approval.")
    task = task_of(OFFER, alone, PRICE, slots=NAMES)
    facts = (Fact(id="agent.autonomy", value="copilot"),)
    made = ground_section(task, reply_of(verbatim(1)), rules, facts=facts)
    assert said(made) == ["S1", "S4"]
    assert [(one.number, one.rule) for one in made.withheld] == [(0, "contradicts-clause")]


def _any_block(random: Random) -> DraftBlock:
    number = random.randint(1, len(ALL))
    if random.random() < 0.2:
        return bridge(random.choice(("Next:", "We never fail.", "What this means in practice:")))
    if random.random() < 0.5:
        return verbatim(number)
    text = ALL[number - 1].text
    lied = random.choice((text, text.replace("a ", "no "), f"{text} {ALL[0].text}", "It is free."))
    return prose(TASK, lied, f"S{number}", f"S{random.randint(1, len(ALL))}")


def test_no_answer_at_all_takes_a_required_value_away(rules: GroundingRules) -> None:
    wanted = {name for one in ALL if one.required for name in slots_of(one.text)}
    for seed in range(150):
        random = Random(seed)
        blocks = tuple(_any_block(random) for _ in range(random.randint(0, 9)))
        made = ground_section(TASK, SectionReply(section="solution", blocks=blocks), rules)
        assert {one for block in made.blocks for one in slots_of(block.text)} >= wanted, seed
        assert {one.id for one in ALL if one.required} <= set(said(made)), seed
        assert len(said(made)) == len(set(said(made))), seed
