"""HTML to a PDF that is PDF/A-3a and PDF/UA-1 at once; runs inside the rendering child.

Anything WeasyPrint would only log (a bad rule, a missing image, a missing glyph) is refused,
because it writes a PDF all the same and nobody reads the log.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import weasyprint
from weasyprint.document import DocumentMetadata
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from proposalkit.model.render_job import RenderJob
from proposalkit.render.job import Outcome, Problem
from proposalkit.render.logo import ImageRefused, clean_image
from proposalkit.render.xmp import w3c_date, xmp_packet

if TYPE_CHECKING:
    from collections.abc import Mapping

IMAGE_SCHEME = "pk:image/"
PRODUCER = f"WeasyPrint {weasyprint.VERSION}"
VARIANT = "pdf/a-3a"

_PLACE = re.compile(r" at (\d+:\d+)")
_WARM_UP = (
    '<html lang="en"><title>.</title><h1>Aa 1</h1><p>a <b>b</b> <i>i</i> <strong>s</strong></p>'
    "<table><tr><th>a<td>1</table>"
)
_WARM_UP_CSS = "html{font-family:Inter}h1{font-weight:500}strong{font-weight:600}"


class PageRefused(Exception):
    """The page cannot be made as asked; carries every problem found."""

    def __init__(self, outcome: Outcome, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.outcome = outcome
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF and how many pages it has."""

    pdf: bytes
    pages: int


class JobFetcher:
    """Gives WeasyPrint the job's own images and refuses every other address.

    Why: raising the fatal error stops the page; a plain error would only be logged.
    """

    _fail_on_errors = True

    def __init__(self, images: Mapping[str, bytes]) -> None:
        self.images = images
        self.refused: list[str] = []

    def __call__(self, url: str) -> URLFetcherResponse:
        """Answer one address; raises FatalURLFetchingError for any that is not the job's."""
        data = self.images.get(url.removeprefix(IMAGE_SCHEME))
        if data is None or not url.startswith(IMAGE_SCHEME):
            self.refused.append(url)
            raise FatalURLFetchingError(url)
        return URLFetcherResponse(url, data, {"Content-Type": "image/png"})


def write_pdf(job: RenderJob, fonts: FontConfiguration | None = None) -> Printed:
    """Make the PDF of one job; raises PageRefused with every problem WeasyPrint reported."""
    fetcher = JobFetcher(_clean_images(job))
    with _collected_logs() as lines:
        try:
            printed = _print(job, fonts or FontConfiguration(), fetcher)
        except FatalURLFetchingError:
            printed = Printed(b"", 0)
    problems = tuple(_address_problem(url) for url in fetcher.refused)
    problems += tuple(_log_problem(line) for line in dict.fromkeys(lines))
    if problems:
        raise PageRefused("refused", problems)
    return printed


def has_subsetter() -> bool:
    """Say if HarfBuzz can cut fonts down; the slower stand-in gives other bytes and warns."""
    return ffi.harfbuzz_subset is not None


def warm_up() -> FontConfiguration:
    """Print one small page, so that the first real one finds fonts and caches ready."""
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=_WARM_UP_CSS, font_config=fonts)
    page = weasyprint.HTML(string=_WARM_UP, url_fetcher=JobFetcher(MappingProxyType({})))
    page.write_pdf(font_config=fonts, stylesheets=[css], pdf_variant=VARIANT)
    return fonts


def _print(job: RenderJob, fonts: FontConfiguration, fetcher: JobFetcher) -> Printed:
    css = weasyprint.CSS(string=job.stylesheet, font_config=fonts, url_fetcher=fetcher)
    html = weasyprint.HTML(string=job.html, url_fetcher=fetcher)
    document = html.render(font_config=fonts, stylesheets=[css], pdf_variant=VARIANT)
    if document.metadata.attachments:
        fetcher.refused.append("link rel=attachment")
    document.metadata = _metadata(job)
    pdf = document.write_pdf(
        finisher=partial(_finish, job),
        attachments=[_attachment(job)],
        pdf_variant=VARIANT,
        pdf_identifier=job.payload_sha256[:32].encode(),
    )
    return Printed(pdf, len(document.pages))


def _metadata(job: RenderJob) -> DocumentMetadata:
    day = w3c_date(job.created)
    return DocumentMetadata(
        title=job.title,
        authors=[job.author],
        generator=job.generator,
        created=day,
        modified=day,
        lang=job.language,
    )


def _attachment(job: RenderJob) -> weasyprint.Attachment:
    midnight = datetime.combine(job.created, time())
    return weasyprint.Attachment(
        string=job.payload,
        name=job.attachment_name,
        description="This proposal as data",
        created=midnight,
        modified=midnight,
        relationship="Alternative",
    )


def _finish(job: RenderJob, _document: object, pdf: weasyprint.pdf.pydyf.PDF) -> None:
    """Put our XMP packet in the place of WeasyPrint's, just before the file is written."""
    reference = pdf.catalog["Metadata"]
    stream = next(item for item in pdf.objects if item.reference == reference)
    stream.stream = [xmp_packet(job, PRODUCER)]
    # WeasyPrint lists the one attachment twice, by name and by object
    files = pdf.catalog["AF"]
    files[:] = list(dict.fromkeys(files))


def _clean_images(job: RenderJob) -> dict[str, bytes]:
    images, problems = {}, []
    for name, data in job.images:
        try:
            images[name] = clean_image(data)
        except ImageRefused as error:
            problems.append(Problem(id=error.id, where=name, message=error.message,
                                    remedy=error.remedy))  # fmt: skip
    if problems:
        raise PageRefused("bad_input", tuple(problems))
    return images


class _Lines(logging.Handler):
    """Keeps the text of each log record from WARNING upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.lines.append(record.getMessage())


@contextmanager
def _collected_logs() -> Iterator[list[str]]:
    """Collect what WeasyPrint, fontTools and the warnings module say of the page."""
    handler = _Lines()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    with warnings.catch_warnings(record=True) as caught:
        for logger in loggers:
            logger.addHandler(handler)
        try:
            yield handler.lines
        finally:
            for logger in loggers:
                logger.removeHandler(handler)
            texts = (str(w.message) for w in caught if issubclass(w.category, UserWarning))
            handler.lines.extend(texts)


def _log_problem(line: str) -> Problem:
    place = _PLACE.search(line)
    return Problem(
        id="page-warning",
        where=f"stylesheet:{place[1]}" if place else "page",
        message=line.rstrip(".") + ".",
        remedy="Mend the template or the stylesheet: a page with a warning is not printed.",
    )


def _address_problem(url: str) -> Problem:
    return Problem(
        id="address-refused",
        where="page",
        message=f'The page asks for "{url[:200]}", which is not part of the proposal.',
        remedy="Remove the reference: a page is made from the package's own files alone.",
    )
