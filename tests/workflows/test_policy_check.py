"""Policies as files: the shipped ones hold, and a slip in one's own is named by its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.workflows.buyer_offers import TAMARACK, read_in_this_process, written

from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.policy import Policy
from proposalkit.workflows.policy_check import (
    check_against,
    copy_policy,
    find_policy,
    read_policy,
    shipped_policies,
)
from proposalkit.workflows.received import Received

DAY = date(2026, 12, 1)
NAMES = ("eu-bank", "public-body", "us-health-system")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)


def own(folder: Path, requirement: str, head: str = "") -> Path:
    path = folder / "own.yaml"
    path.write_text(
        "policy: own\ntitle: Own\nversion: '1'\nas_of: 2026-11-21\n"
        f"{head}requirements:\n  - {{id: one, what: Asked., {requirement}}}\n"
    )
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        read_policy(path)
    return [f"{one.where.rpartition('/')[2]} {one.id}" for one in caught.value.findings]


def test_three_policies_ship_and_name_facts_and_clauses_that_exist() -> None:
    policies = {path.stem: read_policy(path) for path in shipped_policies()}
    assert tuple(policies) == NAMES
    clauses = {path.parent.name for path in packaged_path("knowledge").rglob("clause.md")}
    for name, policy in policies.items():
        assert policy.policy == name
        assert len(policy.requirements) >= 20
        assert all(one.source for one in policy.requirements)
        asked = [one.clause.any_of for one in policy.requirements if one.clause]
        assert {id_ for ids in asked for id_ in ids} <= clauses
        used = {one.source for one in policy.requirements}
        assert used == {one.id for one in policy.sources}


def test_no_policy_is_part_of_the_knowledge_a_kit_is_made_of() -> None:
    from proposalkit.knowledge.knowledge_files import content_paths

    assert not [one for one in content_paths(packaged_path("knowledge")) if "policies" in one]


# read off the golden proposal by hand: notice 72 hours, disputes 15 days, stores empty 30 days
# after the 30 to retrieve data, no insurance and no
# terms for banks; every other line of the policy is kept
def test_the_golden_proposal_is_held_against_the_bank(tmp_path: Path) -> None:
    report = check_against(written(tmp_path), read_policy(find_policy("eu-bank")), DAY)
    rows = {one.id: one for one in report.rows}
    assert {id_ for id_, one in rows.items() if one.status == "deviates"} == {
        "incident-notice", "dispute", "deletion",
    }  # fmt: skip
    assert {id_ for id_, one in rows.items() if one.status == "not_stated"} == {
        "financial-terms", "insurance",
    }  # fmt: skip
    assert (report.met, report.deviates, report.not_stated) == (19, 3, 2)
    assert rows["incident-notice"].source == "Regulation (EU) 2022/2554 (DORA), Articles 28 and 30"
    document = json.loads((tmp_path / "proposal.json").read_bytes())
    for one in report.rows:
        node: object = document
        for part in (one.pointer or "").split("/")[1:]:
            node = node[int(part)] if isinstance(node, list) else node[part]  # type: ignore[index]
        assert node is not None


def test_the_health_proposal_is_held_against_the_health_system(tmp_path: Path) -> None:
    path = written(tmp_path, name=TAMARACK)
    report = check_against(path, read_policy(find_policy("us-health-system")), DAY)
    assert [one.id for one in report.rows if one.status == "deviates"] == [
        "deletion",
        "model-change",
    ]
    assert report.not_stated == 0


@pytest.mark.parametrize(
    ("requirement", "said"),
    [
        ("fact: {id: data.retention_days, atmost: 30}", "own.yaml:6:61 unknown-key"),
        ("fakt: {id: data.retention_days}", "own.yaml:6:29 unknown-key"),
        ("fact: {id: data.retention_day}", "own.yaml:6:40 unknown-fact"),
        ("fact: {id: data.retention_days, at_most: soon}", "own.yaml:6:"),
        ("value: {path: payment.term}", "own.yaml:6:"),
        ("price: {currency: EUR}", "own.yaml:6:"),
        ("residency: {what: inference, within: [Europe]}", "own.yaml:6:"),
    ],
)
def test_a_slip_in_a_policy_is_named_by_its_place(
    tmp_path: Path, requirement: str, said: str
) -> None:
    assert any(one.startswith(said) for one in problems(own(tmp_path, requirement)))


def test_a_requirement_has_one_kind(tmp_path: Path) -> None:
    both = "fact: {id: data.retention_days}, clause: {any_of: [dpa-art28]}"
    assert problems(own(tmp_path, both))
    assert problems(own(tmp_path, "source: own"))


def test_names_are_used_once_and_sources_are_there(tmp_path: Path) -> None:
    fact = "fact: {id: data.retention_days}"
    path = own(tmp_path, f"source: law, {fact}")
    assert problems(path)
    path.write_text(own(tmp_path, fact).read_text() + f"  - {{id: one, what: Again., {fact}}}\n")
    assert problems(path)


def test_a_name_nobody_knows_is_answered_with_the_ones_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        read_policy(find_policy("eu-banc"))
    assert all(name in caught.value.findings[0].remedy for name in NAMES)


def test_a_policy_is_copied_to_be_changed_and_never_over_a_file(tmp_path: Path) -> None:
    copy_policy(find_policy("eu-bank"), tmp_path / "own.yaml")
    assert isinstance(read_policy(tmp_path / "own.yaml"), Policy)
    with pytest.raises(Refused, match="there already"):
        copy_policy(find_policy("eu-bank"), tmp_path / "own.yaml")


def test_the_page_is_that_of_the_kits_list_or_of_the_words(tmp_path: Path) -> None:
    from tests.workflows.buyer_offers import made

    from proposalkit.compare.offers import Checking

    received = Received(
        "kit", made(), Checking("passed", ""), ("Pageone", "Customerdataisnotused."),
        {"/evidence/0/title": (9,)},
    )  # fmt: skip
    assert received.page_of("/evidence/0", None) == 9
    assert received.page_of("/clauses/1/facts/0/value", "Customer data is\nnot used.") == 2
    assert received.page_of("/clauses/1", "Nowhere") is None
    assert received.page_of(None, None) is None


@pytest.mark.parametrize("listed", [True, False], ids=["with its list", "from the pages alone"])
def test_a_country_that_stands_on_several_pages_is_cited_where_its_row_stands(listed: bool) -> None:
    """Page one names the country of the company, page three has the table of places."""
    from tests.workflows.buyer_offers import made

    from proposalkit.compare.offers import Checking
    from proposalkit.model.folding import bare
    from proposalkit.model.shown import shown_values

    values = {one.pointer: bare(one.text) for one in shown_values(made())}
    table = {at: text for at, text in values.items() if at.startswith("/data/residency/")}
    place = next(at for at in table if "/places/" in at)
    pages = (f"RegisteredIn{values[place]}", "Nothing", "".join(table.values()))
    places = {at: tuple(n for n, page in enumerate(pages, 1) if text in page)
              for at, text in table.items()} if listed else {}  # fmt: skip
    received = Received("kit", made(), Checking("passed", ""), pages, places)
    assert received.page_of(place.rpartition("/")[0], values[place]) == 3
