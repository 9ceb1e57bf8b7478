"""Words of a contract text: terms defined and used, the two names of the parties, facts said."""

from __future__ import annotations

from datetime import date

import pytest

from proposalkit.knowledge.fact_words import check_fact_words
from proposalkit.knowledge.knowledge_files import KnowledgeFile
from proposalkit.knowledge.library import gather
from proposalkit.knowledge.lint_table import Lint, LintTable
from proposalkit.knowledge.tables import MandatoryTable
from proposalkit.knowledge.term_lints import (
    cited_clauses,
    defined_terms,
    lint_parties,
    lint_terms,
    own_terms,
    unused_terms,
)
from proposalkit.model.law import FactWords

DEFINITIONS = '"Agent" means the software.\n\n"Fees" means amounts; one is a Fee.'
LINTS = LintTable.model_validate(
    {"owner": "legal", "review_by": date(2027, 1, 1), "clause_words": (), "buyer_words": (),
     "signs": (), "names": ("Article", "EU AI Act")}
)  # fmt: skip
PARTIES = (Lint(word="Vendor", instead='Write "Provider".'),)


def _at(offset: int) -> str:
    return str(offset)


# a text, and the terms found in it that nobody explains
UNEXPLAINED = {
    "1. The Agent works. Fees are due under Article 5 of the EU AI Act.": [],
    "1. A Fee is due.": [],
    '1. A "Golden Set" is kept. The Golden Sets are shared.': [],
    "1. The Service Data is kept.": ["Service Data"],
    "1. In doubt the Agent stops. Where it does,\n(a) Every task waits; Nobody acts.": [],
    "1. It says: {{ param.notice }} Where it does not, the Order waits.": ["Order"],
    '1. See clause "Liability cap" (liability-cap).': [],
}  # fmt: skip


@pytest.mark.parametrize("text", UNEXPLAINED)
def test_a_word_written_like_a_term_has_to_be_one(text: str) -> None:
    terms = defined_terms(DEFINITIONS)
    assert terms == {"Agent", "Fees"}
    found = [one.message for one in lint_terms(text, _at, terms, LINTS)]
    assert found == [
        f'"{term}" is written like a defined term and is not defined.' for term in UNEXPLAINED[text]
    ]


def test_a_clause_may_use_the_terms_of_a_clause_it_cites() -> None:
    assert cited_clauses('Under clause "Human oversight" (human-oversight), (a) (in part).') == (
        "human-oversight",
    )
    assert own_terms('each a "Reviewed Matter", and "what else"') == {"Reviewed Matter"}


def test_a_term_that_no_text_and_no_other_definition_uses_is_found() -> None:
    texts = ["1. The\nAgents work."]
    assert [one.message for one in unused_terms(DEFINITIONS, _at, texts)] == [
        'The term "Fees" is defined and used nowhere.'
    ]
    assert list(unused_terms(DEFINITIONS, _at, [*texts, "2. Fees are due."])) == []
    chain = '"Agent" means what Fees pay.\n\n"Fees" means amounts.'
    assert list(unused_terms(chain, _at, texts)) == []


# a text, and what is wrong with its parties
ONE_SIDED = {
    "1. Provider must act. Customer may use it.": [],
    "1. The Vendors act for Customer, and Provider pays.": ["party-name"],
    "1. Provider must act on Customer Data of a Model Provider.": ["one-party"],
    "1. Customer shall act.": ["one-party"],
    "1. What Customer defines counts.": [],
    "1. Each party may leave.": [],
}


@pytest.mark.parametrize("text", ONE_SIDED)
def test_parties_have_two_names_and_a_duty_has_two_sides(text: str) -> None:
    assert [one.id for one in lint_parties(text, _at, PARTIES)] == ONE_SIDED[text]


def test_a_library_without_such_lists_is_not_held_to_them() -> None:
    bare = LINTS.model_copy(update={"names": ()})
    assert list(lint_terms("1. The Service Data is kept.", _at, (), bare)) == []
    assert list(lint_parties("1. Customer shall act.", _at, ())) == []


CLAUSE = """---
clause: small-print
version: "1"
title: Small print
family: assurance
answers: What?
lands_in: main_agreement
points: [one]
params:
  days: {type: integer, unit: days, default: 30, means: Days}
requires: []
conflicts: []
owner: legal
review_by: 2027-05-31
---
Plain.
"""
TEXT = """---
clause: small-print
approver: seller_rep
approved_by: null
approved_on: null
status: draft
license: CC-BY-4.0
source: own draft
facts:
  term.days: %s
evidence: []
---
1. %s
"""
ROWS = (FactWords(fact="term.days", value="short", words=("soon | at once", "ends")),)
# value of the fact, text, whether the text says it
SAID = [
    ("param.days", "It ends after {{ param.days }} days.", True),
    ("param.days", "It ends after 30 days.", False),
    ('"60"', "It ends after 60 days.", True),
    ('"60"', "It ends after 600 or 1.60 days.", False),
    ("short", "It ENDS\nat once.", True),
    ("short", "It ends.", False),
    ("long", "It ends soon.", False),
]


@pytest.mark.parametrize(("value", "text", "said"), SAID)
def test_a_text_says_in_words_what_it_states_as_a_fact(value: str, text: str, said: bool) -> None:
    folder = "clauses/assurance/small-print"
    files = [
        KnowledgeFile(f"{folder}/clause.md", "clause.md", CLAUSE.encode()),
        KnowledgeFile(
            f"{folder}/10-preferred.md", "10-preferred.md", (TEXT % (value, text)).encode()
        ),
    ]
    table = MandatoryTable(owner="legal", review_by=date(2027, 1, 1), lists=(), facts=ROWS)
    found = [one.id for one in check_fact_words(table, gather(files).clauses)]
    assert found == ([] if said else ["fact-not-said"])
    silent = table.model_copy(update={"facts": ()})
    assert list(check_fact_words(silent, gather(files).clauses)) == []
