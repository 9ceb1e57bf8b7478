"""Comparing what a buyer received: golden proposals, changed copies, offers typed by hand."""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.workflows.buyer_offers import (
    TAMARACK,
    Document,
    Edit,
    eur,
    line,
    made,
    read_in_this_process,
    written,
)

from proposalkit.compare.comparison import Question, compare_offers
from proposalkit.compare.offers import Checking
from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.keys import read_private_key, write_key_pair
from proposalkit.kit.signature import sign_detached
from proposalkit.model.comparison import Comparison
from proposalkit.workflows.compare_offers import CompareRequest, compare_paths, offer_of
from proposalkit.workflows.received import Received

DAY = date(2026, 12, 1)
HEADER = "offer,line,type,amount,up_to,price,included,minimum,maximum,currency,term_months,tax\n"
OFFERS = (
    HEADER
    + """\
A,Set-up,one_time,10000,,,,,,EUR,12,exclusive
A,Platform,recurring,2000,,,,,,EUR,12,exclusive
A,Outcomes,outcome,,5000,0.90,1000,5000,20000,EUR,12,exclusive
A,Outcomes,outcome,,20000,0.75,,,,EUR,12,exclusive
A,Outcomes,outcome,,,0.60,,,,EUR,12,exclusive
B,Outcomes,outcome_volume,,5000,0.99,,,,EUR,12,exclusive
B,Outcomes,outcome_volume,,20000,0.85,,,,EUR,12,exclusive
B,Outcomes,outcome_volume,,,0.70,,,,EUR,12,exclusive
B,Commitment,commitment,60000,,,,,,EUR,12,exclusive
"""
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)


def typed(folder: Path, text: str = OFFERS) -> Path:
    path = folder / "offers.csv"
    path.write_text(text, encoding="utf-8")
    return path


def compared(*paths: Path, on: date = DAY, **more: object) -> Comparison:
    return compare_paths(CompareRequest(proposals=paths, **more), on)  # type: ignore[arg-type]


def in_process(*edits: Edit | None, on: date = DAY, **volumes: str) -> Comparison:
    """Compare golden proposals without reading files in a process of their own."""
    offers = [
        offer_of(mark, Received(f"{mark}.json", made(edit), Checking("passed", "6 checks passed")))
        for mark, edit in zip("ABC", edits, strict=False)
    ]
    asked = {name: Decimal(text) for name, text in (volumes or {"expected": "12000"}).items()}
    return compare_offers(offers, Question(volumes=asked, on=on))  # type: ignore[arg-type]


def problems(*paths: Path, **more: object) -> list[str]:
    with pytest.raises(InputRefused) as caught:
        compared(*paths, **more)
    return [f"{one.where}: {one.id}" for one in caught.value.findings]


# the reference table, computed there by a script and rechecked by hand:
# A at the floor 12 x (2,000 + 5,000) + 10,000; B at its commitment, and so on
TABLE = [
    ("2000", "94000.00", "60000.00", "B"),
    ("5000", "94000.00", "60000.00", "B"),
    ("8000", "106000.00", "81600.00", "B"),
    ("20000", "214000.00", "204000.00", "B"),
    ("20001", "214009.00", "168008.40", "B"),
    ("40000", "274000.00", "336000.00", "A"),
]


@pytest.mark.parametrize(("volume", "first", "second", "lower"), TABLE)
def test_the_golden_table(tmp_path: Path, volume: str, first: str, second: str, lower: str) -> None:
    found = compared(typed=(typed(tmp_path),), volumes=(volume,), same_unit=True)
    (row,) = found.totals
    assert [str(cell.total.amount) for cell in row.cells] == [first, second]
    assert row.lowest == (lower,)


def test_the_golden_pair_has_its_cliff_and_its_break_even(tmp_path: Path) -> None:
    found = compared(typed=(typed(tmp_path),), volumes=("40000",), same_unit=True)
    # 20,000 x 0.85 = 17,000.00 and 20,001 x 0.70 = 14,000.70 a month; 12 x 2,999.30 = 35,991.60
    drops = {str(one.at): str(one.drop.amount) for one in found.cliffs}
    assert drops["20000"] == "2999.30"
    assert Decimal(drops["20000"]) * 12 == Decimal("35991.60")
    # from there A is at its cap: 274,000 = 8.40 v where v = 32,619.05, so A is lower from 32,620
    assert found.pairs[0].break_even == (32_620,)
    assert [one.lower for one in found.pairs[0].spans] == ["B", "A"]


def test_offers_typed_by_hand_are_unverified_and_silent(tmp_path: Path) -> None:
    found = compared(written(tmp_path), typed=(typed(tmp_path),), volumes=("12000",))
    assert [one.checked for one in found.offers] == ["passed", "unverified", "unverified"]
    assert {one.verdict for one in found.pairs} == {"not_like_for_like"}
    assert found.totals[0].lowest == ()
    for clause in found.commitments:
        assert [cell.value for cell in clause.cells[1:]] == ["not_stated", "not_stated"]
        assert not any(fact.same for fact in clause.facts)


def test_a_proposal_and_its_dearer_copy_differ_by_the_platform_fee() -> None:
    def dearer(document: Document) -> None:
        line(document, "platform")["amount"] = eur("1000.00")

    found = in_process(None, dearer, low="6000", expected="12000", high="24000")
    # totals of the golden hand calculation; 12 x 50.00 = 600.00 more
    assert [[str(cell.total.amount) for cell in row.cells] for row in found.totals] == [
        ["88490.00", "89090.00"], ["147530.00", "148130.00"], ["213650.00", "214250.00"],
    ]  # fmt: skip
    assert [row.lowest for row in found.totals] == [("A",)] * 3
    assert found.pairs[0].verdict == "like_for_like"
    assert [(one.first, one.last, one.lower) for one in found.pairs[0].spans] == [(0, 48_000, "A")]
    assert all(fact.same for clause in found.commitments for fact in clause.facts)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("equivalenceClass", "support.answer", "Class for comparison"),
        ("reopenWindow", "P7D", "Reopening takes it back for: 14 days and 7 days"),
        ("observationWindow", "P3D", "Silence is observed for: not stated and 3 days"),
        ("silenceCounts", True, "Silence counts: no and yes"),
        ("handoffCounts", True, "Hand-off to a person counts: no and yes"),
        ("dedupeKey", "Ticket", "Counted once for: Customer and order number and Ticket"),
        ("dedupeWindow", "P30D", "Counted once within: 14 days and 30 days"),
    ],
)
def test_each_rule_of_an_outcome_that_differs_forbids_to_compare_its_price(
    field: str, value: object, said: str
) -> None:
    def other(document: Document) -> None:
        document["outcomes"][0][field] = value

    found = in_process(None, other)
    (pair,) = found.pairs
    assert pair.verdict == "not_like_for_like"
    assert any(one.startswith(said) for one in pair.differing)
    assert pair.spans == ()
    assert found.totals[0].lowest == ()


def test_an_expired_offer_is_compared_and_said_to_be_over() -> None:
    assert {one.standing for one in in_process(None, None).offers} == {"open"}
    late = in_process(None, None, on=date(2027, 1, 8))
    assert {one.standing for one in late.offers} == {"expired"}
    assert "A ended on 7 January 2027: ask for a renewal." in late.not_compared
    early = in_process(None, None, on=date(2026, 11, 22))
    assert {one.standing for one in early.offers} == {"not_begun"}


def test_another_currency_and_term_are_refused_by_name(tmp_path: Path) -> None:
    paths = written(tmp_path), written(tmp_path, name=TAMARACK, to="other")
    assert problems(*paths, volumes=("1000",)) == [
        "/pricing/currency: currencies-differ",
        "/pricing/scenarios/0/termMonths: term-differs",
    ]


def test_another_basis_of_tax_is_refused(tmp_path: Path) -> None:
    def inclusive(document: Document) -> None:
        document["pricing"]["tax"]["treatment"] = "inclusive"

    paths = written(tmp_path), written(tmp_path, inclusive, to="other")
    assert problems(*paths, volumes=("1",)) == ["/pricing/tax/treatment: tax-differs"]


def test_a_proposal_that_does_not_verify_is_not_compared(tmp_path: Path) -> None:
    good, broken = written(tmp_path), tmp_path / "broken.json"
    broken.write_bytes(good.read_bytes().replace(b'"147530.00"', b'"147531.00"'))
    with pytest.raises(Refused) as caught:
        compared(good, broken, volumes=("1",))
    assert "does not verify" in caught.value.message
    assert any(one.id == "price-differs" for one in caught.value.findings)
    assert all(one.where.startswith(str(broken)) for one in caught.value.findings)


def test_wrong_words_of_the_request_are_all_said_at_once(tmp_path: Path) -> None:
    said = problems(
        tmp_path / "none.json",
        volumes=("low=9", "high=8", "expected=-1", "high=7", "x"),
        exchange=("USD at 0.92", "QQQ=1 on 2026-11-20", "USD=0 on 2026-11-20"),
        weights=tmp_path / "none.yaml",
    )
    assert [one.rpartition(": ")[2] for one in said] == [
        "volume-not-a-number", "volume-twice", "volume-not-a-number", "volumes-not-rising",
        "bad-rate", "bad-rate", "bad-rate", "missing-file", "file-unreadable",
    ]  # fmt: skip


def test_points_come_from_the_weights_alone(tmp_path: Path) -> None:
    weights = tmp_path / "weights.yaml"
    weights.write_text(json.dumps({
        "price": {"scenario": "expected", "weight": "60"},
        "requirements": [{"id": "notice", "what": "Notice within 72 hours.", "weight": "40",
                          "fact": {"id": "incident.notice_hours", "at_most": "72"}}],
    }))  # fmt: skip

    def dearer(document: Document) -> None:
        line(document, "platform")["amount"] = eur("2179.42")

    paths = written(tmp_path), written(tmp_path, dearer, to="dearer")
    assert compared(*paths, volumes=("12000",)).scores is None
    scores = compared(*paths, volumes=("12000",), weights=weights).scores
    assert scores is not None
    # 12 x 1,229.42 = 14,753.04 more: 147,530.00 / 162,283.04 x 60 = 54.545... -> 54.55
    assert [str(one.points) for one in scores.sums] == ["100.00", "94.55"]


def test_weights_of_a_volume_nobody_gave_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "weights.yaml"
    weights.write_text("price: {scenario: high, weight: 60}\n")
    paths = written(tmp_path), written(tmp_path, to="again")
    (said,) = problems(*paths, volumes=("12000",), weights=weights)
    assert said.endswith("weight-without-volume")


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(8))
def test_the_break_even_of_real_prices_is_what_trying_every_volume_gives(seed: int) -> None:
    """Packs, included units, caps, credits and volume tiers, every volume up to 6,000."""
    chance = random.Random(seed)

    def changed(document: Document) -> None:
        line(document, "platform")["amount"] = eur(f"{chance.randint(0, 2500)}.00")
        contacts = line(document, "resolved-contacts")
        contacts["tierMode"] = chance.choice(["graduated", "volume"])
        contacts |= chance.choice([{}, {"pack": "50"}, {"pack": "100"}, {"included": "400"}])
        for tier in contacts["tiers"]:
            tier["unitPrice"] = eur(f"0.{chance.randint(40, 99)}")
        document["pricing"]["caps"] = chance.choice([[], document["pricing"]["caps"]])
        document["pricing"]["credits"][0]["amount"] = eur(f"{chance.randint(0, 9000)}.00")

    offers = [
        offer_of(mark, Received(mark, made(changed), Checking("passed", ""))) for mark in "AB"
    ]
    found = compare_offers(offers, Question(volumes={"expected": Decimal(3000)}, on=DAY)).pairs[0]
    first, second = (one.price for one in offers)
    for span in found.spans:
        for volume in range(span.first, span.last + 1):
            difference = first.total(volume) - second.total(volume)
            lower = "same" if not difference else "A" if difference < 0 else "B"
            assert (volume, span.lower) == (volume, lower)


THREE_YEARS = OFFERS.replace(",EUR,12,", ",EUR,36,")


def test_other_terms_are_refused_and_the_remedy_names_the_months_they_share(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        compared(written(tmp_path), typed=(typed(tmp_path, THREE_YEARS),), same_unit=True)
    (one,) = caught.value.findings
    assert one.id == "term-differs"
    assert "--months 12" in one.remedy


def test_the_first_months_of_each_are_counted_when_asked_and_it_is_said(tmp_path: Path) -> None:
    """A at 5,000 a month, from the reference table: 94,000 in 12 months.

    In 6 months: 10,000 + 6 x (2,000 + 5,000) = 52,000. B: 5,000 x 0.99 x 6 = 29,700, its
    commitment of 60,000 a year counts half: 30,000.
    """
    found = compare_paths(
        CompareRequest((), ("5000",), typed=(typed(tmp_path, THREE_YEARS),), months=6,
                       same_unit=True),
        DAY,
    )  # fmt: skip
    assert found.term_months == 6
    assert [str(one.total.amount) for one in found.totals[0].cells] == ["52000.00", "30000.00"]
    assert [one.offered_months for one in found.offers] == [36, 36]
    assert (
        "A is offered for 36 months; only its first 6 are counted, and what binds longer is in "
        "its commitments." in found.not_compared
    )


def test_months_nobody_has_priced_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        compared(written(tmp_path), typed=(typed(tmp_path, THREE_YEARS),), months=24)
    (one,) = caught.value.findings
    assert (one.id, one.where) == ("months-not-priced", "--months")
    assert "at most 12 months" in one.remedy


def test_with_keys_each_proposal_must_be_signed_with_one_of_them(tmp_path: Path) -> None:
    """Signed by one of two keys: named; by none: refused; a file without a key: said."""
    ours = write_key_pair(tmp_path / "keys", "ours", "", "")
    theirs = write_key_pair(tmp_path / "keys", "theirs", "", "")
    path, unsigned = written(tmp_path), written(tmp_path, to="unsigned")
    signature = sign_detached(path.read_bytes(), read_private_key(ours.private), "proposal")
    path.with_suffix(".jws").write_text(signature)
    found = compared(path, path, keys=(theirs.public, ours.public), volumes=("5000",))
    assert found.offers[0].checked_detail.endswith(f"({ours.public.name})")
    with pytest.raises(Refused) as missing:
        compared(path, unsigned, keys=(ours.public,))
    assert [one.id for one in missing.value.findings] == ["signature-missing"]
    with pytest.raises(Refused) as wrong:
        compared(path, path, keys=(theirs.public,))
    assert {one.id for one in wrong.value.findings} == {"signature-wrong-key"}
    (tmp_path / "no.jwk").write_text("{}")
    with pytest.raises(InputRefused):
        compared(path, path, keys=(tmp_path / "no.jwk",))


def _slow(document: Document) -> None:
    expected = next(one for one in document["pricing"]["scenarios"] if one["id"] == "expected")
    expected["volumes"][0]["firstMonths"] = ["6000", "3000"]


def test_first_months_count_as_all_offers_expect_them(tmp_path: Path) -> None:
    """tests/pricing/test_first_months.py works out 195,250.00 at 20,000 by hand."""
    volumes = ("20000",)
    first, second = written(tmp_path, _slow, to="one"), written(tmp_path, _slow, to="two")
    found = compare_paths(CompareRequest((first, second), volumes), DAY)
    assert [str(one.total.amount) for one in found.totals[0].cells] == ["195250.00"] * 2
    assert not any("first months" in one for one in found.not_compared)


def test_offers_that_begin_otherwise_are_compared_at_the_whole_volume(tmp_path: Path) -> None:
    volumes = ("20000",)
    first, second = written(tmp_path, _slow, to="one"), written(tmp_path, to="two")
    found = compare_paths(CompareRequest((first, second), volumes), DAY)
    assert [str(one.total.amount) for one in found.totals[0].cells] == ["213650.00"] * 2
    (said,) = [one for one in found.not_compared if "first months" in one]
    assert said.startswith("The pages of A count smaller volumes in the first months")


def test_other_days_to_pay_show_in_the_head_of_an_offer(tmp_path: Path) -> None:
    def later(document: Document) -> None:
        document["payment"]["terms"] = "P60D"

    first, second = written(tmp_path, later, to="one"), written(tmp_path, to="two")
    found = compare_paths(CompareRequest((first, second)), DAY)
    said = [str(one.payment).split(";")[0] for one in found.offers]
    assert said == ["to be paid in 60 days", "to be paid in 30 days"]
