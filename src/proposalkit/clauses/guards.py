"""Guards: what may not be asserted without its proof; one function for each, by its id.

A clause whose statement fails a guard is left out of the kit and asked for as missing evidence:
the kit says nothing where it cannot prove. G-06 guards a clause the rules do not choose yet. G-07
is kept by the texts, which name official clauses and do not hold them. G-09 and G-10 are for a
lawyer's eye and have no data to decide on.
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
    return bar_texts(terms, terms.deal)


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


GUARDS: dict[str, Guard] = {
    "G-01": _identifiable_shared,
    "G-02": _certificates,
    "G-03": _business_associates,
    "G-04": _routes,
    "G-05": _zero_retention,
}
"""Guards that withhold a clause. G-08, a text past its review, is a blocker in `choose.py`."""
