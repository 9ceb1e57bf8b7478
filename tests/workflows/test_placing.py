"""Findings about meaning get the place of the value in the file a person wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused, Refused
from proposalkit.model.finding import Finding
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.placing import Problems, on_pages

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"


@pytest.fixture
def gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gathered:
    """The worked example as the current folder."""
    shutil.copytree(EXAMPLE, tmp_path / "workspace")
    monkeypatch.chdir(tmp_path / "workspace")
    return gather(Path(), "nordwind-support")


def _line(file: str, text: str) -> int:
    lines = Path(file).read_text("utf-8").splitlines()
    (number,) = [number for number, line in enumerate(lines, 1) if text in line]
    return number


def _finding(where: str, message: str = "Wrong.") -> Finding:
    return Finding(id="x", where=where, message=message, remedy="Mend it.")


def _places(gathered: Gathered, *wheres: str) -> list[str]:
    def step() -> None:
        raise InputRefused([_finding(where) for where in wheres])

    with pytest.raises(InputRefused) as refused:
        gathered.placing.of(step)
    return [one.where for one in refused.value.findings]


@pytest.mark.parametrize(
    ("where", "file", "text", "column"),
    [
        ("offer_date", "deals/nordwind-support.yaml", "offer_date:", 13),
        ("commercial.cap", "deals/nordwind-support.yaml", "commercial:", 1),
        ("public.company.legal_name", "seller.yaml", "legal_name:", 17),
        ("internal.floor_price", "seller.yaml", "floor_price:", 16),
        ("currency", "price-books/2026-11.yaml", "currency:", 11),
        ("offers.cap", "price-books/2026-11.yaml", "cap: 16000", 10),
    ],
)
def test_a_dotted_path_is_found_in_its_file(
    gathered: Gathered, where: str, file: str, text: str, column: int
) -> None:
    assert _places(gathered, where) == [f"{file}:{_line(file, text)}:{column}"]


def test_a_fact_and_a_clause_lead_to_their_text(gathered: Gathered) -> None:
    folder = "knowledge/clauses/pilot-term-exit/term-termination"
    assert _places(gathered, "term.convenience_days") == [f"{folder}/10-preferred.md"]
    assert _places(gathered, "term-termination") == [f"{folder}/clause.md"]


def test_a_place_that_is_one_already_stays(gathered: Gathered) -> None:
    assert _places(gathered, "seller.yaml:3:1", "page 2", "knowledge/x.md") == [
        "seller.yaml:3:1", "page 2", "knowledge/x.md",
    ]  # fmt: skip


def test_findings_are_sorted_by_line_within_each_file(gathered: Gathered) -> None:
    found = _places(gathered, "offer_date", "public.company.country", "buyer.country")
    files = [where.partition(":")[0] for where in found]
    assert files == ["deals/nordwind-support.yaml"] * 2 + ["seller.yaml"]
    assert [int(where.split(":")[1]) for where in found[:2]] == sorted(
        int(where.split(":")[1]) for where in found[:2]
    )


def test_a_rule_that_says_no_gets_places_too(gathered: Gathered) -> None:
    def step() -> None:
        raise Refused("No.", "Mend it.", [_finding("public.models")])

    with pytest.raises(Refused) as refused:
        gathered.placing.of(step)
    (finding,) = refused.value.findings
    first_item = _line("seller.yaml", "  models:") + 1
    assert finding.where == f"seller.yaml:{first_item}:5"


def test_letters_are_found_where_they_were_written_but_not_inside(gathered: Gathered) -> None:
    """`é` as a stand-in: the guard would name it; the internal notes are no business of a page."""
    path = Path("seller.yaml")
    text = path.read_text("utf-8").replace("Halyard Agents B.V.\n", "Halyard Agénts B.V.\n", 1)
    path.write_text(text.replace("CANARY-7f3e9a:", "CANARY-7f3e9a: é"), encoding="utf-8")
    guard = Finding(
        id="character-without-glyph", where="page",
        message='The shipped fonts have no glyph for "é" (U+00E9 LATIN SMALL LETTER E).',
        remedy="Replace it.",
    )  # fmt: skip
    again = gather(Path(), "nordwind-support")
    error = on_pages(again.inputs, InputRefused([guard, _finding("page 3", "Else.")]))
    assert [one.where for one in error.findings] == ["seller.yaml:5:17", "page 3"]
    assert error.findings[0].message == (
        'The fonts of the pages cannot draw "é" (U+00E9) in "Halyard Agénts B.V.".'
    )


def test_problems_of_several_steps_come_together() -> None:
    problems = Problems()

    def wrong() -> int:
        raise InputRefused([_finding("a.yaml:2:1")])

    def contradiction() -> int:
        raise Refused("No.", "Mend it.")

    with pytest.raises(Refused):
        problems.of(contradiction)
    assert problems.of(wrong) is None
    assert problems.of(lambda: 7) == 7
    assert problems.of(contradiction) is None  # noise beside faulty input
    assert [one.where for one in problems.refused().findings] == ["a.yaml:2:1"]
