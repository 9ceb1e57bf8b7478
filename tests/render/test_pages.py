"""The printed pages: conformant, equal to the data letter by letter, whole for every reader."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdf
import pytest

from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.finding import Finding
from proposalkit.model.offering import DataHop
from proposalkit.model.proposal import Proposal
from proposalkit.model.render_job import RenderJob
from proposalkit.model.shown import shown_values
from proposalkit.readers.pdf import read_pdf
from proposalkit.readers.structure.check import check_structure
from proposalkit.render.engine import RenderChild
from proposalkit.render.environment import TemplateFolders
from proposalkit.render.html import LOGO, axis_ticks, page_stylesheet, proposal_html, running_lines
from proposalkit.render.text_blocks import text_blocks
from proposalkit.verify.clauses import check_clauses_on_pages
from proposalkit.verify.digest import check_printed_digest
from proposalkit.verify.page_text import check_page_text
from proposalkit.verify.values import check_numbers_in_data, check_values_on_pages

from .conftest import TEMPLATES
from .page_faults import Look, look_at
from .sample_proposal import (
    ACCENT,
    LOGO_FILE,
    full_proposal,
    minimal_proposal,
    strained_proposal,
)

FOLDERS = TemplateFolders(TEMPLATES)
NAMES = ("full", "minimal", "strained", "branched")
# each by hand, see tests/golden/nordwind-support/hand-calculation.md
KEY_AMOUNTS = (
    "EUR 11,440.00 EUR 147,530.00 EUR 1.0245",
    "up to 5,000 EUR 0.95",
    "up to 15,000 EUR 0.82",
    "above that EUR 0.70",
    "Total of the term EUR 88,490.00 EUR 147,530.00 EUR 213,650.00",
    "expected 1 EUR 11,440.00 none EUR 3,750.00 EUR 7,690.00",
    "Pilot, fixed fee one time once EUR 7,500.00",
)


@dataclass(frozen=True)
class Printed:
    """One proposal and its PDF."""

    proposal: Proposal
    payload: bytes
    html: str
    pdf: bytes
    pages: tuple[str, ...]
    xmp: str

    @cached_property
    def look(self) -> Look:
        """Look at the pages once."""
        return look_at(self.pdf)


def print_proposal(proposal: Proposal, accent: str = ACCENT, logo: bool = True) -> Printed:
    """Print one proposal in a process of its own and read its pages."""
    payload = canonical_bytes(proposal)
    page = proposal_html(
        proposal, sha256_hex(payload), FOLDERS, accent=accent,
        logo_alt="Halyard Agents" if logo else None,
    )  # fmt: skip
    job = RenderJob(
        html=page,
        stylesheet=page_stylesheet(proposal, FOLDERS, accent=accent),
        title=proposal.title,
        author=proposal.parties.seller.name,
        language=proposal.language,
        created=proposal.offer_date,
        proposal_id=proposal.proposal_id,
        schema_version=proposal.schema_version,
        payload=payload,
        template_digest=FOLDERS.digest(),
        images=((LOGO, LOGO_FILE.read_bytes()),) if logo else (),
    )
    with RenderChild(FOLDERS.fonts) as child:
        pdf = child.render(job)
    reading = read_pdf(pdf)
    texts = tuple(one.text for one in reading.pages)
    return Printed(proposal, payload, page, pdf, texts, reading.xmp)


def _branched() -> Proposal:
    """A flow of four columns, and no statement, answer, evidence or source."""
    ways = (("Shop", "Gateway"), ("Gateway", "Reader"), ("Gateway", "Writer"),
            ("Reader", "Archive of all replies"), ("Writer", "Archive of all replies"))  # fmt: skip
    hops = tuple(
        DataHop(origin=a, destination=b, provider="Rhein Cloud GmbH", places=("DE", "EU"),
                data_class="Text", retention="30 days", training_use="None")
        for a, b in ways
    )  # fmt: skip
    base = minimal_proposal()
    offering = base.offering.model_copy(update={"data_flow": hops})
    return minimal_proposal(offering=offering, released_by="A. Person")


@pytest.fixture(scope="session")
def printed() -> Callable[[str], Printed]:
    """Give the PDF of one sample, printed once."""
    made: dict[str, Printed] = {}
    make: dict[str, Callable[[], Printed]] = {
        "full": lambda: print_proposal(full_proposal(8)),
        "minimal": lambda: print_proposal(minimal_proposal(), logo=False),
        "strained": lambda: print_proposal(strained_proposal(), accent="#ffcc00"),
        "branched": lambda: print_proposal(_branched(), logo=False),
    }

    def give(name: str) -> Printed:
        if name not in made:
            made[name] = make[name]()
        return made[name]

    return give


def _page_equals_data(one: Printed) -> list[Finding]:
    text = "\n".join(one.pages)
    values = shown_values(one.proposal)
    ticks = (*axis_ticks(one.proposal), sha256_hex(one.payload))
    results = (
        check_page_text(text_blocks(one.html), one.pages, running_lines(one.proposal)),
        check_values_on_pages(values, text),
        check_numbers_in_data(one.pages, values, ticks, one.proposal.pricing.currency),
        check_clauses_on_pages(one.proposal, text),
        check_printed_digest(one.payload, one.pages[0], one.xmp),
    )
    return [finding for result in results for finding in result.findings]


@pytest.mark.parametrize("name", NAMES)
def test_page_and_data_are_equal_in_both_directions(printed, name):
    assert _page_equals_data(printed(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_structure_has_no_fault(printed, name):
    one = printed(name)
    assert check_structure(one.pdf, one.payload).findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_no_text_crosses_a_border_or_margin_and_no_heading_is_left_behind(printed, name):
    assert printed(name).look.faults == ()


@pytest.mark.parametrize("name", ["full", "strained"])
def test_no_page_before_the_last_two_is_half_empty(printed, name):
    """Early may end the page before the acceptance page, which stays whole, and the one before
    the questions, which begin a page."""
    one = printed(name)
    after = one.pages[1:-1]
    shares = zip(one.look.fill[:-2], after, strict=True)
    wanted = [share for share, then in shares if not then.startswith("Questions procurement asks")]
    assert [share for share in wanted if share < 0.6] == []


def test_the_key_terms_take_one_page(printed):
    pages = printed("full").pages
    assert "Proposal as data" in pages[0]
    assert pages[1].startswith("Contents")


def test_a_heading_left_behind_or_text_over_a_border_would_be_seen():
    """The detectors themselves, on a page made to be wrong."""
    style = (
        "@page { size: A4; margin: 22mm 22mm 27mm } html { font: 10pt/14pt Inter }"
        "div { height: 200mm } p { break-before: page } h2 { font-size: 18pt }"
        "table { table-layout: fixed; width: 90pt; border-collapse: collapse }"
        "td { border: .5pt solid #000; white-space: nowrap }"
    )
    body = (
        "<h1>A</h1><table><caption>c</caption><tr><td>Unbreakablelongword</td><td></td></tr>"
        "</table><section><div></div><h2>Left</h2></section><p>x</p>"
    )
    base = minimal_proposal()
    job = RenderJob(
        html=f'<!doctype html><html lang="en"><head><title>t</title></head><body>{body}',
        stylesheet=style, title="t", author="a", language="en", created=base.offer_date,
        proposal_id="x", schema_version="1.0", payload=b"{}", template_digest="ab" * 32,
    )  # fmt: skip
    with RenderChild(FOLDERS.fonts) as child:
        found = "\n".join(look_at(child.render(job)).faults)
    assert '"Unbreakablelongword" runs over a border' in found
    assert 'heading "Left" stands alone at the end' in found


def _readings(pdf: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    yield "pypdfium2", "\n".join(page.text for page in read_pdf(pdf).pages)
    yield "pypdf", "\n".join(p.extract_text() for p in pypdf.PdfReader(BytesIO(pdf)).pages)
    with pdfplumber.open(BytesIO(pdf)) as document:
        yield "pdfplumber", "\n".join(page.extract_text() for page in document.pages)
    program = shutil.which("pdftotext")
    if program:
        file = folder / "a.pdf"
        file.write_bytes(pdf)
        for mode in ([], ["-layout"]):
            done = subprocess.run([program, *mode, str(file), "-"], capture_output=True, check=True)
            yield f"pdftotext {mode}", done.stdout.decode()


def test_every_reader_finds_each_clause_whole_and_each_key_amount(printed, tmp_path):
    one = printed("full")
    foot = [_folded(line) for line in one.proposal.grade_notice.split("\n")]
    foot.append(_folded(f"{one.proposal.title}, revision 1"))
    lost = []
    for reader, raw in _readings(one.pdf, tmp_path):
        text = _folded(re.sub(r"Page \d+ of \d+", "", raw))
        for line in foot:
            text = _folded(text.replace(line, ""))
        lost += [(reader, amount) for amount in KEY_AMOUNTS if amount not in text]
        lost += [(reader, c.id) for c in one.proposal.clauses if _folded(c.text) not in text]
    assert lost == []


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        (0, "EUR 147,530.00", "EUR 147,350.00"),
        (0, "data, not instructions", "data, and instructions"),
        (1, "Emre Aydin", "Emre Aydim"),
        (3, "Not kept after the reply", "Kept after the reply"),
        (4, "at least 97%", "at least 91%"),
        (5, "14 days", "41 days"),
        (7, "100,000", "900,000"),
        (11, "shall not", "shall"),
    ],
)
def test_a_change_on_a_page_is_found(printed, page, old, new):
    """A changed digit or word anywhere; a word that stands nowhere is replaced by an added one."""
    one = printed("full")
    pages = list(one.pages)
    at = next((i for i in range(len(pages)) if old in pages[(page + i) % len(pages)]), None)
    if at is None:
        pages[page] += "\nThe seller may also train on customer data."
    else:
        number = (page + at) % len(pages)
        pages[number] = pages[number].replace(old, new, 1)
    result = check_page_text(text_blocks(one.html), pages, running_lines(one.proposal))
    assert result.findings


def test_a_sentence_added_in_the_middle_of_a_page_is_found(printed):
    one = printed("full")
    pages = list(one.pages)
    pages[12] = pages[12].replace("\n", "\nFees rise each month. ", 1)
    result = check_page_text(text_blocks(one.html), pages, running_lines(one.proposal))
    assert result.findings


@pytest.mark.deep
def test_sixty_clauses_print_as_well_as_twenty():
    one = print_proposal(full_proposal(60))
    assert _page_equals_data(one) == []
    assert one.look.faults == ()
    assert check_structure(one.pdf, one.payload).findings == ()
