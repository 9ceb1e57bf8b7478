"""What the readers of this room hand back: plain records that travel as JSON between processes."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from proposalkit.model.base import Model
from proposalkit.model.finding import CheckResult, Finding

STRUCTURE_CHECK = "pdf-structure"
SIGHT_CHECK = "text-in-sight"

Look = Literal["all", "text", "sight", "pictures", "data"]
"""What of a PDF is examined: its text, what its structure and a look at its pages show, or both; or
its pages are drawn; or nothing, and the data it carries is taken out."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the lower left corner of the page."""


Spot = tuple[float, float, float, float]
"""Left, top, right and bottom in dots of a picture."""


class Raw(Model):
    """A record whose texts are kept as they are and whose bytes travel as base64."""

    model_config = ConfigDict(
        str_strip_whitespace=False, ser_json_bytes="base64", val_json_bytes="base64"
    )


class Place(Raw):
    """Where a text stands on a page; the page is counted from 1, the box rounded to 0.1 point."""

    page: int
    box: Box


class PageReading(Raw):
    """One page: its text in content order, lines ended by a line feed, and its size in points."""

    number: int
    text: str
    width: float
    height: float


class SpottedWord(Raw):
    """A word and its box in a picture."""

    text: str
    spot: Spot


class DrawnPage(Raw):
    """The picture of one page as a PNG, and the words that programs read on the page."""

    number: int
    png: bytes
    words: tuple[SpottedWord, ...]


class FontShapes(Raw):
    """The glyphs of one font of the pages: what each is read as and the digest of its outline."""

    font: str
    glyphs: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    """Why the outlines could not be read."""


class PdfReading(Raw):
    """What a PDF holds that a machine can read."""

    pages: tuple[PageReading, ...]
    attachments: dict[str, bytes]
    """File name -> bytes; a second file of one name is called `name (2)`."""
    xmp: str
    info: dict[str, str]
    """The old information dictionary, keys without their slash."""
    fonts: tuple[str, ...]
    """Names of the fonts of the pages without the letters of their subsets, sorted."""
    shapes: tuple[FontShapes, ...] = ()
    """What the fonts of the pages draw."""
    words: dict[str, str] = Field(default_factory=dict)
    """Texts that programs read and pages do not show, by place: descriptions, bookmarks, links."""

    @property
    def text(self) -> str:
        """Give the text of all pages, parted by form feeds."""
        return "\f".join(page.text for page in self.pages)


SubjectKind = Literal["kit", "buyer_folder", "buyer_zip", "pdf", "proposal_json"]


class Subject(Raw):
    """What was found at a path: the files of one kit, or of the part of it a buyer holds."""

    kind: SubjectKind
    name: str
    """The last part of the path, with the revision for a kit."""
    revision: int | None = None
    """The revision of a kit folder, None when the folder's name is no number."""
    proposal_bytes: bytes | None = None
    standard_bytes: bytes | None = None
    """`standard-answers.json`, which stands in the place of a proposal before there is a deal."""
    pdf_bytes: bytes | None = None
    pdf_name: str = "proposal.pdf"
    manifest_bytes: bytes | None = None
    parity_bytes: bytes | None = None
    other_files: dict[str, bytes] = Field(default_factory=dict)
    """The other files of the buyer's folder: path inside it with `/` -> bytes, sorted."""
    canaries_bytes: bytes | None = None
    """`internal/canaries.json`, which only the seller's side has."""

    @property
    def buyer_files(self) -> dict[str, bytes]:
        """Give all files of the buyer's folder by name."""
        named = {
            "proposal.json": self.proposal_bytes,
            "standard-answers.json": self.standard_bytes,
            self.pdf_name: self.pdf_bytes,
            "manifest.json": self.manifest_bytes,
            "parity.json": self.parity_bytes,
        }
        present = {name: data for name, data in named.items() if data is not None}
        return dict(sorted((present | self.other_files).items()))


class WorkbookReading(Raw):
    """What a workbook holds: no formula was computed."""

    cells: dict[str, tuple[str, str]] = Field(default_factory=dict)
    """Cell, such as `Prices!C4` -> its formula or nothing, and its stored value."""
    active: tuple[str, ...] = ()
    """Parts that can run or fetch something: macros, links to other files."""
    refusal: tuple[Finding, ...] = ()
    """Why the file was refused as a workbook."""


class OfficeReading(Raw):
    """What a Word file or a workbook says, part by part, and what in it nobody sees."""

    texts: dict[str, str] = Field(default_factory=dict)
    parts: dict[str, str] = Field(default_factory=dict)
    """The SHA-256 of each part, unpacked: packing again changes the file and none of these."""
    findings: tuple[Finding, ...] = ()


class PdfExamination(Raw):
    """All that one look at a PDF, and at the workbook beside it, gives."""

    structure: CheckResult
    reading: PdfReading | None = None
    """None when the PDF could not be read: `refusal` or `stopped` says why."""
    places: dict[str, tuple[Place, ...]] = Field(default_factory=dict)
    refusal: tuple[Finding, ...] = ()
    """Why the file was refused as a PDF."""
    sight: CheckResult | None = None
    """Whether a person can see what programs read on the pages; None when nobody looked."""
    workbook: WorkbookReading | None = None
    """None when there was no workbook to read."""
    office: dict[str, OfficeReading] = Field(default_factory=dict)
    """The other Word files and workbooks by name, the price sheet among them."""
    stopped: str = ""
    """Why the reader process did not finish; nothing is known about the PDF then."""
    second: PdfExamination | None = None
    """The same of another PDF with the same data; None when there was none."""
