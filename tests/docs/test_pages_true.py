"""What the documents name is there, what is generated is fresh, and each reader keeps its words."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from tests.docs.pages import ROOT, blocks, pages

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.model.seller import SellerProfile

SOURCE = ROOT / "src" / "proposalkit"
REFERENCE = ROOT / "docs" / "reference"
FOLLOWED = ROOT / "docs" / "explanation" / "how-a-brief-becomes-a-kit.md"
NOT_FOR_BUYERS = ("motion", "position", "canary", "parity", "ledger")
BANNED = ("rate card", "price list", "dossier", "opportunity", "snippet", "\u2013", "\u2014")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?[\w-]*\.(?:py|yaml|j2|css|md))`")
_FUNCTION = re.compile(r"`(\w+)\(\)`")


def ids(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Imports a script of `scripts/` by its name."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return importlib.import_module


def test_the_readme_is_short() -> None:
    assert len(text_of(ROOT / "README.md").splitlines()) < 150


@pytest.mark.parametrize("page", pages(), ids=ids)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    missing = []
    for link in _LINK.findall(text_of(page)):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            missing.append(link)
    assert missing == []


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        reached.add(page)
        links = (page.parent / one.partition("#")[0] for one in _LINK.findall(text_of(page)))
        todo += [
            one.resolve() for one in links if one.suffix == ".md" and one.resolve() not in reached
        ]
    assert set(pages()) <= reached


@pytest.mark.parametrize(
    "name",
    ["field_reference", "rules_reference", "words_reference", "checks_reference", "clause_review"],
)
def test_a_generated_table_is_fresh(script: Callable[[str], ModuleType], name: str) -> None:
    with_table = script("between_marks").with_table
    for page, table in script(name).tables().items():
        written = text_of(REFERENCE / page)
        assert with_table(written, table) == written, f"{page}: run make docs"


@pytest.mark.parametrize(
    ("page", "model", "deep"),
    [
        ("deal-brief.md", DealBrief, "dedupe_days"),
        ("seller-profile.md", SellerProfile, "max_minutes"),
        ("price-book.md", PriceBook, "up_to"),
    ],
)
def test_a_table_of_fields_has_every_key_of_its_file(
    page: str, model: type[DealBrief], deep: str
) -> None:
    keys = set(re.findall(r"^\| `(\w+)` \|", text_of(REFERENCE / page), re.MULTILINE))
    assert set(model.model_fields) <= keys
    assert deep in keys


def test_every_finding_id_of_verify_has_its_place_on_the_page_of_checks() -> None:
    listed = set(re.findall(r"`([a-z-]+)`", text_of(REFERENCE / "checks.md")))
    rooms = [*(SOURCE / "verify").glob("*.py"), SOURCE / "pricing" / "soundness.py"]
    rooms += [SOURCE / "pricing" / "recompute.py", SOURCE / "readers" / "pdf_pages.py"]
    rooms += [SOURCE / "readers" / "proposal_json.py", SOURCE / "kit" / "manifest.py"]
    given = {one for path in rooms for one in _finding_ids(path)}
    assert len(given) >= 25
    assert given <= listed


def _finding_ids(path: Path) -> set[str]:
    """Give the ids a file names: the first text, or the one called id, of what makes a finding."""
    found = set()
    for call in ast.walk(ast.parse(text_of(path))):
        name = getattr(call, "func", None)
        if isinstance(call, ast.Call) and getattr(name, "id", "") in _MAKERS:
            given = [one.value for one in call.keywords if one.arg == "id"] or call.args[:1]
            found |= {one.value for one in given if isinstance(one, ast.Constant)}
    return {one for one in found if re.fullmatch(r"[a-z]+(-[a-z]+)*", str(one))}


_MAKERS = ("Finding", "_finding", "fault", "refuse", "one_finding")


def test_every_check_that_verify_runs_has_its_row() -> None:
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", text_of(REFERENCE / "checks.md"), re.MULTILINE))
    sources = [*(SOURCE / "verify").glob("*.py"), *(SOURCE / "workflows").glob("judging*.py")]
    sources += [SOURCE / "readers" / "reading.py", SOURCE / "workflows" / "verify.py"]
    named = {
        one
        for path in sources
        for one in re.findall(
            r'(?:check=|absent\(|name = |_CHECK = |CHECK, FILE = )"([a-z-]+)"', text_of(path)
        )
    }
    assert len(named) >= 24
    assert named == rows


def test_the_page_that_follows_a_price_and_a_clause_names_real_files_and_functions() -> None:
    text = text_of(FOLLOWED)
    roots = (
        ROOT,
        SOURCE,
        ROOT / "knowledge",
        next((ROOT / "knowledge").rglob("data-retention-deletion")),
    )
    paths = set(_PATH.findall(text))
    assert len(paths) >= 20
    assert [one for one in sorted(paths) if not any((root / one).is_file() for root in roots)] == []

    code = "\n".join(text_of(path) for path in SOURCE.rglob("*.py"))
    functions = set(_FUNCTION.findall(text))
    assert len(functions) >= 20
    assert [one for one in sorted(functions) if f"def {one}(" not in code] == []


def test_the_lines_the_page_quotes_stand_in_the_files() -> None:
    sources = [*(ROOT / "examples").rglob("*.yaml"), *(ROOT / "knowledge").rglob("*.md")]
    sources += (ROOT / "knowledge").glob("*.yaml")
    held = "\n".join(text_of(path) for path in sources)
    for language, block in blocks(FOLLOWED):
        if language == "yaml":
            assert all(line.strip() in held for line in block.splitlines()), block


def test_templates_and_fixed_sentences_keep_to_the_words_of_a_buyer() -> None:
    files = [*(ROOT / "templates").rglob("*.j2"), ROOT / "knowledge" / "wording.yaml"]
    assert len(files) > 10
    found = [
        f"{ids(path)}: {word}"
        for path in files
        for word in NOT_FOR_BUYERS
        if re.search(rf"\b{word}s?\b", text_of(path), re.IGNORECASE)
    ]
    assert found == []


def test_one_word_for_one_thing() -> None:
    files = [page for page in pages() if page.name != "glossary.md"]
    files += [*(ROOT / "templates").rglob("*.j2"), ROOT / "knowledge" / "wording.yaml"]
    found = [
        f"{ids(path)}: {word}" for path in files for word in BANNED if word in text_of(path).lower()
    ]
    assert found == []


def test_the_page_of_words_has_every_term_a_buyer_meets() -> None:
    terms = yaml.safe_load(text_of(ROOT / "knowledge" / "glossary.yaml"))["terms"]
    rows = set(re.findall(r"^\| ([^|]+) \|", text_of(REFERENCE / "glossary.md"), re.MULTILINE))
    assert {one["term"] for one in terms} <= rows


def test_no_page_names_a_place_on_one_machine_or_a_registry() -> None:
    found = [
        f"{ids(page)}: {one}"
        for page in pages()
        for one in re.findall(r"/(?:root|home|work|tmp)/\S*|https?://\S+", text_of(page))
    ]
    assert found == []
