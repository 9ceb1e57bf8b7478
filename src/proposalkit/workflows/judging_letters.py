"""Have the pages read from their pictures, and hold that against what programs read of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from proposalkit.errors import InputRefused
from proposalkit.model.finding import CheckResult
from proposalkit.readers.picture_words import (
    AS_SCATTERED,
    PROGRAM,
    PictureUnread,
    read_closer,
    read_picture,
    reading_program,
)
from proposalkit.readers.reading import DrawnPage
from proposalkit.readers.worker import ReaderStopped, draw_pages_apart
from proposalkit.verify.letters_seen import (
    LETTERS_CHECK,
    PageLook,
    check_letters_seen,
    look_at_page,
)
from proposalkit.workflows.steps import tell

_MOST_AT_ONCE = 4


def judge_letters(pdf: bytes | None, beside: Mapping[str, bytes] | None = None) -> CheckResult:
    """Draw each page of a PDF and of those `beside` it, have it read by `tesseract`, and compare.

    Pages of a PDF beside it are named with its file.
    """
    if pdf is None:
        missing = "There is no PDF."
        return CheckResult(check=LETTERS_CHECK, outcome="not_applicable", detail=missing)
    program = reading_program()
    if program is None:
        return _could_not(
            "",
            f'The program "{PROGRAM}" is not installed. Install it with its English data '
            f"(Debian: apt install {PROGRAM}-ocr; macOS: brew install {PROGRAM}) and verify again.",
        )
    looks: list[PageLook] = []
    for name, one in {"": pdf, **(beside or {})}.items():
        tell(f"drawing the pages of {name}" if name else "drawing the pages")
        try:
            drawn = draw_pages_apart(one)
        except InputRefused as refused:
            return _could_not(name, " ".join(each.message for each in refused.findings))
        except ReaderStopped as stopped:
            return _could_not(name, f"The pages could not be drawn: {stopped}.")
        looks += (replace(look, file=name) for look in _looks(program, drawn))
    return check_letters_seen(looks)


def _looks(program: str, drawn: tuple[DrawnPage, ...]) -> Iterator[PageLook]:
    """Look at a few pages at once; each takes a process of one thread for some two seconds."""
    workers = min(_MOST_AT_ONCE, os.cpu_count() or 1)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        looks = pool.map(lambda page: _look(program, page), drawn)
        for number, look in enumerate(looks, start=1):
            tell(f"read {number} of {len(drawn)} pages from their pictures")
            yield look


def _look(program: str, page: DrawnPage) -> PageLook:
    """Read a page once; read it again, and its doubtful numbers closer, when that does not do."""
    try:
        readings = [read_picture(program, page.png)]
        look = look_at_page(page.number, page.words, readings)
        if not look.agrees:
            readings.append(read_picture(program, page.png, AS_SCATTERED))
            look = look_at_page(page.number, page.words, readings)
        if look.doubted:
            readings.append(read_closer(program, page.png, look.doubted))
            look = look_at_page(page.number, page.words, readings)
    except PictureUnread as problem:
        return PageLook(number=page.number, words=len(page.words), problem=str(problem))
    return look


def _could_not(file: str, why: str) -> CheckResult:
    detail = f"{file}: {why}" if file else why
    return CheckResult(check=LETTERS_CHECK, outcome="could_not_run", detail=detail)
