"""Conflicts about remedies and limits: what is warranted, credited, capped, and paid once."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.clauses.clash import clash, phrases
from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.model.finding import Finding

_ONLY = ("sole remedy", "exclusive remedy")


def warranty_denied(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-04: `as it is`, or a credit as the one remedy, beside promises of more: a blocker."""
    promised = [
        one for fact in ("sla.credits", "liability.wrong_output") for one in texts.authorities(fact)
    ]
    denied = [
        (clause, phrase) for clause, phrase in phrases(texts, side, "X-04") if phrase not in _ONLY
    ]
    if texts.stated("output.accuracy_commitment") == "none":
        denied += [(one, "no commitment") for one in texts.authorities("output.accuracy")]
    for clause, phrase in denied:
        others = [one for one in dict.fromkeys(promised) if one != clause]
        if others:
            yield clash(
                "X-04", "warning", clause,
                f'"{clause}" warrants nothing ("{phrase}"), {" and ".join(others)} pays.',
                "Let the warranty say what is promised, or drop the promise.",
            )  # fmt: skip
    for clause, phrase in phrases(texts, side, "X-04", texts.authorities("liability.cap")):
        if phrase in _ONLY and texts.stated("liability.supercap_multiple") is not None:
            yield clash(
                "X-04", "warning", clause,
                f'"{clause}" makes its credit the {phrase}; the liability clause has a higher '
                "limit for breaches that this would shut out.",
                "Say for which failure the credit is the remedy, and that others remain.",
            )  # fmt: skip


def illusory_cap(terms: Terms) -> Iterator[Finding]:
    """X-06: a liability cap in fees alone, when the fees may be near nothing: a blocker."""
    if terms.stated("liability.cap_multiple") is None:
        return
    offer = terms.deal.offer
    metered = any(rate.metric is not None and not rate.minimum for rate in offer.rates)
    if not metered and terms.deal.brief.commercial.pilot is None:
        return
    authorities = terms.authorities("liability.cap_multiple")
    floors = [
        value.amount
        for clause, _, param, value in terms.params()
        if clause in authorities and param.type == "money"
    ]
    if not any(floors):
        yield clash(
            "X-06", "warning", "liability.cap_multiple",
            "Liability is capped at a multiple of the fees, and the fees may be near nothing.",
            "Give the cap a least amount of money.",
        )  # fmt: skip


def uncapped_indemnity(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-06: an indemnity without limit that does not say how it stands to the cap: a blocker."""
    fact, limit = "ip.indemnity_limit", texts.authorities("liability.cap_multiple")
    if texts.stated(fact) not in ("without_limit", "defence_without_limit") or not limit:
        return
    for clause in texts.authorities(fact):
        if not texts.cites(clause, limit[0]):
            yield clash(
                "X-06", "warning", fact,
                f'"{clause}" has no limit, "{limit[0]}" has one, and neither says which prevails.',
                "Say in the indemnity how it stands to the limit.",
            )  # fmt: skip


def paid_twice(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-12: one failure that is unbilled, credited and paid for as loss: a blocker."""
    credit, unbilled = texts.authorities("sla.credits"), texts.authorities("outcome.unit")
    loss = texts.authorities("liability.wrong_output")
    if credit and unbilled and texts.stated("sla.unbilled_credit") != "no":
        yield clash(
            "X-12", "warning", credit[0],
            f'A failed outcome is not billed under "{unbilled[0]}" and credited under '
            f'"{credit[0]}".',
            "Say that what is not billed for a failure gives no credit for it.",
        )  # fmt: skip
    if loss and (credit or unbilled) and texts.stated("liability.recovered_once") != "yes":
        other = (*credit, *unbilled)[0]
        yield clash(
            "X-12", "warning", loss[0],
            f'"{loss[0]}" pays the cost of a failure for which "{other}" gives money already.',
            "Say that credits and fees not billed are deducted from damages.",
        )  # fmt: skip
