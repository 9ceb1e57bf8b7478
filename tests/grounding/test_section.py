"""What stands in a section when a block is refused, repeated, too long, or there is no answer."""

from __future__ import annotations

import pytest
from tests.grounding.material import prose, reply_of, source, task_of, task_on

from proposalkit.grounding.section import ground_section
from proposalkit.model.draft import DraftBlock, SectionReply
from proposalkit.model.grounding import GroundingRules

READS = source(1, "The agent reads each request.", "a")
CLOSES = source(2, "The agent closes the task.", "b")
WISH = source(3, "We want answers at night.", kind="quoted")
NOTICE = source(4, "The written agreement names the notice period for an order.", "c")
TASK = task_of(READS, CLOSES, WISH, NOTICE)


def verbatim(name: str) -> DraftBlock:
    return DraftBlock(kind="verbatim", chunk=name)


def bridge(text: str) -> DraftBlock:
    return DraftBlock(kind="connective", text=text)


def test_a_rewording_that_says_the_same_stands(rules: GroundingRules) -> None:
    made = ground_section(TASK, reply_of(prose(TASK, "Our agent", "S1")), rules)
    assert made.withheld[0].instead == "source"
    made = ground_section(
        TASK, reply_of(prose(TASK, "The agent also reads every request.", "S1")), rules
    )
    assert [(one.kind, one.text, one.sources) for one in made.blocks] == [
        ("prose", "The agent also reads every request.", ("S1",))
    ]
    assert (made.by, made.fault, made.withheld) == ("model", None, ())


def test_two_sentences_that_follow_each_other_may_become_one(rules: GroundingRules) -> None:
    task = task_on("copilot-in-practice")
    one, two = task.sources[0].text, task.sources[1].text
    joined = f"{one.removesuffix('.')}, and {two[0].lower()}{two[1:]}"
    made = ground_section(task, reply_of(prose(task, joined, "S1", "S2")), rules)
    assert [block.sources for block in made.blocks] == [("S1", "S2")]
    apart = ground_section(task, reply_of(prose(task, joined, "S1")), rules)
    assert [block.text for block in apart.blocks] == [one]


def test_a_refused_block_leaves_its_source_once(rules: GroundingRules) -> None:
    false = prose(TASK, "The agent never reads a request.", "S1")
    made = ground_section(TASK, reply_of(false, false, verbatim("S2")), rules)
    assert [one.text for one in made.blocks] == [READS.text, CLOSES.text]
    assert [(one.number, one.rule, one.instead) for one in made.withheld] == [
        (1, "critical-word", "source"),
        (2, "critical-word", "nothing"),
    ]


def test_a_refused_verbatim_or_connective_leaves_nothing(rules: GroundingRules) -> None:
    made = ground_section(
        TASK, reply_of(verbatim("S9"), bridge("We never fail."), verbatim("S1")), rules
    )
    assert [one.text for one in made.blocks] == [READS.text]
    assert [one.instead for one in made.withheld] == ["nothing", "nothing"]


def test_prose_on_the_buyers_words_leaves_nothing_and_a_quote_of_them_stands(
    rules: GroundingRules,
) -> None:
    block = prose(TASK, "We want answers at night, too.", "S3")
    made = ground_section(TASK, reply_of(verbatim("S1"), block), rules)
    assert [(one.rule, one.instead) for one in made.withheld] == [
        ("quoted-is-no-evidence", "nothing")
    ]
    said = ground_section(TASK, reply_of(verbatim("S1"), verbatim("S3")), rules)
    assert [one.sources for one in said.blocks] == [("S1",), ("S3",)]


@pytest.mark.parametrize(
    "reply",
    [
        SectionReply(section="solution", fault="The endpoint refused the key."),
        SectionReply(section="solution"),
        SectionReply(section="need", blocks=(verbatim("S2"),)),
        reply_of(bridge("What this means in practice:")),
        reply_of(verbatim("S9"), bridge("We never fail.")),
    ],
    ids=["fault", "empty", "other section", "bridge alone", "all refused"],
)
def test_without_an_answer_that_stands_the_program_says_the_sources(
    reply: SectionReply, rules: GroundingRules
) -> None:
    made = ground_section(TASK, reply, rules)
    assert made.by == "program"
    assert made.fault
    assert [one.text for one in made.blocks] == [one.text for one in TASK.sources]


def test_the_fault_of_the_drafter_is_kept_word_for_word(rules: GroundingRules) -> None:
    reply = SectionReply(section="solution", fault="The endpoint refused the key.")
    assert ground_section(TASK, reply, rules).fault == "The endpoint refused the key."


def test_a_section_is_cut_from_its_end(rules: GroundingRules) -> None:
    task = task_on("autopilot-in-practice", most=40)
    blocks = [verbatim(one.id) for one in task.sources]
    made = ground_section(task, reply_of(*blocks), rules)
    # 18 and 21 words stand; with the third sentence it would be 55
    assert [one.sources for one in made.blocks] == [("S1",), ("S2",)]
    assert [(one.number, one.rule) for one in made.withheld] == [(3, "too-many-words")]


def test_a_first_sentence_longer_than_the_section_is_not_printed_either(
    rules: GroundingRules,
) -> None:
    task = task_of(source(1, " ".join(["word"] * 30)), most=20)
    made = ground_section(task, reply_of(verbatim("S1")), rules)
    assert made.blocks == ()


def test_a_fenced_rewording_leaves_the_source_and_the_way_to_the_clause(
    rules: GroundingRules,
) -> None:
    block = prose(TASK, "The written agreement also names the notice period for an order.", "S4")
    clauses = {"term-termination": "Term and termination"}
    made = ground_section(TASK, reply_of(block, block), rules, clauses=clauses)
    assert [(one.kind, one.text) for one in made.blocks] == [
        ("verbatim", NOTICE.text),
        ("connective", 'See clause "Term and termination" (term-termination).'),
    ]
    without = ground_section(TASK, reply_of(block), rules)
    assert [one.text for one in without.blocks] == [NOTICE.text]


def test_a_fenced_claim_on_a_source_that_does_not_speak_of_it_gets_no_clause(
    rules: GroundingRules,
) -> None:
    block = prose(TASK, "The agent closes the task without a notice period.", "S2")
    clauses = {"term-termination": "Term and termination"}
    made = ground_section(TASK, reply_of(block), rules, clauses=clauses)
    assert [one.text for one in made.blocks] == [CLOSES.text]


def test_prose_that_repeats_its_source_is_taken_word_for_word(rules: GroundingRules) -> None:
    block = DraftBlock(kind="prose", text="The agent  reads each request.", cites=("S1",))
    made = ground_section(TASK, reply_of(block), rules)
    assert [(one.kind, one.text) for one in made.blocks] == [("verbatim", READS.text)]


def test_prose_with_nothing_in_it_stands_nowhere(rules: GroundingRules) -> None:
    for block in (
        DraftBlock(kind="prose", text=None, cites=("S1",), quote="The agent reads"),
        DraftBlock(kind="prose", text="It is.", cites=("S1",), quote="The agent reads"),
        DraftBlock(kind="prose", text="The agent reads each request.", cites=(), quote=None),
        DraftBlock(kind="verbatim"),
        DraftBlock(kind="connective", text="Next:", cites=("S1",)),
        prose(TASK, "The agent also reads each request.", "S1").model_copy(update={"quote": "The"}),
    ):
        made = ground_section(TASK, reply_of(block, verbatim("S2")), rules)
        assert [one.number for one in made.withheld] == [1]


def test_a_sentence_that_leans_follows_the_one_it_leans_on(rules: GroundingRules) -> None:
    task = task_on("people-know-it-is-ai")
    assert task.sources[2].text.startswith("This prevents")
    in_order = [verbatim("S2"), bridge("What this means in practice:"), verbatim("S3")]
    assert ground_section(task, reply_of(*in_order), rules).withheld == ()
    alone = ground_section(task, reply_of(verbatim("S1"), verbatim("S3")), rules)
    assert [one.rule for one in alone.withheld] == ["leans-on-sentence-before"]
    first = task_of(source(1, "The agent reads each request.", "a"))
    leaning = prose(first, "Here the agent reads each request.", "S1")
    assert ground_section(first, reply_of(leaning), rules).withheld == ()
    turned = prose(first, "This agent reads each request.", "S1")
    made = ground_section(first, reply_of(turned), rules)
    assert [one.rule for one in made.withheld] == ["leans-on-sentence-before"]
    cut = task_of(source(1, "This prevents complaints later.", "a"))
    assert ground_section(cut, reply_of(verbatim("S1")), rules).withheld == ()


def test_the_program_may_be_named_as_the_drafter(rules: GroundingRules) -> None:
    made = ground_section(TASK, reply_of(verbatim("S1")), rules, by="program")
    assert (made.by, made.fault) == ("program", None)


def test_slots_of_the_source_keep_their_place_and_party_slots_stand_for_the_party(
    rules: GroundingRules,
) -> None:
    fee = source(1, "The buyer pays {{pilot.fee}} for the pilot and {{price.month}} a month.")
    task = task_of(fee, slots=("pilot.fee", "price.month", "buyer.name"))

    def stands(text: str) -> bool:
        return not ground_section(task, reply_of(prose(task, text, "S1")), rules).withheld

    assert stands(
        "{{buyer.name}} pays {{pilot.fee}} for the pilot and also {{price.month}} a month."
    )
    assert stands("You pay {{pilot.fee}} for the pilot and {{price.month}} a month.")
    assert not stands("You pay {{price.month}} for the pilot and {{pilot.fee}} a month.")
    assert not stands("We pay {{pilot.fee}} for the pilot and {{price.month}} a month.")
    assert not stands("You pay {{ pilot.fee }} for the pilot and {{price.month}} a month.")


def test_the_way_to_a_clause_is_shown_once(rules: GroundingRules) -> None:
    other = source(5, "The written agreement names the notice period for a list.", "d")
    task = task_of(NOTICE, other)
    clauses = {"term-termination": "Term and termination"}
    blocks = [
        prose(task, one.text.replace("names", "also names"), one.id) for one in (NOTICE, other)
    ]
    made = ground_section(task, reply_of(*blocks), rules, clauses=clauses)
    assert [one.kind for one in made.blocks] == ["verbatim", "connective", "verbatim"]


def test_an_endless_block_is_not_read_at_all(rules: GroundingRules) -> None:
    endless = prose(TASK, "The agent reads each request. " * 100_000, "S1")
    made = ground_section(TASK, reply_of(endless, verbatim("S2")), rules)
    assert [one.text for one in made.blocks] == [CLOSES.text]
    assert [(one.rule, len(one.text)) for one in made.withheld] == [("too-many-words", 83)]


def test_the_second_sentence_of_a_block_leans_like_any_other(rules: GroundingRules) -> None:
    task = task_on("pilot-is-paid", "people-know-it-is-ai")
    one, other = task.sources[0], task.sources[4]
    assert other.text.startswith("This prevents")
    block = prose(task, f"{one.text} {other.text}", one.id, other.id)
    made = ground_section(task, reply_of(block), rules)
    assert [withheld.rule for withheld in made.withheld] == ["leans-on-sentence-before"]
    twice = prose(task, f"{one.text} {one.text}", one.id)
    again = ground_section(task, reply_of(twice), rules)
    assert [withheld.rule for withheld in again.withheld] == ["said-already"]


@pytest.mark.parametrize("text", ["Each agent reads the request?", "The agent reads each request!"])
def test_a_statement_does_not_become_a_question_or_a_cry(text: str, rules: GroundingRules) -> None:
    made = ground_section(TASK, reply_of(prose(TASK, text, "S1")), rules)
    assert [one.rule for one in made.withheld] == ["sign-not-allowed"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The customer is asked.", "The customer asked."),
        ("The team can open it each day.", "The team can be open to it each day."),
        ("The pilot is paid.", "The pilot has paid."),
        ("The agent is stopped.", "The agent was stopped."),
    ],
)
def test_who_acts_and_when_stays_as_it_is(one: str, other: str, rules: GroundingRules) -> None:
    task = task_of(source(1, one, "a"))
    block = prose(task, other, "S1").model_copy(update={"quote": one})
    made = ground_section(task, reply_of(block), rules)
    assert [withheld.rule for withheld in made.withheld] == ["critical-word"]


@pytest.mark.parametrize("text", ["Data AI GmbH reads each request.", "data ai gmbh reads it."])
def test_a_name_of_common_words_is_refused_as_a_whole(text: str, rules: GroundingRules) -> None:
    made = ground_section(TASK, reply_of(prose(TASK, text, "S1")), rules, parties=("Data AI GmbH",))
    assert [one.rule for one in made.withheld] == ["party-named"]
    common = prose(TASK, "The data agent reads each request.", "S1")
    free = ground_section(TASK, reply_of(common), rules, parties=("Data AI GmbH",))
    assert [one.rule for one in free.withheld] == ["word-not-in-source"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Here is what that means for {{buyer.name}}.", True),
        ("What this means in practice:", True),
        ("The next point follows from that.", True),
        ("{{seller.name}} stands behind the outcome.", False),
        ("We stand behind the outcome.", False),
        ("Decisions about costs stay with people too.", False),
        ("The pilot starts in {{pilot.start}}.", False),
    ],
)
def test_a_connective_leads_on_and_names_no_one_who_does_something(
    text: str, stands: bool, rules: GroundingRules
) -> None:
    task = task_of(READS, CLOSES, slots=("buyer.name", "seller.name", "pilot.start"))
    made = ground_section(task, reply_of(verbatim("S1"), bridge(text), verbatim("S2")), rules)
    assert (made.withheld == ()) is stands
