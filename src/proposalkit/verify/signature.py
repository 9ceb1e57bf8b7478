"""Was what is at hand signed with the key the reader holds?"""

from __future__ import annotations

from collections.abc import Sequence

from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.signature import SignatureReading, State

SIGNATURE_CHECK = "signature"
_ASK = "Ask the sender, by a way other than this one, which key signed it."
_WORDS: dict[State, tuple[str, str]] = {
    "wrong_key": ("signature-wrong-key", _ASK),
    "broken": (
        "signature-broken",
        "What was signed, or the signature, was changed; ask for the kit as it was sent.",
    ),
    "refused": ("signature-refused", "Trust nothing in it; ask for a signature made with ES256."),
    "absent": (
        "signature-missing",
        "Ask for the signed kit; a signature may have been taken away on the way.",
    ),
}


def check_signatures(readings: Sequence[SignatureReading]) -> CheckResult:
    """Give a finding for each signature that is not valid: one id for each kind of fault."""
    valid = [one for one in readings if one.state == "valid"]
    names = ", ".join(one.file for one in valid)
    detail = f"{names} signed by {valid[0].kid}" if valid else ""
    findings = tuple(_finding(one) for one in readings if one.state != "valid")
    return CheckResult(check=SIGNATURE_CHECK, detail=detail, findings=findings)


def signature_not_checked(present: Sequence[str]) -> CheckResult:
    """Say that nobody gave a key, and whether there is a signature to check with one."""
    if present:
        detail = f"{', '.join(present)} not checked: no public key was given."
    else:
        detail = "It is not signed, and no public key was given."
    return CheckResult(check=SIGNATURE_CHECK, outcome="not_applicable", detail=detail)


def _finding(one: SignatureReading) -> Finding:
    id_, remedy = _WORDS[one.state]
    return Finding(id=id_, where=one.file, message=f"{one.reason}.", remedy=remedy)
