"""Makes sound PDFs with WeasyPrint, and changes them on purpose with pikepdf."""

from __future__ import annotations

import base64
import hashlib
import io
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "templates" / "fonts"
PAYLOAD = b'{"proposalId":"offer-7"}'
CLAUSE = (
    "The Provider shall not use Customer Data to train a model, and it shall delete Customer Data "
    "of part {0} within 30 days after the end of the term in each region that is named here. "
)
ROWS, CLAUSES = 40, 12

Change = Callable[[pikepdf.Pdf], None]


def sample_html(rows: int = ROWS, clauses: int = CLAUSES) -> str:
    """Fill the sample page: a table over two pages and clauses that run over a page break."""
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), (51, 102, 153)).save(picture, "PNG")
    table = "".join(
        f'<tr><th scope="row">Line {n}</th><td>resolved contact</td><td>EUR {n}.5{n:02}</td></tr>'
        for n in range(1, rows + 1)
    )
    texts = "".join(
        f"<h3>TERM-{n:02} Data</h3><p>{clause_text(n)}</p>" for n in range(1, clauses + 1)
    )
    html = (HERE / "sample.html").read_text(encoding="utf-8")
    data = base64.b64encode(picture.getvalue()).decode()
    return (
        html.replace("FONTS", FONTS.as_uri())
        .replace("PICTURE", f"data:image/png;base64,{data}")
        .replace("ROWS", table)
        .replace("CLAUSES", texts)
    )


def clause_text(number: int) -> str:
    """Give the words of one clause of the sample."""
    return "".join(CLAUSE.format(f"{number}-{part}") for part in range(1, 6)).strip()


def print_sample(html: str, payload: bytes = PAYLOAD) -> bytes:
    """Print a page as PDF/A-3a and PDF/UA-1 with the payload attached."""
    from weasyprint import HTML, Attachment

    packet = (HERE / "sample.xmp").read_text(encoding="utf-8")
    packet = packet.replace("DIGEST", hashlib.sha256(payload).hexdigest())

    def replace_metadata(document: object, pdf: object) -> None:
        number = int(pdf.catalog["Metadata"].split()[0])  # type: ignore[attr-defined]
        pdf.objects[number].stream = [packet.encode()]  # type: ignore[attr-defined]

    stamp = datetime(2026, 11, 21, tzinfo=UTC)
    attachment = Attachment(
        string=payload,
        name="proposal.json",
        relationship="Alternative",
        created=stamp,
        modified=stamp,
    )
    with warnings.catch_warnings():
        # WeasyPrint leaves the file of its colour profile to be closed later.
        warnings.simplefilter("ignore", ResourceWarning)
        printed: bytes = HTML(string=html).write_pdf(
            pdf_variant="pdf/a-3a",
            attachments=[attachment],
            finisher=replace_metadata,
            pdf_identifier=hashlib.sha256(payload).digest()[:16],
        )
    return printed


def changed(data: bytes, change: Change, **saving: object) -> bytes:
    """Open a PDF, change it and save it again."""
    pdf = pikepdf.open(io.BytesIO(data))
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, **saving)
    return out.getvalue()


def tags(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """Give the elements of one type that the structure tree reaches, in reading order."""
    found = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if node.get("/S") == pikepdf.Name(f"/{kind}"):
            found.append(node)
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting += [k for k in reversed(kids) if isinstance(k, pikepdf.Dictionary) and "/S" in k]
    return found


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Give the annotations of the first page."""
    return list(pdf.pages[0].obj.Annots)


def fonts(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Give the fonts of the first page by the end of their name."""
    held = pdf.pages[0].obj.Resources.Font
    return {str(font.BaseFont).rpartition("+")[2]: font for font in held.values()}


def edit_content(pdf: pikepdf.Pdf, edit: Callable[[bytes], bytes], page: int = 0) -> None:
    """Change the bytes of the content of a page."""
    content = pdf.pages[page].obj.Contents
    before = content.read_bytes()
    after = edit(before)
    assert after != before
    content.write(after)
