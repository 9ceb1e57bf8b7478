"""Units of cost, use, value and vague ones, told apart by the shipped table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.plan.conftest import Inputs

from proposalkit.errors import InputRefused
from proposalkit.knowledge.library import read_catalogue
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.catalog_rows import WorkUnit
from proposalkit.model.price_book import OfferIn
from proposalkit.plan.work_units import classify_unit, refuse_cost_units, work_unit_warnings

# name in a price book or a brief, what it measures; None when the table does not know it
NAMES = [
    ("token", "cost"),
    ("output tokens", "cost"),
    ("API call", "cost"),
    ("compute minutes", "cost"),
    ("GPU hour", "cost"),
    ("message", "usage"),
    ("replies", "usage"),
    ("interaction", "vague"),
    ("Engagements", "vague"),
    ("resolved interaction", "vague"),
    ("resolved contact", "value"),
    ("resolved conversations", "value"),
    ("Resolved order-status contact", None),
    ("held meeting", "value"),
    ("validated document", "value"),
    ("tokenised document", None),
    ("contraction", None),
    ("", None),
]


@pytest.fixture(scope="module")
def units() -> tuple[WorkUnit, ...]:
    """The units of the shipped catalogue."""
    return read_catalogue([packaged_path("knowledge")]).selling.work_units


@pytest.mark.parametrize(("name", "measures"), NAMES)
def test_a_name_is_told_by_whole_words_and_the_longest_of_them(
    units: tuple[WorkUnit, ...], name: str, measures: str | None
) -> None:
    found = classify_unit(units, name)
    assert (found.measures if found else None) == measures


def _line(unit: str, kind: str = "outcome", line: str = "work") -> dict[str, object]:
    metric = {"id": "unit", "unit": unit}
    return {"id": line, "label": line.title(), "type": kind, "metric": metric,
            "tiers": [{"price": "1"}]}  # fmt: skip


# the lines of the offer, the findings they give
OFFERS: list[tuple[tuple[dict[str, object], ...], list[str]]] = [
    ((_line("resolved contact"),), []),
    ((_line("interaction"),), ["vague-unit-as-outcome"]),
    ((_line("message"),), ["usage-unit-as-outcome"]),
    ((_line("message", "usage"),), []),
    ((_line("interaction", "usage"),), []),
    (
        (_line("resolved contact"), _line("resolved contact", line="more")),
        ["second-priced-outcome"],
    ),
    ((_line("resolved contact"), _line("resolved contact", "usage", "more")), []),
]


@pytest.mark.parametrize(("lines", "ids"), OFFERS)
def test_each_warning_comes_with_its_own_offer_and_with_no_other(
    units: tuple[WorkUnit, ...], least: Inputs, offer_of: Callable[..., OfferIn],
    lines: tuple[dict[str, object], ...], ids: list[str],
) -> None:  # fmt: skip
    found = work_unit_warnings(units, offer_of(*lines), least.brief)
    assert [one.id for one in found] == ids
    assert all(one.severity == "warning" and one.remedy for one in found)


def test_a_vague_unit_is_told_what_to_count_instead(
    units: tuple[WorkUnit, ...], least: Inputs, offer_of: Callable[..., OfferIn]
) -> None:
    (found,) = work_unit_warnings(units, offer_of(_line("interaction")), least.brief)
    assert found.where == "offers.rates.0.metric.unit"
    assert "finance chief" in found.remedy


@pytest.mark.parametrize(("unit", "kind", "refused"), [
    ("token", "outcome", True),
    ("API calls", "outcome", True),
    ("token", "usage", False),
    ("message", "outcome", False),
    ("resolved contact", "outcome", False),
])  # fmt: skip
def test_only_a_unit_of_cost_is_refused_and_only_as_an_outcome(
    units: tuple[WorkUnit, ...], least: Inputs, offer_of: Callable[..., OfferIn],
    unit: str, kind: str, refused: bool,
) -> None:  # fmt: skip
    offer = offer_of(_line(unit, kind))
    if not refused:
        refuse_cost_units(units, offer, least.brief)
        return
    with pytest.raises(InputRefused) as caught:
        refuse_cost_units(units, offer, least.brief)
    (finding,) = caught.value.findings
    assert (finding.id, finding.where) == ("cost-unit-as-outcome", "offers.rates.0.metric.unit")
    assert f'"{unit}"' in finding.message


def test_the_name_of_the_outcome_in_the_brief_is_held_to_the_same_table(
    units: tuple[WorkUnit, ...], full: Inputs, offer_of: Callable[..., OfferIn]
) -> None:
    outcome = full.brief.workflow.outcome
    assert outcome is not None
    workflow = full.brief.workflow.model_copy(
        update={"outcome": outcome.model_copy(update={"label": "Tokens used"})}
    )
    brief = full.brief.model_copy(update={"workflow": workflow})
    with pytest.raises(InputRefused) as caught:
        refuse_cost_units(units, offer_of(_line("resolved contact")), brief)
    assert [one.where for one in caught.value.findings] == ["workflow.outcome.label"]
    refuse_cost_units(units, offer_of(_line("resolved contact", "usage")), brief)


def test_every_unit_of_the_catalogue_is_known_by_its_own_names(
    units: tuple[WorkUnit, ...],
) -> None:
    assert {unit.id for unit in units if not unit.names} == set()
    for unit in units:
        assert {found.id for name in unit.names if (found := classify_unit(units, name))} == {
            unit.id
        }


def test_a_refused_unit_has_its_place_in_the_price_book(tmp_path: Path) -> None:
    import shutil

    from proposalkit.workflows.gather import gather

    example = Path(__file__).resolve().parents[2] / "examples" / "workspace"
    folder = tmp_path / "w"
    shutil.copytree(example, folder)
    book = folder / "price-books" / "2026-11.yaml"
    text = book.read_text(encoding="utf-8").replace("unit: resolved contact,", "unit: token,")
    book.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "unit: token," in row)
    with pytest.raises(InputRefused) as caught:
        gather(folder, "nordwind-support")
    (finding,) = caught.value.findings
    assert finding.where.endswith(f"price-books/2026-11.yaml:{line}:46")
