"""Each state of a signature is a finding of its own; a valid one is none."""

from __future__ import annotations

from proposalkit.model.finding import Status, fold_verdict
from proposalkit.model.signature import SignatureReading, State
from proposalkit.verify.signature import check_signatures, signature_not_checked


def _one(state: State) -> SignatureReading:
    return SignatureReading(file="manifest.jws", state=state, kid="k", reason="It is so")


def test_every_state_but_valid_fails_with_an_id_of_its_own() -> None:
    states: tuple[State, ...] = ("wrong_key", "broken", "refused", "absent")
    ids = [check_signatures([_one(state)]).findings[0].id for state in states]
    assert ids == [
        "signature-wrong-key", "signature-broken", "signature-refused", "signature-missing",
    ]  # fmt: skip
    for state in states:
        assert fold_verdict("kit", (check_signatures([_one(state)]),)).status is Status.FAILED


def test_one_bad_signature_among_good_ones_fails() -> None:
    result = check_signatures([_one("valid"), _one("broken")])
    assert [one.id for one in result.findings] == ["signature-broken"]
    assert fold_verdict("kit", (check_signatures([_one("valid")]),)).status is Status.PASSED


def test_without_a_key_the_verdict_is_not_spoilt() -> None:
    result = signature_not_checked(["manifest.jws"])
    assert fold_verdict("kit", (result,)).status is Status.PASSED
    assert result.outcome == "not_applicable"
