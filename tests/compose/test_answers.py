"""Answers come from facts and shown values; an unanswered question says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from proposalkit.compose.answers import compose_answers, fill, sectors_of
from proposalkit.compose.parts import Parts, Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.knowledge import FactType, QuestionEntry
from proposalkit.model.plan import ChosenTerms
from proposalkit.model.proof import Answer, Clause, Fact, FactValue
from proposalkit.model.proposal import Proposal
from proposalkit.model.question_book import QuestionGroup, Saying, Sector

USE = FactType(type="choice", label="Use", statement={"no": "Not used.", "yes": "Used."})
DAYS = FactType(type="integer", label="Days", statement="Kept {value} days.")
WHO = FactType(type="list", label="Who", values={"a_b": "group A"}, statement="Only {value}.")


@pytest.fixture(scope="module")
def proposal(parts: Parts) -> Proposal:
    """The worked example as a proposal."""
    return compose_proposal(parts, Release(deal="nordwind-support"))


@pytest.fixture
def asking(parts: Parts, proposal: Proposal) -> Callable[..., tuple[Answer, ...]]:
    """Answer some questions from two small clauses with three facts."""
    library = parts.catalogue.library.model_copy(
        update={"facts": {"x.use": USE, "x.days": DAYS, "x.who": WHO}}
    )
    clauses = (_clause("first", use="no", days=1400), _clause("second", who=("a_b", "B", "C")))

    def ask(*questions: QuestionEntry, groups: tuple[str, ...] = ()) -> tuple[Answer, ...]:
        catalogue = parts.catalogue.model_copy(
            update={
                "library": library,
                "questions": questions,
                "question_groups": tuple(QuestionGroup(id=one, title=one) for one in groups),
                "sectors": (Sector(id="shops", words=("retail",)), Sector(id="x", words=("y",))),
            }
        )
        terms = ChosenTerms(clauses=clauses, blockers=())
        return compose_answers(replace(parts, terms=terms, catalogue=catalogue), proposal)

    return ask


def _clause(id_: str, **facts: FactValue) -> Clause:
    return Clause(
        id=id_, version="1", family="assurance", title=id_, text="1. Text.", text_sha256="0" * 64,
        facts=tuple(Fact(id=f"x.{name}", value=value) for name, value in facts.items()),
        origin="standard", lands_in="main_agreement",
    )  # fmt: skip


def test_an_answer_is_its_facts_or_says_that_nothing_is_stated(
    asking: Callable[..., tuple[Answer, ...]],
) -> None:
    answers = asking(
        QuestionEntry(id="use", question="Used?", facts=("x.use", "x.days"), key_term=True),
        QuestionEntry(id="who", question="Who?", facts=("x.who",), clauses=("second", "third")),
        QuestionEntry(id="why", question="Why?", facts=("x.why",), clauses=("first",)),
    )
    assert [(one.question, one.answer, one.status, one.clause_refs) for one in answers] == [
        ("Used?", "Not used. Kept 1,400 days.", "answered", ("first",)),
        ("Who?", "Only group A, B and C.", "answered", ("second",)),
        ("Why?", "Not stated.", "not_stated", ()),
    ]
    assert [one.key_term for one in answers] == [True, False, False]


def test_an_unanswered_question_says_what_is_missing_who_supplies_it_and_by_when(
    asking: Callable[..., tuple[Answer, ...]],
) -> None:
    clause, buyer = asking(
        QuestionEntry(id="a", question="A?", clauses=("ai-use-disclosure",)),
        QuestionEntry(id="b", question="B?", missing="The cost", supplied_by="buyer"),
    )
    # the day of the legal review in the example's path
    assert (clause.missing, clause.supplied_by, clause.due) == (
        "Disclosure of the use of AI", "Halyard Agents B.V.", date(2026, 12, 11),
    )  # fmt: skip
    assert (buyer.missing, buyer.supplied_by) == ("The cost", "Nordwind Outdoor GmbH")


def test_answers_stand_in_the_order_of_their_headings(
    asking: Callable[..., tuple[Answer, ...]],
) -> None:
    answers = asking(
        QuestionEntry(id="a", question="A?", facts=("x.use",), group="later"),
        QuestionEntry(id="b", question="B?", facts=("x.use",), group="sooner"),
        QuestionEntry(id="c", question="C?", facts=("x.use",), group="later"),
        groups=("sooner", "later"),
    )
    assert [one.id for one in answers] == ["b", "a", "c"]
    assert [one.group for one in answers] == ["sooner", "later", "later"]


def test_a_question_of_another_sector_is_not_asked(
    asking: Callable[..., tuple[Answer, ...]],
) -> None:
    """The sector of the example is retail."""
    answers = asking(
        QuestionEntry(id="a", question="A?", facts=("x.use",), sectors=("shops",)),
        QuestionEntry(id="b", question="B?", facts=("x.use",), sectors=("x",)),
    )
    assert [one.id for one in answers] == ["a"]


def test_an_answer_without_a_clause_points_to_a_section_that_is_there(
    parts: Parts, asking: Callable[..., tuple[Answer, ...]]
) -> None:
    saying = (Saying(sentence="Says {validity.timezone}."),)
    (priced,) = asking(QuestionEntry(id="a", question="A?", says=saying, section="pricing"))
    assert (priced.answer, priced.section) == ("Says Europe/Berlin.", "pricing")


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (Saying(sentence="The pilot costs {pilot.fee}."), "The pilot costs EUR 7,500.00."),
        (
            Saying(sentence="{released_by}", otherwise="By {validity.timezone}."),
            "By Europe/Berlin.",
        ),
        (Saying(sentence="Released by {released_by}."), ""),
        (
            Saying(
                sentence="{rows}.",
                rows="pricing.components.tiers",
                row="{.unit_price} to {.up_to}",
                row_otherwise="{.unit_price} above",
            ),
            "EUR 0.95 to 5,000; EUR 0.82 to 15,000; EUR 0.70 above.",
        ),
        (Saying(sentence="{rows}.", rows="evidence[kind=policy]", row="{.title}"), ""),
        (Saying(sentence="Sold by {parties.seller.name}."), "Sold by Halyard Agents B.V."),
    ],
)
def test_a_sentence_is_filled_or_not_said_at_all(
    saying: Saying, words: str, proposal: Proposal
) -> None:
    assert fill(saying, proposal) == words


def test_a_sentence_is_said_only_where_its_values_are_or_are_not(proposal: Proposal) -> None:
    """The example has a pilot and no ramp."""
    both = Saying(sentence="Paid trial.", has=("pilot.fee",), lacks=("pricing.ramps.label",))
    assert fill(both, proposal) == "Paid trial."
    assert fill(both.model_copy(update={"lacks": ("pilot.fee",)}), proposal) == ""
    assert fill(both.model_copy(update={"has": ("pricing.ramps.label",)}), proposal) == ""


def test_without_clauses_no_answer_cites_one(parts: Parts, proposal: Proposal) -> None:
    bare = replace(parts, terms=parts.terms.model_copy(update={"clauses": ()}))
    answers = compose_answers(bare, proposal)
    assert {one.clause_refs for one in answers} == {()}
    said = {one.id: one.answer for one in answers if one.key_term}
    assert said == {
        "training-on-our-data": "Use for training on the way of the data: Rhein Cloud GmbH: None; "
        "Calanque IA SAS: None; Rhein Cloud GmbH: None; Liffey Vault Ltd.: None. "
        "No clause of this proposal binds it.",
        "who-pays-for-errors": "Not stated.",
        "where-the-model-runs": "Today in France and Germany, as the page on data says. "
        "No clause of this proposal binds it.",
    }
    asked = next(one for one in answers if one.id == "where-the-model-runs")
    assert asked.section == "data"  # the page that says it


def test_the_three_objections_of_the_worked_example_are_answered_by_clauses(
    proposal: Proposal,
) -> None:
    """Training, wrong answers, place of the model: each answered and on the key-terms page."""
    key_terms = [one for one in proposal.answers if one.key_term]
    assert [one.id for one in key_terms] == [
        "training-on-our-data", "who-pays-for-errors", "where-the-model-runs",
    ]  # fmt: skip
    for answer in key_terms:
        assert answer.status == "answered"
        assert answer.clause_refs


def test_every_answer_has_a_clause_a_section_or_a_supplier(proposal: Proposal) -> None:
    assert len(proposal.answers) >= 40
    for one in proposal.answers:
        assert one.group
        assert one.clause_refs or one.section or (one.missing and one.supplied_by and one.due)


@pytest.mark.parametrize(
    ("sector", "expected"),
    [
        ("retail", {"retail"}),
        ("Hospital group", {"healthcare"}),
        ("industrial machinery", {"manufacturing"}),
        ("Bank, public", {"finance", "public"}),
        ("mining", set()),
    ],
)
def test_the_sector_is_known_by_its_words(
    sector: str, expected: set[str], with_brief: Callable[..., Parts], parts: Parts
) -> None:
    buyer = parts.brief.buyer.model_copy(update={"sector": sector})
    assert sectors_of(with_brief(buyer=buyer)) == expected
