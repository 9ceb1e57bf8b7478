"""The advice from real files: each pattern on its own deal, rates, third year, canaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.workflows.advised_deals import (
    DEAL,
    EXAMPLE,
    FAILURES,
    HYBRIDS,
    MISMATCHES,
    NO_FIT,
    Change,
    seller,
    workspace_with,
)

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import InputRefused
from proposalkit.model.advice_report import AdviceReport
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.finding import Status, fold_verdict
from proposalkit.verify.canaries import check_canaries
from proposalkit.workflows.advice_inside import memo_advice
from proposalkit.workflows.gather import Gathered, gather
from proposalkit.workflows.inside import canaries_of, kept_inside
from proposalkit.workflows.pages import PageView
from proposalkit.workflows.recommend import recommend_deal

EXAMPLES = EXAMPLE.parent
DEALS = {
    DEAL: EXAMPLE,
    "huettental-service": EXAMPLES / "manufacturer",
    "tamarack-authorizations": EXAMPLES / "hospital-group",
}
CHANGES: dict[str, Change] = {
    **{f"failure/{name}": change for name, change in FAILURES.items()},
    **MISMATCHES,
    **{f"hybrid/{name}": seller(motions=[starts]) for name, starts in HYBRIDS.items()},
}
WORDS_INSIDE = (
    "motion", "motions", "curious", "piloting", "native", "failure pattern", "failure patterns",
    "mismatch", "mismatches", "diagnostic", "buyer stage", "go-to-market", "go_to_market",
)  # fmt: skip


@pytest.fixture(scope="module")
def reports(
    tmp_path_factory: pytest.TempPathFactory, shared_cache: Path
) -> dict[str, AdviceReport]:
    """The advice for each changed deal."""
    folder = tmp_path_factory.mktemp("deals")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return {
            key: recommend_deal(DEAL, workspace_with(folder / key.replace("/", "-"), change))
            for key, change in CHANGES.items()
        }


@pytest.fixture
def advised(tmp_path: Path) -> Callable[[Change], AdviceReport]:
    """Give the advice for the retailer with changes."""
    return lambda change: recommend_deal(DEAL, workspace_with(tmp_path / "deal", change))


def _entries(report: AdviceReport) -> set[str]:
    return {
        *(one.entry for one in report.failures),
        *(one.entry for one in report.mismatches),
        *(one.entry for one in report.next_motions),
    }


@pytest.mark.parametrize("key", CHANGES)
def test_each_pattern_fires_on_its_own_brief_and_on_none_of_the_others(
    key: str, reports: dict[str, AdviceReport]
) -> None:
    kind = key.partition("/")[0]
    same_kind = "hybrid" if kind == "hybrid" else ("failure", "mismatch", "guidance")
    others = [other for other in CHANGES if other.partition("/")[0] in same_kind]
    assert [other for other in others if key in _entries(reports[other])] == [key]
    if kind != "hybrid":
        assert {one for one in _entries(reports[key]) if not one.startswith("hybrid/")} == {key}


def test_every_warning_and_reason_names_its_source(reports: dict[str, AdviceReport]) -> None:
    for report in reports.values():
        told = [*report.failures, *report.mismatches, *report.next_motions]
        told_reasons = [reason for one in report.ranked for reason in one.reasons]
        assert all(one.source and one.entry for one in (*told, *told_reasons))
        assert len(report.ranked) == 12


def test_the_first_year_is_converted_by_the_newest_rate_not_after_the_offer(
    advised: Callable[[Change], AdviceReport],
) -> None:
    rates = [
        {"currency": "EUR", "usd": usd, "as_of": day, "source": "Bank"}
        for usd, day in (("1.01", "2026-10-01"), ("1.10", "2026-11-23"), ("2", "2026-11-24"))
    ]
    year = advised({"seller.internal.exchange_rates": rates}).seen.first_year
    # 147,530.00 x 1.10 = 162,283.00; the total is the one of hand-calculation.md
    assert (str(year.amount), str(year.usd)) == ("147530.00", "162283.00")
    assert year.rate is not None
    assert year.rate.as_of.isoformat() == "2026-11-23"


@pytest.mark.parametrize(
    "rates",
    [None, [{"currency": "EUR", "usd": "1.1", "as_of": "2026-11-24", "source": "Bank"}],
     [{"currency": "GBP", "usd": "1.3", "as_of": "2026-11-01", "source": "Bank"}]],
)  # fmt: skip
def test_without_a_dated_rate_the_size_is_not_evaluated_and_that_is_said(
    rates: object, advised: Callable[[Change], AdviceReport]
) -> None:
    report = advised({"seller.internal.exchange_rates": rates})
    assert report.seen.first_year.usd is None
    (missing,) = [one for one in report.not_evaluated if one.field == "internal.exchange_rates"]
    assert "no rate of EUR dated 2026-11-23 or before" in missing.why
    entries = {reason.text.partition(":")[0] for one in report.ranked for reason in one.reasons}
    assert "Deal size" not in entries
    assert "Cycle" in entries


def test_without_a_rate_the_line_of_building_is_not_evaluated_either(
    advised: Callable[[Change], AdviceReport],
) -> None:
    above = MISMATCHES["guidance/build-or-buy-crossover"]
    report = advised({**above, "seller.internal.exchange_rates": None})
    assert report.mismatches == ()
    assert "volumes.expected" in [one.field for one in report.not_evaluated]


def test_a_cycle_nobody_gave_is_named(advised: Callable[[Change], AdviceReport]) -> None:
    report = advised({"brief.expected_cycle_days": None})
    assert [one.field for one in report.not_evaluated] == ["expected_cycle_days"]


def test_a_fact_that_decides_on_a_failure_is_named_when_it_is_missing(
    advised: Callable[[Change], AdviceReport],
) -> None:
    report = advised(seller(motions=["ai-outbound"]))
    said = {one.field: one.why for one in report.not_evaluated}
    assert set(said) == {"internal.go_to_market.revops", "internal.go_to_market.attribution"}
    assert "Outbound volume without measurement" in said["internal.go_to_market.revops"]


def test_a_brief_that_fits_no_motion_says_so_with_every_reason(
    advised: Callable[[Change], AdviceReport],
) -> None:
    report = advised(NO_FIT)
    assert not report.fits
    assert all(one.balance <= 0 for one in report.ranked)
    assert report.best is not None
    assert any(not one.speaks_for for one in report.best.reasons)


def test_answers_nobody_gave_are_open_questions_of_the_memo(tmp_path: Path) -> None:
    changed = seller(answers={"founder-capacity": "yes"}, motions=["founder-led"])
    gathered = gather(workspace_with(tmp_path / "deal", changed), DEAL)
    asked = [one.field for one in gathered.parts.plan.questions]
    assert len([one for one in asked if one.startswith("internal.go_to_market.answers.")]) == 7
    assert "internal.go_to_market.answers.founder-capacity" not in asked
    example = [one.field for one in gather(EXAMPLE, DEAL).parts.plan.questions]
    assert [one for one in example if "go_to_market" in one] == []


@pytest.mark.parametrize("command", [gather, lambda folder, deal: recommend_deal(deal, folder)])
def test_unknown_answers_are_refused_all_at_once_with_their_lines(
    command: Callable[[Path, str], object], tmp_path: Path
) -> None:
    folder = tmp_path / "deal"
    wrong = {"founder-capacity": "maybe", "founder-mood": "good"}
    workspace_with(folder, seller(answers=wrong, motions=["cold-calls"]))
    with pytest.raises(InputRefused) as caught:
        command(folder, DEAL)
    lines = (folder / "seller.yaml").read_text(encoding="utf-8").splitlines()
    expected = [
        next(number for number, line in enumerate(lines, start=1) if text in line)
        for text in ("founder-capacity: maybe", "founder-mood: good", "- cold-calls")
    ]
    found = caught.value.findings
    assert [int(one.where.split(":")[1]) for one in found] == expected
    assert all(one.where.startswith(str(folder / "seller.yaml")) for one in found)
    assert [one.message for one in found] == [
        '"maybe" is not an answer to "founder-capacity".',
        '"founder-mood" is not a question of the diagnostic.',
        '"cold-calls" is not a motion of the catalogue.',
    ]
    assert found[0].remedy == 'Write one of "yes", "no".'


def _memo(folder: Path) -> str:
    return "\n".join(f"## {title}\n{body}" for title, body in memo_advice(gather(folder, DEAL)))


def test_above_the_line_of_building_the_memo_answers_for_the_third_year(tmp_path: Path) -> None:
    # 60,000 a month reach the cap: 16,000 + 950 = 16,950 a month, 203,400 a year; the first year
    # has 6,500 + 7,500 - 3,750 more. One outcome costs (0.2137 + 0.42 x 0.084) / 0.58 = 0.429276,
    # 720,000 a year 309,078.62, with 12 x 1,380 fixed 325,638.62. 720,000 x 3.10 = 2,232,000.
    change = MISMATCHES["guidance/build-or-buy-crossover"]
    memo = _memo(workspace_with(tmp_path / "deal", change))
    assert "## Year three: our price against an own build" in memo
    years = "EUR 213,650.00, EUR 203,400.00, EUR 203,400.00 in years one to 3, together EUR 620,450"
    assert years in memo
    assert "at our own full cost, EUR 325,638.62 a year, leaves nothing for building" in memo
    assert "EUR 2,232,000.00 a year, EUR 6,696,000.00 in 3 years" in memo
    assert "50000 units a month at 0.3 USD" in memo
    # own build: 7,400 + 60,000 x 0.2890 = 24,740 a month, more than our 16,950: it never pays back.
    # Six months with us, then 30 of 24,740 and 96,500: 620,450 + 30 x 7,790 + 96,500 = 950,650.
    assert "a year costs 950,650.00 in three years; with us it is 620,450.00." in memo
    assert "an own build has not paid for itself by the end of year three" in memo


def test_without_an_estimate_the_third_year_says_what_it_needs(tmp_path: Path) -> None:
    change = {**MISMATCHES["guidance/build-or-buy-crossover"], "seller.internal.economics": None}
    memo = _memo(workspace_with(tmp_path / "deal", change))
    year_three = memo.split("## Year three")[1].split("\n## ")[0]
    assert "give an estimate in `internal.economics.own_build`" in year_three


def test_at_the_line_of_50000_the_memo_has_no_third_year(tmp_path: Path) -> None:
    change = {"brief.volumes": {"low": "40000", "expected": "50000", "high": "60000"}}
    assert "Year three" not in _memo(workspace_with(tmp_path / "deal", change))


def test_the_memo_names_the_motion_of_today_the_best_fit_and_what_lies_ahead() -> None:
    memo = _memo(EXAMPLE)
    assert "Run now: Outbound selling with agents (ai-outbound, place 1)." in memo
    assert "Best fit: Outbound selling with agents (ai-outbound), 9 for, 1 against." in memo
    assert "Outbound volume without measurement" in memo
    assert "Mismatches: none." in memo


@pytest.fixture(scope="module")
def made(shared_cache: Path) -> dict[str, tuple[Gathered, dict[str, str], dict[str, str]]]:
    """For each worked deal what was gathered, its canaries, and what its buyer would read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        return {deal: _made(deal) for deal in DEALS}


def _made(deal: str) -> tuple[Gathered, dict[str, str], dict[str, str]]:
    gathered = gather(DEALS[deal], deal)
    proposal = compose_proposal(gathered.parts, Release(deal=deal))
    data = canonical_bytes(proposal)
    pages = "\n".join(block.text for block in PageView(proposal, sha256_hex(data)).blocks())
    return (
        gathered,
        kept_inside(gathered, proposal),
        {"proposal.json": data.decode(), "proposal.pdf": pages},
    )


Made = dict[str, tuple[Gathered, dict[str, str], dict[str, str]]]


@pytest.mark.parametrize("deal", DEALS)
def test_no_word_of_the_advice_stands_in_what_a_buyer_reads(deal: str, made: Made) -> None:
    gathered, canaries, files = made[deal]
    assert check_canaries(canaries, files).findings == ()
    selling = gathered.parts.catalogue.selling
    titles = [one.title for one in (*selling.motions, *selling.failures, *selling.buyer_stages)]
    ids = [one.id for one in (*selling.motions, *selling.failures) if "-" in one.id]
    for text in files.values():
        words = f" {' '.join(_words(text))} "
        assert [one for one in WORDS_INSIDE if f" {one} " in words] == []
        assert [one for one in (*titles, *ids) if one.lower() in text.lower()] == []


def _words(text: str) -> Iterable[str]:
    return (word.strip(".,;:()\"'") for word in text.lower().replace('"', " ").split())


@pytest.mark.parametrize("deal", DEALS)
def test_advice_planted_in_a_buyer_file_fails_the_kit(deal: str, made: Made) -> None:
    gathered, canaries, _ = made[deal]
    selling = gathered.parts.catalogue.selling
    planted = [
        *(one.key for one in selling.motions),
        *(one.core_idea for one in selling.motions),
        *(one.symptom for one in selling.failures),
        *(one.key for one in (*selling.failures, *selling.hybrids, *selling.buyer_stages)),
        "Enterprise field selling", "Outbound selling with agents", "Community before product",
        "Engineers inside the customer", "go_to_market", "goToMarket",
    ]  # fmt: skip
    missed = []
    for text in planted:
        result = check_canaries(canaries, {"note.txt": f"see {text}"})
        if fold_verdict(deal, (result,)).status is not Status.FAILED:
            missed.append(text)
    assert missed == []


def test_each_answer_of_the_seller_is_looked_for_as_yaml_and_as_json() -> None:
    found = canaries_of(gather(EXAMPLE, DEAL).inputs.seller.internal)
    assert found["internal.go_to_market.answers.founder-capacity"] == "founder-capacity: no"
    assert found["internal.go_to_market.answers.founder-capacity.json"] == (
        '"founder-capacity":"no"'
    )
    assert len([key for key in found if key.startswith("internal.go_to_market.answers.")]) == 16
