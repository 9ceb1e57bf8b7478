"""The tools an agent can call: each takes ids and numbers, never a path, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from proposalkit.errors import InputRefused
from proposalkit.mcp_server.answers import (
    AnsweredQuestion,
    ExplainedClause,
    NamedLine,
    PriceComponents,
    PricedScenario,
    Verified,
)
from proposalkit.model.comparison import Comparison
from proposalkit.model.finding import Finding
from proposalkit.model.policy import Policy, PolicyReport
from proposalkit.model.proof import Clause, Evidence
from proposalkit.pricing.engine import price_scenario
from proposalkit.workflows.compare_offers import CompareRequest, compare_received
from proposalkit.workflows.policy_check import (
    check_received,
    parse_policy,
    read_policy,
    shipped_policies,
)
from proposalkit.workflows.price import explain_volumes
from proposalkit.workflows.served import ServedProposal
from proposalkit.workflows.typed_by_hand import parse_typed, parse_weights

ProposalId = Annotated[str, Field(max_length=120, description="Id of a proposal served here.")]
ClauseId = Annotated[
    str, Field(max_length=120, description="Id of a clause, as the proposal has it.")
]
Volumes = Annotated[
    dict[Annotated[str, Field(max_length=80)], Annotated[str, Field(max_length=40)]] | None,
    Field(
        max_length=20,
        description="Units a month by metric id, as decimal text, such as "
        '{"resolved-ticket": "20001"}. Left out: as the offer expects.',
    ),
]
Explain = Annotated[bool, Field(description="Give every step of the calculation too.")]
ProposalIds = Annotated[
    list[Annotated[str, Field(max_length=120)]],
    Field(min_length=1, max_length=20, description="Ids of the proposals to compare: two, or one "
          "beside typed offers."),
]  # fmt: skip
ScenarioVolumes = Annotated[
    dict[Literal["low", "expected", "high"], Annotated[str, Field(max_length=40)]] | None,
    Field(
        description='Units a month by scenario, as decimal text, such as {"expected": "12000"}. '
        "Left out: what the first offer expects."
    ),
]
Exchange = Annotated[
    list[Annotated[str, Field(max_length=60)]] | None,
    Field(max_length=20, description='Dated rates, such as "USD=0.92 on 2026-11-20".'),
]
SameUnit = Annotated[
    bool, Field(description="The buyer takes the units counted as the same; the answer says so.")
]
Months = Annotated[
    int | None,
    Field(ge=1, le=120, description="Count the first N months of each offer; left out: the term "
          "they share."),
]  # fmt: skip
TypedOffers = Annotated[
    str | None,
    Field(max_length=60_000, description="Offers typed by hand, as CSV with the columns offer, "
          "line, type, amount, up_to, price, included, minimum, maximum, currency, term_months, "
          "tax; marked unverified."),
]  # fmt: skip
WeightsText = Annotated[
    str | None,
    Field(max_length=60_000, description="The buyer's weights, as YAML or JSON; left out: no "
          "score."),
]  # fmt: skip
PolicyName = Annotated[
    str | None,
    Field(max_length=80, description="Name of a policy that comes with the program, such as "
          "eu-bank."),
]  # fmt: skip
PolicyText = Annotated[
    str | None, Field(max_length=60_000, description="Or a policy of your own, as YAML or JSON.")
]
OnDay = Annotated[date | None, Field(description="Day to look at, YYYY-MM-DD; left out: today.")]


@dataclass(frozen=True)
class Tools:
    """The proposals served, and the questions they answer."""

    served: Sequence[ServedProposal]
    today: Callable[[], date]

    @cached_property
    def _by_id(self) -> dict[str, ServedProposal]:
        return {one.id: one for one in self.served}

    def get_price_components(self, proposal: ProposalId) -> PriceComponents:
        """Give every line of the price: tiers, included units, minimum, caps, commitments,
        discounts, credits, tax. Amounts are decimal text with a currency."""
        one = self.find(proposal)
        pricing = one.proposal.pricing
        return PriceComponents(
            proposal=one.id,
            revision=one.proposal.revision,
            offered_by=one.proposal.parties.seller.name,
            valid_until=one.proposal.validity.valid_until,
            currency=pricing.currency,
            term_months=pricing.scenarios[0].term_months,
            metrics=one.proposal.metrics,
            components=pricing.components,
            discounts=pricing.discounts,
            caps=pricing.caps,
            commitments=pricing.commitments,
            ramps=pricing.ramps,
            indexation=pricing.indexation,
            credits=pricing.credits,
            cliffs=pricing.cliffs,
            rounding=pricing.rounding,
            tax=pricing.tax,
            not_included=pricing.not_included,
        )

    def price_scenario(
        self, proposal: ProposalId, volumes: Volumes = None, explain: Explain = False
    ) -> PricedScenario:
        """Work out to the cent what a monthly volume costs, each month and over the whole term.

        The sum follows from the rules in the data alone."""
        one = self.find(proposal)
        asked = [f"{metric}={number}" for metric, number in (volumes or {}).items()]
        steps = explain_volumes(one.price, asked)
        priced = price_scenario(one.price.rules, "expected", steps.volumes, steps.term_months)
        return PricedScenario(
            proposal=one.id,
            revision=one.proposal.revision,
            currency=steps.currency,
            tax=one.proposal.pricing.tax,
            term_months=steps.term_months,
            volumes=steps.volumes,
            total=priced.total,
            one_time=priced.one_time,
            effective_unit_price=priced.effective_unit_price,
            months=priced.periods,
            steps=steps if explain else None,
        )

    def explain_clause(self, proposal: ProposalId, clause: ClauseId) -> ExplainedClause:
        """Give a contract clause word for word with its typed facts, and what rests on it: claims,
        answers to procurement's questions, lines of the price, what is still to be supplied."""
        one = self.find(proposal)
        found = self.clause_of(one, clause)
        document = one.proposal
        return ExplainedClause(
            proposal=one.id,
            clause=found,
            claims=tuple(claim for claim in document.claims if found.id in claim.clause_refs),
            answers=tuple(
                AnsweredQuestion(question=answer.question, answer=answer.answer)
                for answer in document.answers
                if found.id in answer.clause_refs
            ),
            price_lines=tuple(
                NamedLine(id=line.id, label=line.label)
                for line in document.pricing.components
                if found.id in line.clause_refs
            ),
            to_be_supplied=tuple(
                gap.what for gap in document.to_be_supplied if found.id in gap.clause_refs
            ),
        )

    def verify(self, proposal: ProposalId, on: OnDay = None) -> Verified:
        """Check a proposal: whole and unchanged, prices recomputed, clauses and claims bound, pages
        saying what the data says, offer still standing. The first call takes some seconds."""
        one = self.find(proposal)
        day = on or self.today()
        verdict = one.verify(day)
        return Verified(
            proposal=one.id,
            on=day,
            status=verdict.status,
            summary=verdict.summary(),
            causes=verdict.causes,
            results=verdict.results,
        )

    def compare(
        self,
        proposals: ProposalIds,
        volumes: ScenarioVolumes = None,
        exchange: Exchange = None,
        same_unit: SameUnit = False,
        months: Months = None,
        typed_offers: TypedOffers = None,
        weights: WeightsText = None,
        on: OnDay = None,
    ) -> Comparison:
        """Set proposals side by side at the same volumes: totals, break-even, cliffs, outcome
        definitions field by field, commitments clause by clause; a score only by your weights.
        What does not verify is refused; so are another term, currency or basis of tax, with the
        difference named."""
        asked = tuple(f"{name}={number}" for name, number in (volumes or {}).items())
        request = CompareRequest(
            (), asked, tuple(exchange or ()), same_unit=same_unit, months=months
        )
        typed = parse_typed(typed_offers, "typed_offers") if typed_offers is not None else ()
        weighing = parse_weights(weights, "weights") if weights is not None else None
        received = [self.find(one).received for one in dict.fromkeys(proposals)]
        return compare_received(received, request, on or self.today(), typed, weighing)

    def check_requirements(
        self,
        proposal: ProposalId,
        policy: PolicyName = None,
        policy_text: PolicyText = None,
        on: OnDay = None,
    ) -> PolicyReport:
        """Hold a proposal against a buyer's policy: each requirement met, deviates or not stated,
        with JSON pointer, page and quote. Silence never counts as consent."""
        found = self.find(proposal)
        return check_received(found.received, _policy(policy, policy_text), on or self.today())

    def find(self, proposal: str) -> ServedProposal:
        """Find a proposal by its id; raises InputRefused that names the ids there are."""
        if proposal not in self._by_id:
            raise _unknown("proposal", proposal, self._by_id)
        return self._by_id[proposal]

    def clause_of(self, one: ServedProposal, clause: str) -> Clause:
        """Find a clause; raises InputRefused that names the clauses there are."""
        found = {each.id: each for each in one.proposal.clauses}
        if clause not in found:
            raise _unknown("clause", clause, found)
        return found[clause]

    def evidence_of(self, one: ServedProposal, evidence: str) -> Evidence:
        """Find a piece of evidence; raises InputRefused that names what there is."""
        found = {each.id: each for each in one.proposal.evidence}
        if evidence not in found:
            raise _unknown("evidence", evidence, found)
        return found[evidence]


def _policy(name: str | None, text: str | None) -> Policy:
    """Read the policy asked for; a name is looked up in a list and never opens another file."""
    if text is not None and name is None:
        return parse_policy(text, "policy_text")
    shipped = {path.stem: path for path in shipped_policies()}
    if name is None or text is not None or name not in shipped:
        raise _unknown("policy", name or "", shipped)
    return read_policy(shipped[name])


def _unknown(what: str, name: str, known: object) -> InputRefused:
    names = ", ".join(f'"{one}"' for one in known) if isinstance(known, dict) else ""
    finding = Finding(
        id=f"{what}-unknown",
        where=what,
        message=f'"{name[:120]}" is no {what} served here.',
        remedy=f"There is: {names}." if names else "There is none.",
    )
    return InputRefused([finding])
