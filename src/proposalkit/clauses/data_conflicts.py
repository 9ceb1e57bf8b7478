"""Conflicts about data: training, deletion and evidence, places, health data, tenancy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from proposalkit.clauses.clash import clash, phrases
from proposalkit.clauses.drafted import Prover, Terms, Texts
from proposalkit.model.finding import Finding
from proposalkit.model.places import place_name

_REACH = {"single_region": 0, "geo": 1, "geography": 1, "global": 2}
"""How far requests may travel, by the words of the facts and of the profile."""

_TRAINING = "data.training.customer_data_used"
_OPT_IN = "data-optional-learning"
_METERED = ("outcome-attribution-evidence", "outcome-verification")


def training_allowed(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-01: `no training` beside a text that allows it: refused."""
    if texts.stated(_TRAINING) != "no":
        return
    own = texts.authorities(_TRAINING)
    if texts.has(_OPT_IN) and texts.stated("data.learning_opt_in") != "none":
        yield clash(
            "X-01", "error", _OPT_IN,
            f'"{own[0]}" says that customer data trains no model, and "{_OPT_IN}" allows it.',
            f"Give the deal the text with an opt-in, under positions: {own[0]}: fallback-2, or "
            "set optional_learning to no.",
        )  # fmt: skip
    for clause, phrase in phrases(texts, side, "X-01", own):
        yield clash(
            "X-01", "error", clause,
            f'"{own[0]}" says that customer data trains no model, and "{clause}" says "{phrase}".',
            "Take the permission out of that text.",
        )  # fmt: skip


def _learns(texts: Texts) -> bool:
    """Say whether the clause on learning is there in a wording that allows any."""
    return texts.has(_OPT_IN) and texts.stated("data.learning_opt_in") != "none"


def base_agreement_trains(terms: Terms) -> Iterator[Finding]:
    """X-01: `no training` under an agreement that allows it, or that nobody read: a blocker."""
    paper = terms.deal.brief.paper
    if paper.governs == "seller" or terms.stated(_TRAINING) != "no":
        return
    if paper.allows_training is not False:
        unread = paper.allows_training is None
        yield clash(
            "X-01", "warning", "paper.allows_training",
            "A clause says that customer data trains no model; "
            + ("nobody said whether the agreement that governs allows training."
               if unread else "the agreement that governs allows training."),
            'Read that agreement, then set "paper.allows_training" to "no", or have it changed.',
        )  # fmt: skip


def provider_trains(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-02: `the provider does not train` beside a model whose terms allow it is false: refused."""
    if texts.stated("data.training.by_model_provider") != "no":
        return
    for model in side.seller.models:
        if not model.outside or model.trains_on_data is False:
            continue
        known = model.trains_on_data is not None
        yield clash(
            "X-02",
            "error" if known else "warning",
            "public.models.trains_on_data",
            f'"{model.name}" of {model.provider} '
            + ("trains on requests, " if known else "may train on requests, nobody said, ")
            + "and a clause says that model providers do not.",
            "Use terms of the provider that bar training, and say so in the profile.",
        )


def evidence_deleted(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-03: what has to be kept as evidence, or to be fetched, is deleted first: a blocker."""
    kept = texts.number("evidence.retention_days")
    deleted = texts.number("data.delete_active_days")
    fetched = texts.number("exit.retrieval_days")
    argued = [texts.number(f"outcome.{name}_days") or Decimal(0) for name in ("reopen", "dispute")]
    after = _cite_each_other(texts, "exit.retrieval_days", "data.delete_active_days")
    if deleted is not None and fetched is not None and deleted < fetched and not after:
        yield clash(
            "X-03", "warning", "data.delete_active_days",
            f"Data is deleted {deleted} days after the end but may be fetched for {fetched} days.",
            "Let deletion start when the time to fetch data is over.",
        )  # fmt: skip
    if kept is not None and kept < sum(argued):
        yield clash(
            "X-03", "warning", "evidence.retention_days",
            f"Evidence is kept {kept} days; a count may be disputed for {sum(argued)} days.",
            "Keep the evidence at least as long as a count may be disputed.",
        )  # fmt: skip
    yield from _logs_deleted(texts)
    apart = _cite_each_other(texts, "evidence.retention_days", "data.delete_active_days")
    if kept is not None and deleted is not None and kept > deleted and not apart:
        yield clash(
            "X-03", "warning", "evidence.retention_days",
            f"Evidence is kept {kept} days, all data is deleted after {deleted} days, and neither "
            "clause refers to the other.",
            "Name the evidence of a count as an exception in one of the two texts.",
        )  # fmt: skip


def _logs_deleted(texts: Texts) -> Iterator[Finding]:
    """X-03: logs that the AI Act has kept for months, deleted with their content after days."""
    months, deleted = texts.number("ai_act.log_months"), texts.number("data.retention_days")
    if months is None or deleted is None or deleted >= 30 * months:
        return
    if not _cite_each_other(texts, "ai_act.role", "data.retention_days"):
        yield clash(
            "X-03", "warning", "data.retention_days",
            f"Logs with content are deleted after {deleted} days and kept for {months} months "
            "under the AI Act, and neither clause refers to the other.",
            "Say in one of the two texts which part of the logs is kept.",
        )  # fmt: skip


def _cite_each_other(texts: Texts, one: str, other: str) -> bool:
    """Say whether the clauses behind two facts refer to each other, which settles their order."""
    pairs = [(a, b) for a in texts.authorities(one) for b in texts.authorities(other)]
    return any(texts.cites(a, b) or texts.cites(b, a) for a, b in pairs)


def routing(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-07: a route that travels farther than the clause says is false: refused."""
    stated = texts.stated("residency.routing")
    promised = _REACH.get(stated) if isinstance(stated, str) else None
    for model in side.seller.models:
        reach = _REACH.get(model.routing)
        if promised is not None and reach is not None and reach > promised:
            yield clash(
                "X-07", "error", "public.models.routing",
                f'"{model.name}" is routed "{model.routing}", and the clause says "{stated}".',
                "Bind the route of the model, or choose the wording that says how it travels.",
            )  # fmt: skip


def regions(terms: Terms) -> Iterator[Finding]:
    """X-07: a route that leaves the places named is false: refused; places the buyer does not
    want are a blocker."""
    deal, stated = terms.deal, terms.stated("residency.inference")
    if isinstance(stated, tuple):
        named = [one for one in deal.seller.residency.inference if place_name(one) in stated]
        for model in deal.seller.models:
            for place in deal.outside(model.places, named):
                yield clash(
                    "X-07", "error", "public.models.places",
                    f'"{model.name}" runs in {place_name(place)}, which the clause does not name.',
                    "Name the place under residency.inference, or route the model elsewhere.",
                )  # fmt: skip
    if deal.brief.data.location:
        for place in deal.outside(deal.places_used(), deal.brief.data.location):
            yield clash(
                "X-07", "warning", "data.location",
                f"Data is processed in {place_name(place)}; the buyer wants it to stay in "
                f"{', '.join(map(place_name, deal.brief.data.location))}.",
                "Offer a route inside, or have the buyer agree to the place.",
            )  # fmt: skip


def health_data_barred(terms: Terms) -> Iterator[Finding]:
    """X-08: terms or an agreement that bar health data beside work on it: a blocker."""
    paper, data = terms.deal.brief.paper, terms.deal.brief.data
    works = bool(data.health_data) or terms.stated("baa.available") == "yes"
    if works and terms.stated("use.health_data") == "barred":
        yield clash(
            "X-08", "warning", "use.health_data",
            "Health data is processed, and a clause bars it from the service.",
            "Use the wording that allows data listed in the order form.",
        )  # fmt: skip
    if works and paper.governs != "seller" and paper.bars_health_data is not False:
        unread = paper.bars_health_data is None
        yield clash(
            "X-08", "warning", "paper.bars_health_data",
            "Health data is processed; "
            + ("nobody said whether the agreement that governs bars it."
               if unread else "the agreement that governs bars it."),
            'Read that agreement, then set "paper.bars_health_data" to "no", or have it changed.',
        )  # fmt: skip
    if terms.stated("baa.available") == "yes" and _learns(terms):
        yield clash(
            "X-08", "warning", _OPT_IN,
            "Business associate terms stand beside a clause on learning from customer data.",
            "Leave the clause on learning out of deals with health information.",
        )  # fmt: skip


def no_telemetry(texts: Texts, side: Prover) -> Iterator[Finding]:
    """X-09: a closed installation beside a count that needs telemetry: a blocker.

    Why a reference settles it: the text on the installation then says how the count is made.
    """
    closed = texts.stated("deployment") == "on_prem"
    closing = next((clause for clause, _ in phrases(texts, side, "X-09", _METERED)), None)
    source = closing or next(iter(texts.authorities("deployment")), "")
    metered = [one for one in _METERED if texts.has(one)]
    if not (closed or closing) or not metered:
        return
    if not any(texts.cites(source, one) for one in metered):
        yield clash(
            "X-09", "warning", source,
            f'"{source}" lets no telemetry out, and {" and ".join(metered)} needs records '
            "from the service.",
            "Say in that text that the count comes from the buyer's system of record alone.",
        )  # fmt: skip
