"""Each conflict fires on shipped texts edited to clash, and none on a worked deal as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from proposalkit.clauses.choose import choose_terms
from proposalkit.clauses.deal import Deal
from proposalkit.errors import Refused
from proposalkit.model.brief import DataIn
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, Position
from proposalkit.workflows.gather import Gathered, gather

EXAMPLES = Path(__file__).parents[2] / "examples"
DEALS = {
    "nordwind-support": EXAMPLES / "workspace",
    "tamarack-authorizations": EXAMPLES / "hospital-group",
    "huettental-service": EXAMPLES / "manufacturer",
}


@dataclass(frozen=True)
class Edit:
    """What is changed in every text of a clause; a fact set to None goes."""

    says: str = ""
    instead_of: str = ""
    facts: Mapping[str, str | tuple[str, ...] | None] = field(default_factory=dict)


# The rule, and the edits by clause; a deal fact stands where a rule looks at deal or profile.
EDITS: dict[str, dict[str, Edit]] = {
    "X-01": {"data-use-limits": Edit(" It may be used for Training.")},
    "X-02": {},
    # A count may be disputed for 14 days of reopening and 15 of dispute, so 29 days.
    "X-03": {"outcome-attribution-evidence": Edit(facts={"evidence.retention_days": "28"})},
    "X-04": {"output-accuracy-warranty": Edit(' The Service is provided "as is".')},
    "X-05": {"pricing-floor-cap": Edit(" An early termination fee is due.")},
    "X-06": {"ip-output-indemnity": Edit("(acceptable-use)", "(liability-cap)",
                                         {"ip.indemnity_limit": "without_limit"})},
    "X-07": {"compute-residency": Edit(facts={"residency.inference": ("Norway",)})},
    "X-08": {"acceptable-use": Edit(facts={"use.health_data": "barred"})},
    "X-09": {"deployment-model": Edit(facts={"deployment": "on_prem"})},
    "X-10": {"dpa-art28": Edit(" For this deal the SCC are amended.")},
    "X-11": {"data-use-limits": Edit(facts={"data.improvement.non_training_use": "general"})},
    "X-12": {"sla-credits": Edit(facts={"sla.unbilled_credit": None})},
    "X-13": {"pricing-floor-cap": Edit(" Provider handles an unlimited volume.")},
    "X-14": {"outcome-verification": Edit(facts={"gone": None})},
    "X-15": {"pilot-conversion": Edit(facts={"pilot.conversion": "opt_out"})},
    "X-16": {"model-provider-flowdown": Edit(facts={"subprocessor.notice_days": "14"})},
    "X-17": {"autonomy-and-authority": Edit(" The Agent poses as a human.")},
    "X-18": {"dpa-art28": Edit(facts={"dpa.breach_hours": "48"}),
             "incident-and-rollback": Edit(facts={"incident.personal_data_hours": "24"})},
}  # fmt: skip


@pytest.fixture(scope="module")
def gathered(shared_cache: Path) -> Gathered:
    """The worked deal with the most clauses, every decision taken."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return gather(DEALS["nordwind-support"], "nordwind-support")


def _changed(position: Position, edit: Edit) -> Position:
    text = position.text
    if edit.instead_of:
        text = text.replace(edit.instead_of, edit.says)
    elif edit.says:
        first, mark, rest = text.partition("\n\n")
        text = f"{first}{edit.says}{mark}{rest}"
    facts = {name: value for name, value in {**position.facts, **edit.facts}.items() if value}
    return position.model_copy(update={"text": text, "facts": facts})


def _edited(record: ClauseRecord, edit: Edit) -> ClauseRecord:
    texts = tuple(_changed(one, edit) for one in record.positions)
    variants = {
        name: tuple(_changed(one, edit) for one in texts) for name, texts in record.variants.items()
    }
    return record.model_copy(update={"positions": texts, "variants": variants})


def _deal(deal: Deal, id_: str) -> Deal:
    """Give the deal, with the one fact of it that a rule on two texts alone would not see."""
    brief, seller = deal.brief, deal.seller
    if id_ == "X-02":
        models = tuple(one.model_copy(update={"trains_on_data": True}) for one in seller.models)
        return replace(deal, seller=seller.model_copy(update={"models": models}))
    if id_ == "X-08":
        data = DataIn.model_validate(brief.data.model_dump() | {"health_data": True})
        return replace(deal, brief=brief.model_copy(update={"data": data}))
    if id_ == "X-15":
        commercial = brief.commercial.model_copy(update={"bars_auto_renewal": True})
        return replace(deal, brief=brief.model_copy(update={"commercial": commercial}))
    return deal


def _library(library: ClauseLibrary, id_: str) -> ClauseLibrary:
    clauses = dict(library.clauses)
    for name, edit in EDITS[id_].items():
        if "gone" in edit.facts:
            del clauses[name]
        else:
            clauses[name] = _edited(clauses[name], edit)
    return library.model_copy(update={"clauses": clauses})


@pytest.mark.parametrize("id_", EDITS)
def test_the_rule_fires_on_shipped_texts_edited_to_clash(id_: str, gathered: Gathered) -> None:
    parts = gathered.parts
    catalogue = parts.catalogue.model_copy(
        update={"library": _library(parts.catalogue.library, id_)}
    )
    try:
        terms = choose_terms(catalogue, parts.plan, _deal(gathered.deal, id_))
        found = {one.id.split(":")[1] for one in terms.blockers if one.kind == "conflict"}
    except Refused as refused:
        found = {one.id for one in refused.findings}
    assert found - {"dead-reference"} == {id_}  # a clause that is gone leaves references behind


def test_every_rule_of_the_table_is_edited_here() -> None:
    assert list(EDITS) == [f"X-{number:02}" for number in range(1, 19)]


@pytest.mark.parametrize("deal", DEALS)
def test_no_rule_fires_on_a_worked_deal(deal: str) -> None:
    blockers = gather(DEALS[deal], deal).parts.terms.blockers
    assert [one.what for one in blockers if one.kind == "conflict"] == []
