"""Every command and every Python block of the documents does what its page says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest
from tests.docs.pages import ROOT, RUN, SHOWN, Outcome, blocks, pages, run_page

from proposalkit.workflows.check import validate_file

README = ROOT / "README.md"
TUTORIAL = ROOT / "docs" / "tutorial" / "first-proposal.md"
LONG = (ROOT / "docs" / "how-to" / "change-the-look.md",)
"""Pages left to `make deep`: each makes a kit that shows little the others do not."""
IN_WORKSPACE = tuple(
    pytest.param(page, marks=[pytest.mark.deep] if page in LONG else [], id=page.stem)
    for page in pages()
    if page not in (README, TUTORIAL) and any(language in RUN for language, _ in blocks(page))
)


@pytest.fixture(scope="module")
def followed(
    tmp_path_factory: pytest.TempPathFactory, shared_cache: Path
) -> tuple[Path, tuple[Outcome, ...]]:
    """The tutorial, followed to its end; its workspace is where the other pages begin."""
    folder = tmp_path_factory.mktemp("tutorial")
    return folder / "shop", run_page(TUTORIAL, folder, shared_cache)


def problems(outcomes: tuple[Outcome, ...]) -> str:
    return "\n\n".join(text for one in outcomes if (text := one.problem()))


def test_the_tutorial_can_be_followed(followed: tuple[Path, tuple[Outcome, ...]]) -> None:
    assert problems(followed[1]) == ""


def test_the_readme_can_be_followed_and_shows_the_page_one_it_makes(
    tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert problems(run_page(README, tmp_path, shared_cache)) == ""

    monkeypatch.syspath_prepend(ROOT / "scripts")
    import page_one
    from PIL import Image

    (pdf,) = (tmp_path / "shop" / "output" / "nordwind-support").glob("*/buyer/proposal.pdf")
    with Image.open(page_one.PICTURE) as picture:
        assert picture.info[page_one.WORDS] == page_one.words_digest(pdf), "run: make docs"
    assert page_one.PICTURE.stat().st_size < 200_000


@pytest.mark.parametrize("page", IN_WORKSPACE)
def test_a_page_works_in_the_workspace_of_the_tutorial(
    page: Path,
    followed: tuple[Path, tuple[Outcome, ...]],
    tmp_path: Path,
    shared_cache: Path,
) -> None:
    shutil.copytree(followed[0], tmp_path / "shop")
    assert problems(run_page(page, tmp_path / "shop", shared_cache)) == ""


def test_the_deal_brief_of_the_readme_is_valid(tmp_path: Path) -> None:
    (brief,) = [text for language, text in blocks(README) if language == "yaml"]
    path = tmp_path / "short.yaml"
    path.write_text(brief, encoding="utf-8")
    assert validate_file(path) == "deal brief"


def test_no_buyer_reads_a_word_of_the_seller_in_the_example(
    followed: tuple[Path, tuple[Outcome, ...]],
) -> None:
    pdf = followed[0] / "output" / "nordwind-support" / "2" / "buyer" / "proposal.pdf"
    with pypdfium2.PdfDocument(pdf) as document:
        text = " ".join(page.get_textpage().get_text_bounded().lower() for page in document)
    words = set(text.replace(",", " ").replace(".", " ").split())
    assert not words & {"motion", "position", "canary", "parity", "ledger"}


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_block_is_of_a_kind_these_tests_know(page: Path) -> None:
    assert {language for language, _ in blocks(page)} <= {*RUN, *SHOWN}
