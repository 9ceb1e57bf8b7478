"""Key terms that run over page one, and answers on more than two pages, are warned of."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.worked import worked_proposal

from proposalkit.model.proposal import Proposal
from proposalkit.readers.reading import PageReading, PdfReading
from proposalkit.workflows.page_counts import page_count_warnings

DIGEST = "ab12" * 16


@pytest.fixture(scope="module")
def proposal(shared_cache: Path) -> Proposal:
    """The worked deal."""
    return worked_proposal(shared_cache)


def _told(proposal: Proposal, *pages: str) -> list[tuple[str, str]]:
    reading = PdfReading(
        pages=tuple(
            PageReading(number=number, text=text, width=595, height=842)
            for number, text in enumerate(pages, start=1)
        ),
        attachments={}, xmp="", info={}, fonts=(),
    )  # fmt: skip
    return [(one.id, one.where) for one in page_count_warnings(proposal, reading, DIGEST)]


QUESTIONS_TEMPLATE = Path(__file__).parents[2] / "templates" / "proposal" / "questions.html.j2"


def test_page_one_holds_all_key_terms_when_the_digest_at_their_end_stands_on_it(
    proposal: Proposal,
) -> None:
    broken = f"{DIGEST[:30]}\n{DIGEST[30:]}"  # a line may end inside it
    assert _told(proposal, f"Terms {broken}", "Parties") == []
    assert _told(proposal, "Terms", f"rest {DIGEST}") == [("key-terms-overflow", "page 1")]


def test_answers_on_a_third_page_are_counted_from_the_first_to_the_last_question(
    proposal: Proposal,
) -> None:
    groups = list(dict.fromkeys(one.group for one in proposal.answers))
    last = [one for one in proposal.answers if one.group == groups[-1]][-1].question
    first = "A clause that binds an answer ends it; the last column gives its page, or that"
    assert first in QUESTIONS_TEMPLATE.read_text()
    listed = f"What is not stated {last}"
    assert _told(proposal, DIGEST, first, f"more\n{last}", listed) == []
    assert _told(proposal, DIGEST, f"{first} {last}", listed) == []
    assert _told(proposal, DIGEST, first, "more", f"and {last}") == [
        ("too-many-question-pages", "pages 2 to 4")
    ]
