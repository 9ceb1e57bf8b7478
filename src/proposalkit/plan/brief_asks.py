"""Optional inputs of the deal brief: what to ask, and what the answer changes."""

from __future__ import annotations

from proposalkit.plan.asks import Ask, Given, is_metered, is_priced_by_outcome


def _acts(given: Given) -> bool:
    return any(agent.acts for agent in given.seller.public.agents)


def _no_outcome(given: Given) -> bool:
    return is_priced_by_outcome(given) and given.brief.workflow.outcome is None


def _no_excludes(given: Given) -> bool:
    outcome = given.brief.workflow.outcome
    return outcome is not None and not outcome.excludes


def _no_cases(given: Given) -> bool:
    outcome = given.brief.workflow.outcome
    return outcome is not None and not outcome.cases


def _no_start(given: Given) -> bool:
    pilot = given.brief.commercial.pilot
    return pilot is not None and pilot.start is None


def _no_criteria(given: Given) -> bool:
    pilot = given.brief.commercial.pilot
    return pilot is not None and not pilot.criteria


BRIEF_ASKS: tuple[Ask, ...] = (
    Ask(
        "buyer.address",
        "What is the buyer's registered address?",
        "The parties page names each side in full.",
        lambda g: g.brief.buyer.address is None,
    ),
    Ask(
        "buyer.legal_ids",
        "Which registered identifiers does the buyer have (register, VAT, LEI)?",
        "Finance and tax need them on the order.",
        lambda g: not g.brief.buyer.legal_ids,
    ),
    Ask(
        "buyer.signatory",
        "Who signs for the buyer?",
        "The acceptance page stays open without a name.",
        lambda g: g.brief.buyer.signatory is None,
    ),
    Ask(
        "buyer.sponsor",
        "Which executive at the buyer wants the result?",
        "Without a sponsor the path to a signature has no owner.",
        lambda g: g.brief.buyer.sponsor is None,
    ),
    Ask(
        "buyer.champion",
        "Who moves the deal inside the buyer?",
        "Questions on the path need a first reader.",
        lambda g: g.brief.buyer.champion is None,
    ),
    Ask(
        "buyer.procurement",
        "Who is the contact in procurement?",
        "The kit is written for that reader.",
        lambda g: g.brief.buyer.procurement is None,
    ),
    Ask(
        "stage.reasons",
        "What shows how far the buyer has come with AI?",
        "The stage is a guess without reasons.",
        lambda g: not g.brief.stage.reasons,
    ),
    Ask(
        "workflow.channel",
        "Which one channel is in scope?",
        "A pilot with one channel is decided sooner.",
        lambda g: g.brief.workflow.channel is None,
    ),
    Ask(
        "workflow.intent",
        "Which one kind of request is in scope?",
        "A narrow scope keeps the count free of disputes.",
        lambda g: g.brief.workflow.intent is None,
    ),
    Ask(
        "workflow.needs",
        "What does the buyer want to change, in its own words?",
        "The need section quotes it.",
        lambda g: not g.brief.workflow.needs,
    ),
    Ask(
        "workflow.system_of_record.report",
        "Which query or report in the buyer's system gives the count?",
        "Both sides have to run the same count.",
        lambda g: g.brief.workflow.system_of_record.report is None,
    ),
    Ask(
        "workflow.cost_today",
        "What does one unit cost the buyer today, and who says so?",
        "Scenarios are shown beside today's cost.",
        lambda g: is_metered(g) and g.brief.workflow.cost_today is None,
    ),
    Ask(
        "workflow.outcome",
        "What exactly is one outcome, and what does not count?",
        "The offer is priced by outcome; the outcome clauses cannot be filled without it.",
        _no_outcome,
    ),
    Ask(
        "workflow.outcome.excludes",
        "Which records never count as an outcome?",
        "Reopened, duplicate and test records are the usual dispute.",
        _no_excludes,
    ),
    Ask(
        "workflow.outcome.cases",
        "Which three or four cases show how the definition is applied?",
        "Worked cases settle most disputes before they start.",
        _no_cases,
    ),
    Ask(
        "volumes.low",
        "How many units come in a quiet month?",
        "The minimum shows only at a low volume.",
        lambda g: is_metered(g) and g.brief.volumes.low is None,
    ),
    Ask(
        "volumes.high",
        "How many units come in a busy month?",
        "The cap shows only at a high volume.",
        lambda g: is_metered(g) and g.brief.volumes.high is None,
    ),
    Ask(
        "data.subjects",
        "Whose data is processed?",
        "The privacy review starts with it.",
        lambda g: not g.brief.data.subjects,
    ),
    Ask(
        "data.location",
        "Where does the buyer want processing to stay?",
        "The places of processing are held against it.",
        lambda g: not g.brief.data.location,
    ),
    Ask(
        "oversight",
        "Which decisions need a person?",
        "The oversight clause lists them.",
        lambda g: not g.brief.oversight,
    ),
    Ask(
        "oversight_limit",
        "Above which amount does a person decide?",
        "It limits what the agent may do alone.",
        lambda g: _acts(g) and g.brief.oversight_limit is None,
    ),
    Ask(
        "expected_cycle_days",
        "How many days does the buyer expect until a signature?",
        "The dated path can be held against it.",
        lambda g: g.brief.expected_cycle_days is None,
    ),
    Ask(
        "commercial.pilot",
        "Does the buyer want a pilot first?",
        "The offer has a pilot price and the deal has no pilot.",
        lambda g: g.offer.pilot is not None and g.brief.commercial.pilot is None,
    ),
    Ask(
        "commercial.pilot.start",
        "On which day does the pilot start?",
        "Else it starts on the first Monday after the last gate.",
        _no_start,
    ),
    Ask(
        "commercial.pilot.criteria",
        "By which tests is the pilot judged?",
        "A pilot without tests has no end.",
        _no_criteria,
    ),
    Ask(
        "commercial.tax",
        "How does finance treat tax on this order?",
        "The order states the tax treatment as given.",
        lambda g: g.brief.commercial.tax is None,
    ),
    Ask(
        "service_evidence",
        "What proves each part of the service, who keeps the proof, what pays, what undoes it?",
        "Work without proof, owner, cost line and way back is taken for a convenience.",
        lambda g: not g.brief.service_evidence,
    ),
    Ask(
        "gates",
        "Does the buyer have gates of its own before a signature?",
        "The dated path shows the standard gates only.",
        lambda g: not g.brief.gates,
    ),
)
"""In the order of the brief."""
