"""The negotiation sheet: what they say, what we answer, what we trade, what it costs. Internal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.compose.memo_tables import markdown_table
from proposalkit.compose.negotiation_money import Figures, cost_lines
from proposalkit.compose.parts import Parts
from proposalkit.model.advice_report import FirstYear
from proposalkit.model.display import display_money, display_word
from proposalkit.model.economics import Economics
from proposalkit.model.knowledge import APPROVERS, ClauseRecord, Position
from proposalkit.model.money import money
from proposalkit.model.negotiation import ClauseTalk, DealTier, DealTiers
from proposalkit.model.plan import PositionChoice
from proposalkit.model.proof import Clause
from proposalkit.model.proposal import Proposal

_FAMILIES = {
    "data_privacy_no_training": "Data and training",
    "hallucination_liability": "When the model is wrong",
    "compute_residency": "Where it runs",
    "outcome_pricing": "Price and count",
    "pilot_term_exit": "Pilot, term, way out",
    "assurance": "Security",
    "regulatory": "Law",
}


@dataclass(frozen=True)
class Sheet:
    """All that the sheet is made from."""

    parts: Parts
    proposal: Proposal
    economics: Economics
    tiers: DealTiers
    first_year: FirstYear

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Give the clauses of the kit that can be talked about, in the order of the schedule."""
        held = self.parts.catalogue.library.clauses
        return tuple(one for one in self.proposal.clauses if one.id in held)

    def taken(self, clause: str) -> PositionChoice | None:
        """Give the alternative text a clause stands in; None for the one offered first."""
        return next((one for one in self.parts.terms.positions if one.clause == clause), None)

    def talk(self, clause: str) -> ClauseTalk | None:
        """Give the answers for a clause; None when nobody wrote any."""
        return next((one for one in self.parts.catalogue.talks if one.clause == clause), None)


def negotiation_sheet(sheet: Sheet) -> str:
    """Write the sheet as Markdown, the same for the same inputs."""
    proposal = sheet.proposal
    parts = (
        f"# {INTERNAL_LINE}\n\nNegotiation sheet for {proposal.title}, revision "
        f"{proposal.revision}, grade {proposal.grade.replace('_', ' ')}.",
        _how(),
        f"## Find an answer\n\n{_index(sheet)}",
        f"## How a deal of this size is negotiated\n\n{_tiers(sheet)}",
        *(_page(sheet, number) for number in range(len(_objections(sheet)))),
        "## Clause by clause",
        *(_clause(sheet, number, one) for number, one in enumerate(sheet.clauses, start=1)),
    )
    return "\n\n".join(parts) + "\n"


def _how() -> str:
    return (
        "Find the buyer's sentence below, go to its number, say the answer, ask for the trade. "
        "Nothing on this sheet is a promise: what binds is the clause."
    )


def _index(sheet: Sheet) -> str:
    """List what buyers say, by subject, with the number of the clause that answers."""
    numbers = {one.id: at for at, one in enumerate(sheet.clauses, start=1)}
    tables = []
    for family, title in _FAMILIES.items():
        rows = [
            (point.they_say, f"{numbers[one.id]}. {one.title}")
            for one in sheet.clauses
            if one.family == family and (talk := sheet.talk(one.id))
            for point in talk.objections
        ]
        if rows:
            tables.append(f"### {title}\n\n{markdown_table(('they say', 'go to'), rows)}")
    return "\n\n".join(tables)


def tier_of(tiers: DealTiers, dollars: Decimal | None) -> DealTier | None:
    """Give the size a deal is of; None when its charges are not known in US dollars."""
    if dollars is None:
        return None
    fitting = (one for one in tiers.tiers if one.below is None or dollars < one.below)
    return next(fitting, None)


def _tiers(sheet: Sheet) -> str:
    year = sheet.first_year
    mine = tier_of(sheet.tiers, year.usd)
    own = display_money(money(year.amount, year.currency))
    told = "not compared with the sizes: the profile has no dated rate to US dollars"
    if mine is not None and year.usd is not None:
        told = f"{display_money(money(year.usd, 'USD'))}: {mine.title.lower()}"
    rows = (
        (
            f"{one.title}{' (this deal)' if one is mine else ''}",
            _below(one), one.talks, one.offers, str(one.answers_in_days), one.stop,
        )
        for one in sheet.tiers.tiers
    )  # fmt: skip
    header = ("size", "first year", "who talks", "may be offered", "days to answer", "stop when")
    return f"First year {own}, {told}.\n\n{markdown_table(header, rows)}"


def _below(tier: DealTier) -> str:
    return "above" if tier.below is None else f"below {display_money(money(tier.below, 'USD'))}"


def _objections(sheet: Sheet) -> Sequence[str]:
    return [one.id for one in sheet.parts.catalogue.selling.objections]


def _page(sheet: Sheet, number: int) -> str:
    """Write the page of one objection for the first call with an executive."""
    objection = sheet.parts.catalogue.selling.objections[number]
    lines = [f"- {one}" for clause in objection.clauses for one in _sentences(sheet, clause)]
    head = f"## First executive call, page {number + 1}: {objection.title}"
    why = f"Why now: {objection.without}"
    attach = f"Show: {objection.answered_by}"
    return "\n\n".join(("---", head, why, "\n".join(lines), attach))


def _sentences(sheet: Sheet, clause: str) -> Iterator[str]:
    """Give the sentences to say about one clause, each with its id and version."""
    held = next((one for one in sheet.clauses if one.id == clause), None)
    if held is None:
        yield f"(This kit holds no clause {clause}: say nothing about it.)"
        return
    mark, talk = f"[{held.id} v{held.version}]", sheet.talk(clause)
    if talk is not None:
        yield f"{talk.in_a_sentence} {mark}"
    for claim in sheet.proposal.claims:
        if claim.clause_refs[:1] == (clause,):
            yield f"{claim.text} {mark}"


def _clause(sheet: Sheet, number: int, clause: Clause) -> str:
    talk = sheet.talk(clause.id)
    head = f"### {number}. {clause.title} ({clause.id} v{clause.version})"
    chosen, later = _texts(sheet, clause)
    who = f"**Approves:** {_approves(chosen, later)}{_given(sheet.taken(clause.id))}"
    attach = f"**Attach:** {_attach(sheet, chosen)}"
    if talk is None:
        none = "Nobody wrote answers for this clause: add negotiation.yaml to its folder."
        return "\n\n".join((head, none, who, attach))
    said = "\n".join(
        f'- They say: "{one.they_say}"\n  **Answer:** {one.we_answer}' for one in talk.objections
    )
    figures = cost_lines(talk.cost.by, Figures(sheet.proposal, sheet.economics))
    costs = " ".join((talk.cost.says, *figures))
    rest = (
        f"**Trade:** {talk.trade}", who, f"**Costs:** {costs}",
        f"**Next text (never show):** {_next(talk, later, chosen)}", attach,
    )  # fmt: skip
    return "\n\n".join(
        (head, f"In a sentence: {talk.in_a_sentence}", said, "\n".join(map(_item, rest)))
    )


def _item(text: str) -> str:
    return f"- {text}"


def _texts(sheet: Sheet, clause: Clause) -> tuple[Position, tuple[Position, ...]]:
    """Give the text in the kit and the later ones, those of its regime of law where it has any."""
    record: ClauseRecord = sheet.parts.catalogue.library.clauses[clause.id]
    regime = next((one.regime for one in sheet.parts.terms.variants if one.clause == clause.id), "")
    by_order = {one.order: one for one in record.positions}
    by_order |= {one.order: one for one in record.variants.get(regime, ())}
    taken = sheet.taken(clause.id)
    least = taken.order if taken else min(by_order)
    first, *later = (by_order[order] for order in sorted(by_order) if order >= least)
    return first, tuple(later)


def _approves(chosen: Position, later: tuple[Position, ...]) -> str:
    state = "approved" if chosen.status in ("approved", "effective") else "not approved yet"
    steps = (f"text {one.order} {APPROVERS[one.approver]}" for one in later)
    beyond = "beyond the last text general counsel"
    return "; ".join((f"this text {APPROVERS[chosen.approver]} ({state})", *steps, beyond)) + "."


def _given(taken: PositionChoice | None) -> str:
    """Say that the text in the kit is an alternative already, and who granted it."""
    if taken is None:
        return ""
    by = f"granted by {taken.granted_by} to {taken.expires}" if taken.granted_by else "not granted"
    return f" The kit holds the text {taken.text} already, {by}."


def _next(talk: ClauseTalk, later: tuple[Position, ...], chosen: Position) -> str:
    written = {str(one.order) for one in later}
    told = [
        f"{order}: {words}" + ("" if order in written else " (no such text in the library yet)")
        for order, words in sorted(talk.next.items())
        if int(order) > chosen.order
    ]
    return " ".join(told) or "there is none; general counsel decides."


def _attach(sheet: Sheet, chosen: Position) -> str:
    """Name the evidence the text asks for, as the kit holds it."""
    held = sheet.proposal.evidence
    named = []
    for kind in chosen.evidence:
        titles = [one.title for one in held if one.kind == kind]
        named.append("; ".join(titles) or f"{display_word(kind)}: not in the profile yet")
    return "; ".join(named) or "the clause itself; it asks for no evidence."
