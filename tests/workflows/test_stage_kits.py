"""The kit follows the buyer's stage: one fixture brief for each, priced alike, page equals data."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.workspaces import BRIEF, DEAL, change, copy_example

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.proposal import Proposal
from proposalkit.model.shown import shown_values
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.pages import PageView

STAGES = ("curious", "piloting", "native")
# the headings behind page one, worked out by hand from the stages' order; a part that has
# several headings gives them in the order of its template
HEADINGS = {
    "curious": (
        "Contents", "Parties", "In short", "Glossary", "The need", "What is offered", "References",
        "Data flow and processing location", "The pilot", "What is counted", "Pricing",
        "Service levels", "Service evidence", "Who stays in control", "Path to signature",
        "Questions procurement asks", "What is not stated", "Vendor form", "Clause schedule",
        "Claims and what binds them",
        "Evidence", "Sources quoted", "Acceptance",
    ),
    "piloting": (
        "Contents", "Parties", "In short", "The need", "What is offered",
        "Data flow and processing location", "The pilot", "What is counted", "Pricing",
        "Service levels", "Service evidence",
        "Who stays in control", "Path to signature", "Questions procurement asks",
        "What is not stated",
        "Clause schedule", "Claims and what binds them", "Evidence", "Sources quoted",
        "Glossary", "Acceptance",
    ),
    "native": (
        "Contents", "Parties", "In short", "Benchmark", "What is counted", "Pricing", "The need",
        "What is offered", "Data flow and processing location", "The pilot", "Service levels",
        "Service evidence", "Who stays in control", "Path to signature",
        "Questions procurement asks", "What is not stated", "Clause schedule",
        "Claims and what binds them", "Evidence",
        "Acceptance",
    ),
}  # fmt: skip
ADVICE = {
    "curious": {"Would the buyer rather have a longer pilot?"},
    "piloting": set[str](),
    "native": {"Is a shorter pilot enough for this buyer?"},
}
"""The example's pilot takes 60 days, and it has an evaluation and, here, a reference."""
REFERENCE = """    - id: reference-kielwasser
      kind: reference
      title: Reference call with Kielwasser Versand
      issuer: Kielwasser Versand GmbH
      issued_on: 2026-09-01
      scope: Order-status contacts since spring
      claim: A retailer in Hamburg gives a reference call.
      locator: on_request
  service_levels:
"""


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> dict[str, Gathered]:
    """The example deal at each stage of the buyer, with a reference in the profile."""
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        for stage in STAGES:
            folder = copy_example(tmp_path_factory.mktemp(stage) / "deal")
            if stage != "piloting":
                change(folder, BRIEF, "value: piloting", f"value: {stage}")
            change(folder, "seller.yaml", "  service_levels:\n", REFERENCE)
            made[stage] = gather(folder, DEAL)
    return made


@pytest.fixture(scope="module")
def proposals(gathered: dict[str, Gathered]) -> dict[str, Proposal]:
    """The proposal of each stage."""
    return {
        stage: compose_proposal(one.parts, Release(deal=DEAL)) for stage, one in gathered.items()
    }


def _view(proposal: Proposal) -> PageView:
    return PageView(proposal, sha256_hex(canonical_bytes(proposal)))


def _headings(proposal: Proposal) -> tuple[str, ...]:
    from lxml.html import document_fromstring

    page = document_fromstring(_view(proposal).html)
    return tuple(one.text_content().strip() for one in page.iter("h2"))


@pytest.mark.parametrize("stage", STAGES)
def test_the_pages_stand_in_the_order_of_the_stage(
    stage: str, proposals: dict[str, Proposal]
) -> None:
    assert _headings(proposals[stage]) == HEADINGS[stage]


@pytest.mark.parametrize("stage", STAGES)
def test_every_shown_value_stands_on_a_page_at_every_stage(
    stage: str, proposals: dict[str, Proposal]
) -> None:
    proposal = proposals[stage]
    pages = "".join("".join(block.text.split()) for block in _view(proposal).blocks())
    lacking = [
        value.pointer
        for value in shown_values(proposal)
        if not all("".join(line.split()) in pages for line in value.text.split("\n"))
    ]
    assert lacking == []


@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_changes_no_price_clause_or_claim(
    stage: str, proposals: dict[str, Proposal]
) -> None:
    one, usual = proposals[stage], proposals["piloting"]
    assert (one.pricing, one.clauses, one.claims, one.pilot, one.outcomes) == (
        usual.pricing, usual.clauses, usual.claims, usual.pilot, usual.outcomes,
    )  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_what_the_stage_makes_worth_asking_is_asked_inside_only(
    stage: str, gathered: dict[str, Gathered], proposals: dict[str, Proposal]
) -> None:
    every = set().union(*ADVICE.values())
    asked = {one.question for one in gathered[stage].parts.plan.questions}
    assert asked & every == ADVICE[stage]
    text = canonical_bytes(proposals[stage]).decode()
    assert not any(question in text for question in every)
    assert not any(f'"{word}"' in text for word in STAGES)


def test_a_buyer_new_to_ai_gets_the_vendor_form_filled_from_the_profile(
    proposals: dict[str, Proposal],
) -> None:
    form = {one.label: one.value for one in proposals["curious"].vendor_form}
    assert form["Registered name"] == "Halyard Agents B.V."
    assert form["Register and tax numbers"] == "register KvK 87216540; VAT NL864210975B01"
    assert form["Who may sign"] == "Jonas Achterberg, Chief executive officer"
    assert form["Place of backups"] == "Ireland"
    assert form["Security policies"] == "Still to be supplied"
    assert form["References"] == "Reference call with Kielwasser Versand"


@pytest.mark.parametrize("stage", ["piloting", "native"])
def test_other_buyers_get_no_vendor_form(stage: str, proposals: dict[str, Proposal]) -> None:
    assert proposals[stage].vendor_form == ()


def test_a_buyer_at_home_with_ai_gets_a_shorter_kit_without_explanations(
    proposals: dict[str, Proposal],
) -> None:
    native, usual = proposals["native"], proposals["piloting"]
    assert (native.glossary, native.sources) == ((), ())
    words = [len(" ".join(b.text for b in _view(one).blocks()).split()) for one in (native, usual)]
    assert words[0] < words[1]
