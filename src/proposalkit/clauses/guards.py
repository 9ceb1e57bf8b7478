"""Guards: what may not be asserted without its proof; one function for each, by its id.

A clause whose statement fails a guard is left out of the kit and asked for as missing evidence:
the kit says nothing where it cannot prove. What each guard means, and the phrases some look for,
stand in rules.yaml. G-08, a text or a date of a law past its review, is a blocker of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.model.display import display_date


@dataclass(frozen=True)
class Barred:
    """A clause that may not stand in the kit, and the proof it waits for."""

    guard: str
    clause: str
    needs: str
    """The missing proof as a buyer may read it."""


Guard = Callable[[Texts, Prover], Iterator[Barred]]


def bar_unproved(terms: Terms) -> tuple[Barred, ...]:
    """Give the clauses that state what the seller cannot prove, each with its first reason."""
    found = {one.clause: one for one in _risk_class(terms)}
    return (*bar_texts(terms, terms.deal), *found.values())


def bar_texts(texts: Texts, prover: Prover) -> tuple[Barred, ...]:
    """Do the same for texts filled without a deal."""
    found: dict[str, Barred] = {}
    for guard in GUARDS.values():
        for barred in guard(texts, prover):
            found.setdefault(barred.clause, barred)
    return tuple(found.values())


def _identifiable_shared(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-01: `not shared in an identifiable form` needs own models, or terms or a report."""
    fact = "data.model_provider.identifiable_shared"
    outside = any(model.outside for model in prover.seller.models)
    proved = prover.evidence_kinds() & {"provider_terms", "audit_report"}
    if texts.stated(fact) == "no" and outside and not proved:
        for clause in texts.authorities(fact):
            yield Barred("G-01", clause, "provider terms or an audit report on shared data")


def _certificates(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-02: a certificate may be named only with a report that holds to the end of the offer."""
    if not prover.evidence_kinds() & {"certificate", "audit_report"}:
        day = display_date(prover.ends_on)
        for clause in texts.authorities("certs"):
            yield Barred("G-02", clause, f"a certificate or audit report valid on {day}")


def _business_associates(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-03: business associate terms need the same terms with every company on the route."""
    seller = prover.seller
    route = [
        *((model.provider, model.baa) for model in seller.models if model.outside),
        *((one.name, one.baa) for one in seller.subprocessors),
    ]
    signed = {name for name, baa in route if baa}
    unsigned = dict.fromkeys(name for name, _ in route if name not in signed)
    if texts.stated("baa.available") == "yes" and unsigned:
        for clause in texts.authorities("baa.available"):
            yield Barred("G-03", clause, f"business associate terms with {', '.join(unsigned)}")


def _routes(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-04: where inference happens may be stated only when every route and its mode is known."""
    models = prover.seller.models
    unknown = [model.name for model in models if model.routing == "not_stated"]
    if models and not unknown:
        return
    needs = f"the routing of {', '.join(unknown)}" if unknown else "the models and their routing"
    for fact in ("residency.inference", "residency.routing"):
        for clause in texts.authorities(fact):
            yield Barred("G-04", clause, needs)


def _zero_retention(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-05: `nothing is kept` holds only when every outside route is set and approved so."""
    fact = "data.model_provider.retention_days"
    outside = [model for model in prover.seller.models if model.outside]
    kept = [model.name for model in outside if model.retention_days != 0]
    if texts.stated(fact) == 0 and kept:
        for clause in texts.authorities(fact):
            yield Barred("G-05", clause, f"approval of zero retention for {', '.join(kept)}")


def _accuracy(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-06: a level of accuracy may be promised only on a measured baseline with its sample."""
    fact = "output.accuracy_commitment"
    measured = "measurement" in prover.evidence_kinds() and any(
        one.kind == "measurement" and one.sample for one in prover.seller.evidence
    )
    if texts.stated(fact) == "threshold" and not measured:
        for clause in texts.authorities(fact):
            yield Barred("G-06", clause, "a measured baseline with the size of its sample")


def _official_texts(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-07: official clauses stand by reference; words of their body in a text are not ours."""
    for one, _ in texts.saying(prover.clash_words.get("G-07", ())):
        yield Barred("G-07", one.clause.id, "the official clauses by reference, unchanged")


def _upstream(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-09: nothing may be promised that is wider than what a model provider promises us."""
    outside = [model for model in prover.seller.models if model.outside]
    notice, kept = "model.change_notice_days", "data.model_provider.retention_days"
    told, days = texts.stated(notice), texts.stated(kept)
    short = [one.provider for one in outside if _below(one.change_notice_days, told)]
    longer = [one.provider for one in outside if _below(days, one.retention_days) and days != 0]
    bare = [one.provider for one in outside if one.output_indemnity is False]
    insured = "insurance" in prover.evidence_kinds()
    for fact, names, needs in (
        (notice, short, f"terms with {told} days' notice of a change from"),
        (kept, longer, f"terms that keep requests for at most {days} days from"),
        ("ip.output_indemnity", [] if insured else bare, "an indemnity for output from"),
    ):
        promised = texts.stated(fact) not in (None, "no")
        for clause in texts.authorities(fact) if names and promised else ():
            yield Barred("G-09", clause, f"{needs} {', '.join(dict.fromkeys(names))}")


def _below(value: object, wanted: object) -> bool:
    return isinstance(value, int) and isinstance(wanted, int) and value < wanted


def _exclusions(texts: Texts, prover: Prover) -> Iterator[Barred]:
    """G-10: where law forbids it, no text may claim to exclude liability as a whole."""
    words = prover.clash_words.get("G-10", ()) if prover.law_forbids_exclusions else ()
    for one, _ in texts.saying(words):
        yield Barred("G-10", one.clause.id, "a text that leaves liability in force where law does")


def _risk_class(terms: Terms) -> Iterator[Barred]:
    """G-11: decisions about people are called low in risk only once a lawyer has read Annex III."""
    brief, fact = terms.deal.brief, "ai_act.risk_class"
    if not brief.consequential_decisions or brief.high_risk_use is False:
        return
    needs = "a reading of Annex III of the EU AI Act for this use"
    if brief.high_risk_use:
        needs = "the text for a high-risk system"
    if terms.stated(fact) in ("minimal", "limited"):
        for clause in terms.authorities(fact):
            yield Barred("G-11", clause, needs)


GUARDS: dict[str, Guard] = {
    "G-01": _identifiable_shared,
    "G-02": _certificates,
    "G-03": _business_associates,
    "G-04": _routes,
    "G-05": _zero_retention,
    "G-06": _accuracy,
    "G-07": _official_texts,
    "G-09": _upstream,
    "G-10": _exclusions,
}
"""Guards that withhold a clause; G-08 is `approval_blockers` and `stale_law_blockers`, G-11 needs
the deal."""
