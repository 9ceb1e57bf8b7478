"""What nobody may infer: no sentence and no model sets it; the question is asked with the words."""

from __future__ import annotations

import json

import pytest
from tests.intake.reading import field, grammar, notes, rules, take_in

from proposalkit.intake.model_claims import chunks_of, judge
from proposalkit.intake.take_in import clean_texts

SAID = {
    "commercial.discount.rate": ("We agreed on a discount of 15% for you.", "15%"),
    "commercial.minimum": ("A minimum of EUR 2,000 a month is fine for us.", "EUR 2,000"),
    "commercial.cap": ("The bill is capped at EUR 9,000 a month.", "EUR 9,000"),
    "buyer.country": ("We are registered in Germany.", "Germany"),
    "paper.governs": ("We buy on our own standard terms.", "our own standard terms"),
    "data.location": ("Our data has to stay in the EU.", "EU"),
    "data.health_data": ("Patient data is in every second mail.", "yes"),
    "data.california_consumers": ("Many of them live in California.", "yes"),
    "consequential_decisions": ("It would decide on eligibility.", "yes"),
    "talks_to_people": ("It talks to customers all day.", "yes"),
    "asks_for_insurance": ("We need a certificate of insurance.", "yes"),
    "asks_for_ai_disclosure": ("Say if the bid was written with the help of AI.", "yes"),
    "commercial.bars_auto_renewal": ("A contract may not renew automatically.", "yes"),
}
ASKED = set(SAID) - {"commercial.minimum", "commercial.cap"}
"""Fields whose question becomes one to answer first; minimum and cap have a default."""


def test_every_field_nobody_may_infer_is_tried_here() -> None:
    careful = {one.field for one in rules().fields if one.care == "labelled"}
    others = {"paper.title", "paper.agreed_on", "commercial.discount.label",
              "commercial.discount.condition", "commercial.tax"}  # fmt: skip
    assert careful - others == set(SAID)


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_sets_no_value_and_makes_the_question_one_to_answer(name: str) -> None:
    found = take_in(notes(SAID[name][0]))
    assert field(found, name).value is None
    asked = {one.field: one for one in found.open_questions}
    if name in ASKED:
        assert [one.quote for one in asked[name].found] == [SAID[name][0]]


@pytest.mark.parametrize("name", SAID)
def test_a_model_that_names_it_is_thrown_away(name: str) -> None:
    text, value = SAID[name]
    (chunk,) = chunks_of(clean_texts([notes(text)], rules()))
    reply = json.dumps({"found": [{"field": name, "value": value, "quote": text}]})
    found = judge(reply, chunk, grammar())
    assert (found.statements, found.thrown_away) == ((), 1)
