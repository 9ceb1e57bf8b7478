"""Requirements in buyers' own words: which come out right, and none met wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.compose.buyer_near_misses import NEAR_MISSES
from tests.compose.buyer_sentences import (
    KNOWN_GAPS,
    LATER,
    SENTENCES,
    UNSEEN,
    UNSEEN_AGAIN,
    WHOLE_KIT,
)

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.brief_requirements import RequirementIn
from proposalkit.model.requirements import RequirementAnswer
from proposalkit.workflows.asked import judge_asked, read_asked
from proposalkit.workflows.gather import gather

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DEALS = {
    "n": ("workspace", "nordwind-support"),
    "h": ("manufacturer", "huettental-service"),
    "t": ("hospital-group", "tamarack-authorizations"),
}
ALL = (*SENTENCES, *LATER, *WHOLE_KIT, *UNSEEN, *UNSEEN_AGAIN)
ASKED = (*((deal, text) for deal, text, _ in ALL), *NEAR_MISSES)

Answers = Mapping[int, RequirementAnswer]


@pytest.fixture(scope="module")
def answers(shared_cache: Path) -> Answers:
    """The answer to each sentence against its deal, by its number."""
    found: dict[int, RequirementAnswer] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        for mark, (folder, deal) in DEALS.items():
            numbers = [n for n, (one, _) in enumerate(ASKED) if one == mark]
            rows = tuple(RequirementIn(id=f"r-{n}", text=ASKED[n][1]) for n in numbers)
            parts = gather(EXAMPLES / folder, deal).parts
            brief = parts.brief.model_copy(update={"requirements": rows})
            asked = read_asked(EXAMPLES / folder, brief)
            ready = replace(parts, brief=brief, asked=asked, judge=judge_asked)
            made = compose_proposal(ready, Release(deal=deal)).requirements or ()
            found |= dict(zip(numbers, made, strict=True))
    return found


def test_no_requirement_is_called_met_that_a_careful_person_would_not(answers: Answers) -> None:
    wrong = [
        f"{one.text} is met: {one.answer}"
        for number, one in answers.items()
        if one.status == "met" and (number >= len(ALL) or ALL[number][2] != "met")
    ]
    assert wrong == []


def test_all_but_the_known_gaps_come_out_as_a_careful_person_answers(answers: Answers) -> None:
    """A gap that has been mended is struck off the list, so that the list stays true."""
    other = {
        f"{ALL[number][0]}: {ALL[number][1]}": one.status
        for number, one in answers.items()
        if number < len(ALL) and one.status != ALL[number][2]
    }
    assert other == KNOWN_GAPS
