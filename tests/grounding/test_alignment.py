"""Two sentences are laid beside each other so that most words stand in order."""

from __future__ import annotations

from decimal import Decimal

from tests.grounding.material import prose, reply_of, source, task_of

from proposalkit.grounding.alignment import Alignment
from proposalkit.grounding.lexicon import lexicon_of
from proposalkit.grounding.reading import read
from proposalkit.grounding.section import ground_section
from proposalkit.model.grounding import GroundingRules


def laid(one: str, other: str, rules: GroundingRules) -> Alignment:
    lexicon = lexicon_of(rules)
    return Alignment(read(one, lexicon), read(other, lexicon))


def test_the_longest_run_in_order_is_found(rules: GroundingRules) -> None:
    # the textbook pair ABCBDAB and BDCABA: four letters stand in order, such as BCAB
    words = {"A": "apple", "B": "bread", "C": "cheese", "D": "date"}
    one, other = (" ".join(words[letter] for letter in text) for text in ("ABCBDAB", "BDCABA"))
    found = laid(one, other, rules)
    assert len(found.pairs) == 4
    assert found.pairs == tuple(sorted(found.pairs))
    assert [one.key for one in found.claim.bearing] != [one.key for one in found.source.bearing]
    assert all(found.claim.bearing[a].key == found.source.bearing[b].key for a, b in found.pairs)
    assert found.ordered == (4, 7)
    assert found.covered == (4, 6)


def test_a_word_put_first_costs_one_word_not_all(rules: GroundingRules) -> None:
    found = laid("list apple bread cheese", "apple bread cheese list", rules)
    assert found.ordered == (3, 4)
    found = laid("apple bread cheese list", "list apple bread cheese", rules)
    assert found.ordered == (3, 4)


def test_a_word_that_is_not_there_costs_nothing_of_the_order(rules: GroundingRules) -> None:
    assert laid("apple payroll bread", "apple bread", rules).ordered == (2, 2)


def test_the_words_that_stand_elsewhere_are_named(rules: GroundingRules) -> None:
    source_text = "apple before bread"
    assert laid("apple before bread", source_text, rules).misplaced("critical") == ()
    assert laid("before apple bread", source_text, rules).misplaced("critical") == ("before",)
    assert laid("apple after bread", source_text, rules).misplaced("critical") == ("after",)
    assert laid("apple bread", source_text, rules).misplaced("critical") == ("before",)
    assert laid("apple before before bread", source_text, rules).misplaced("critical") == (
        "before",
    )


def test_a_company_may_allow_a_word_left_out(rules: GroundingRules) -> None:
    task = task_of(source(1, "The agent reads the long written request in the open list.", "a"))
    short = prose(task, "The agent reads the written request in the open list.", "S1")

    def rule(covered: str) -> list[str]:
        limits = rules.limits.model_copy(update={"covered": Decimal(covered)})
        own = rules.model_copy(update={"limits": limits})
        return [one.rule for one in ground_section(task, reply_of(short), own).withheld]

    # four of the five words that say something: read, long, request, open, list
    assert rule("1") == ["too-little-of-source"]
    assert rule("0.81") == ["too-little-of-source"]
    assert rule("0.8") == []
