"""Every command and every Python block of the documents does what its page says."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from tests.docs.pages import ROOT, RUN, SHOWN, Outcome, blocks, pages, run_page

from proposalkit.workflows.check import validate_file

README = ROOT / "README.md"
TUTORIAL = ROOT / "docs" / "tutorial" / "first-proposal.md"
SHORT = (ROOT / "docs" / "how-to" / "change-a-clause.md",)
"""Pages followed in every run, beside README and tutorial; the others are left to `make deep`.

The examples of `price-models` are worked by hand in tests/pricing/test_price_models.py too.
"""
LONG = tuple(
    page
    for page in pages()
    if page not in (README, TUTORIAL, *SHORT) and any(kind in RUN for kind, _ in blocks(page))
)
QUICK = tuple(page for page in SHORT if any(kind in RUN for kind, _ in blocks(page)))
NOT_FOR_BUYERS = {"motion", "position", "canary", "parity", "ledger"}


def follow(pages: Iterable[Path], folder: Path, cache: Path) -> dict[Path, tuple[Outcome, ...]]:
    """Follow README and tutorial side by side, then the pages, each where the tutorial ended.

    Why all in one test: a kit takes seconds, and a fixture is made anew by every test process.
    """

    def begin(page: Path) -> tuple[Outcome, ...]:
        (folder / page.stem).mkdir()
        return run_page(page, folder / page.stem, cache)

    def go_on(page: Path) -> tuple[Outcome, ...]:
        shop = folder / page.stem / "shop"
        shutil.copytree(folder / TUTORIAL.stem / "shop", shop)
        return run_page(page, shop, cache)

    with ThreadPoolExecutor(max_workers=2) as pool:
        running = {page: pool.submit(begin, page) for page in (TUTORIAL, README)}
        running[TUTORIAL].result()
        running |= {page: pool.submit(go_on, page) for page in pages}
        return {page: one.result() for page, one in running.items()}


def problems(outcomes: Mapping[Path, tuple[Outcome, ...]]) -> str:
    return "\n\n".join(
        f"{page.relative_to(ROOT)}: {text}"
        for page, steps in outcomes.items()
        for one in steps
        if (text := one.problem())
    )


def words(pdf: Path) -> set[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_bounded().lower() for page in document)
    return set(text.replace(",", " ").replace(".", " ").split())


def test_every_command_of_the_documents_does_what_its_page_says(
    tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert QUICK == SHORT, "a page of the short list has nothing to run"
    assert len(LONG) >= 20, "the other pages are left to `make deep`"
    assert problems(follow(QUICK, tmp_path, shared_cache)) == ""

    kits = tmp_path / README.stem / "shop" / "output" / "nordwind-support"
    (pdf,) = kits.glob("*/buyer/proposal.pdf")
    assert not words(pdf) & NOT_FOR_BUYERS
    monkeypatch.syspath_prepend(ROOT / "scripts")
    page_one = importlib.import_module("page_one")
    with Image.open(page_one.PICTURE) as picture:
        assert picture.info[page_one.WORDS] == page_one.words_digest(pdf), "run: make docs"
    assert page_one.PICTURE.stat().st_size < 200_000


@pytest.mark.deep
def test_every_command_of_the_long_pages_does_what_its_page_says(
    tmp_path: Path, shared_cache: Path
) -> None:
    assert problems(follow(LONG, tmp_path, shared_cache)) == ""


def test_the_deal_brief_of_the_readme_is_valid(tmp_path: Path) -> None:
    (brief,) = [text for language, text in blocks(README) if language == "yaml"]
    path = tmp_path / "short.yaml"
    path.write_text(brief, encoding="utf-8")
    assert validate_file(path) == "deal brief"


def test_a_step_that_says_something_else_is_a_problem(tmp_path: Path, shared_cache: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo 1; echo 2\n1\n...\n$ echo 3\n4\n```\n\n```sh\nfalse\n```\n")
    good, other, failed = run_page(page, tmp_path, shared_cache)
    assert good.problem() == ""
    assert "should say" in other.problem()
    assert failed.problem().startswith("exit 1")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_block_is_of_a_kind_these_tests_know(page: Path) -> None:
    assert {language for language, _ in blocks(page)} <= {*RUN, *SHOWN}
