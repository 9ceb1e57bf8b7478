"""Every sentence that was let stand is looked for on the pages, in the summary and the e-mail."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from proposalkit.compose.beside import email_bytes
from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.kit.layout import DealFolder
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.finding import CheckResult
from proposalkit.model.proposal import Proposal
from proposalkit.readers.reading import PageReading, PdfExamination, PdfReading
from proposalkit.verify.page_text import PAGE, PAGE_REFERENCE, PAGES
from proposalkit.workflows.draft import DraftedTexts, draft_texts
from proposalkit.workflows.gather import gather
from proposalkit.workflows.pages import PageView, SummaryView
from proposalkit.workflows.printed_texts import check_printed_texts

EXAMPLE = Path(__file__).parents[2] / "examples" / "workspace"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGE_LETTERS = 2500
CHECK = CheckResult(check="drafted-texts")


class Made(NamedTuple):
    texts: DraftedTexts
    proposal: Proposal
    pages: str
    summary: str
    running: tuple[str, ...]


@pytest.fixture(scope="module")
def made(shared_cache: Path) -> Made:
    """The worked example, with the text its templates give."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        gathered = gather(EXAMPLE, "nordwind-support")
        texts = draft_texts(gathered, DealFolder(Path("nowhere")), now=NOW)
        proposal = compose_proposal(texts.into(gathered).parts, Release(deal="nordwind-support"))
        view = PageView(proposal, sha256_hex(canonical_bytes(proposal)))
        both = (
            "\n".join(one.text.replace(PAGE_REFERENCE, "7") for one in one_view.blocks())
            for one_view in (view, SummaryView(view))
        )
        return Made(texts, proposal, *both, view.running_lines())


def _read(text: str, running: tuple[str, ...]) -> PdfReading:
    """Cut a text into pages, wherever that falls, with the running lines on each."""
    bodies = [text[at : at + PAGE_LETTERS] for at in range(0, len(text), PAGE_LETTERS)]
    total = str(len(bodies))
    return PdfReading(
        pages=tuple(
            PageReading(
                number=number,
                text="\n".join(
                    (body, *(one.replace(PAGE, str(number)).replace(PAGES, total)
                             for one in running))
                ),
                width=595,
                height=842,
            )
            for number, body in enumerate(bodies, start=1)
        ),
        attachments={}, xmp="", info={}, fonts=(),
    )  # fmt: skip


def _found(made: Made, change: tuple[str, str] = ("", ""), where: str = "pages") -> list[str]:
    texts = {"pages": made.pages, "summary": made.summary, "email": ""}
    email = email_bytes(made.proposal).decode()
    if change[0]:
        text = email if where == "email" else texts[where]
        assert change[0] in text, "the change is one"
        email = email.replace(*change) if where == "email" else email
        texts[where] = texts[where].replace(*change)
    structure = CheckResult(check="pdf-structure")
    second = PdfExamination(structure=structure, reading=_read(texts["summary"], made.running))
    whole = PdfExamination(
        structure=structure, reading=_read(texts["pages"], made.running), second=second
    )
    result = check_printed_texts(CHECK, made.texts, whole, email.encode(), made.running)
    return [f"{one.id}: {one.where}" for one in result.findings]


def test_a_kit_as_made_prints_every_sentence(made: Made) -> None:
    assert _found(made) == []


@pytest.mark.parametrize(
    ("change", "where", "place"),
    [
        (("a full month is charged at", "a full month is charged with"), "pages", "summary"),
        (("The last day to decide", "The first day to decide"), "pages", "pilot"),
        (("A person decides on these matters", "Nobody decides on these matters"), "pages",
         "oversight"),
        (("One decision is asked for", "Two decisions are asked for"), "summary", "sponsor"),
        (("We suggest a paid pilot", "We suggest a free pilot"), "email", "cover_email"),
    ],
)  # fmt: skip
def test_a_word_that_was_changed_between_check_and_page_is_found(
    change: tuple[str, str], where: str, place: str, made: Made
) -> None:
    found = _found(made, change, where)
    assert [one.rpartition(" ")[2] for one in found] == [place]
    assert {one.partition(":")[0] for one in found} == {"drafted-text-not-printed"}


def test_a_paragraph_that_is_missing_or_out_of_its_place_is_found(made: Made) -> None:
    blocks = [one.text for one in made.proposal.sections[0].blocks]
    first, second = blocks[0], blocks[1]
    assert len(_found(made, (first, ""))) == 1
    swapped = (f"{first}\n{second}", f"{second}\n{first}")
    assert [one.rpartition(" ")[2] for one in _found(made, swapped)] == ["summary"]


def test_pages_nobody_could_read_are_left_to_the_check_that_says_so(made: Made) -> None:
    blind = PdfExamination(structure=CheckResult(check="pdf-structure"))
    assert check_printed_texts(CHECK, made.texts, blind, b"", made.running).findings == ()
