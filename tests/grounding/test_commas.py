"""What turns a sentence by little is refused: a comma, a word that shades, one made of many."""

from __future__ import annotations

import pytest
from tests.grounding.material import prose, reply_of, source, task_of

from proposalkit.grounding.commas import strange_comma
from proposalkit.grounding.lexicon import lexicon_of
from proposalkit.grounding.section import ground_section
from proposalkit.model.grounding import GroundingRules

STOP = "A stop control lets the buyer halt the agent without asking the seller first."
WRITE = "People who write to an agent should learn that a program answers."
QUARTER = "Once a quarter the owners look at the counts, the samples and the disputes."


@pytest.mark.parametrize(
    ("text", "held", "odd"),
    [
        (STOP.replace("halt", "halt,"), STOP, "halt, the"),
        (STOP.replace("control", "control,"), STOP, "control, lets"),
        (STOP, STOP, None),
        (WRITE.replace("People", "People,"), WRITE, "people, who"),
        (WRITE, WRITE.replace("People", "People,"), "people who"),
        (QUARTER.replace("quarter", "quarter,"), QUARTER, None),
        (QUARTER.replace("samples", "samples,"), QUARTER, None),
        ("Once a quarter the owners look at the counts and the samples.", QUARTER, None),
        (QUARTER.replace("the owners look", "the owners, indeed, look"), QUARTER, None),
        ("The fee of {{pilot.fee}}, buys a report.", "The fee of {{pilot.fee}} buys a report.",
         "{{pilot.fee}}, buys"),
    ],
)  # fmt: skip
def test_a_new_comma_stands_where_it_turns_nothing(
    text: str, held: str, odd: str | None, rules: GroundingRules
) -> None:
    assert strange_comma(text, held, lexicon_of(rules)) == odd


def test_own_lists_without_the_words_leave_commas_free(rules: GroundingRules) -> None:
    limits = rules.limits.model_copy(update={"opening_words": None})
    free = lexicon_of(rules.model_copy(update={"limits": limits}))
    assert strange_comma(STOP.replace("halt", "halt,"), STOP, free) is None


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        ("The rule of the list counts.", "The rule in the list counts.", True),
        ("The rule of the list counts.", "The rule the list counts.", False),
        ("A wish becomes an order of its own.", "A wish becomes its own order.", True),
        ("The team waits for the report.", "The team waits the report.", False),
    ],
)
def test_a_word_that_joins_is_swapped_but_never_lost(
    one: str, other: str, stands: bool, rules: GroundingRules
) -> None:
    task = task_of(source(1, one, "a"))
    block = prose(task, other, "S1").model_copy(update={"quote": " ".join(one.split()[:4])})
    made = ground_section(task, reply_of(block), rules)
    rules_broken = [withheld.rule for withheld in made.withheld]
    assert rules_broken == ([] if stands else ["joining-word-lost"])


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        ("People watch the figures and change the limits.",
         "People watch the figures and change the limit.", False),
        ("The agent closes each case.", "The agent closes the cases.", False),
        ("An invoice that does not match waits.", "Invoices that do not match wait.", True),
        ("The agent reads the request.", "The agent reads a request.", True),
        ("The fee buys a report.", "The fee buys the reports.", False),
    ],
)  # fmt: skip
def test_one_thing_stays_one_and_many_stay_many(
    one: str, other: str, stands: bool, rules: GroundingRules
) -> None:
    task = task_of(source(1, one, "a"))
    block = prose(task, other, "S1").model_copy(update={"quote": " ".join(one.split()[:4])})
    made = ground_section(task, reply_of(block), rules)
    assert (made.withheld == ()) is stands, made.withheld


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A person decides on these matters.", "A person decides on matters."),
        ("A count is read in the buyer's own system.", "A count is read in the buyer's system."),
        ("A count is read in the buyer's system.", "A count is read in the buyer's own system."),
        ("The agent prepares such cases.", "The agent prepares these cases."),
        ("A wish becomes an order of its own.", "A wish becomes an order of own."),
    ],
)
def test_a_word_that_shades_is_neither_added_nor_left_out(
    one: str, other: str, rules: GroundingRules
) -> None:
    task = task_of(source(1, one, "a"))
    block = prose(task, other, "S1").model_copy(update={"quote": " ".join(one.split()[:4])})
    made = ground_section(task, reply_of(block), rules)
    assert [withheld.rule for withheld in made.withheld] == ["shading-word"]
