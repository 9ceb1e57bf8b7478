"""Optional inputs of the seller profile: what to ask, and what the answer changes."""

from __future__ import annotations

from proposalkit.plan.asks import Ask, is_metered, is_priced_by_outcome

PROFILE_ASKS: tuple[Ask, ...] = (
    Ask(
        "public.company.address",
        "What is the seller's registered address?",
        "The parties page names each side in full.",
        lambda g: g.seller.public.company.address is None,
    ),
    Ask(
        "public.company.legal_ids",
        "Which registered identifiers does the seller have?",
        "Procurement registers a vendor with them.",
        lambda g: not g.seller.public.company.legal_ids,
    ),
    Ask(
        "public.agents.human_oversight",
        "Who checks the agent's work, and how?",
        "The oversight section says so.",
        lambda g: any(a.human_oversight is None for a in g.seller.public.agents),
    ),
    Ask(
        "public.agents.stop_control",
        "How does the buyer stop the agent, and how fast?",
        "An agent that acts needs a switch at the buyer.",
        lambda g: any(a.acts and a.stop_control is None for a in g.seller.public.agents),
    ),
    Ask(
        "public.agents.languages",
        "Which languages does the agent work in?",
        "The scope of the pilot depends on it.",
        lambda g: any(not a.languages for a in g.seller.public.agents),
    ),
    Ask(
        "public.agents.tools",
        "Which systems and actions may the agent use?",
        "The security review asks for the list.",
        lambda g: any(a.acts and not a.tools for a in g.seller.public.agents),
    ),
    Ask(
        "public.models",
        "Which models do the agents call, and where do they run?",
        "Nothing can be said about where the model runs without it.",
        lambda g: not g.seller.public.models,
    ),
    Ask(
        "public.models.routing",
        "How is each model routed: one region, a geography, world-wide?",
        "A place of inference cannot be promised without it.",
        lambda g: any(m.routing == "not_stated" for m in g.seller.public.models),
    ),
    Ask(
        "public.models.retention_days",
        "How long does each outside provider keep requests?",
        "The clause on model providers states it.",
        lambda g: any(m.outside and m.retention_days is None for m in g.seller.public.models),
    ),
    Ask(
        "public.models.trains_on_data",
        "Do the terms of each outside provider bar training?",
        "The promise of no training covers them.",
        lambda g: any(m.outside and m.trains_on_data is None for m in g.seller.public.models),
    ),
    Ask(
        "public.subprocessors",
        "Which companies process the buyer's data for the seller?",
        "The list is part of the data terms.",
        lambda g: not g.seller.public.subprocessors,
    ),
    Ask(
        "public.data_flow",
        "Which way does the data take, hop by hop?",
        "The data-flow page shows it.",
        lambda g: not g.seller.public.data_flow,
    ),
    Ask(
        "public.residency.inference",
        "Where does inference run?",
        "A place that is not given is not promised.",
        lambda g: not g.seller.public.inference_places,
    ),
    Ask(
        "public.residency.storage",
        "Where is data stored?",
        "A place that is not given is not promised.",
        lambda g: not g.seller.public.residency.storage,
    ),
    Ask(
        "public.residency.logs",
        "Where are logs and telemetry kept?",
        "A place that is not given is not promised.",
        lambda g: not g.seller.public.residency.logs,
    ),
    Ask(
        "public.residency.backups",
        "Where are backups kept?",
        "A place that is not given is not promised.",
        lambda g: not g.seller.public.residency.backups,
    ),
    Ask(
        "public.residency.support",
        "From where does support reach the data?",
        "A place that is not given is not promised.",
        lambda g: not g.seller.public.residency.support,
    ),
    Ask(
        "public.evidence",
        "Which certificates, reports or terms prove what is claimed?",
        "A claim without evidence is not made.",
        lambda g: not g.seller.public.evidence,
    ),
    Ask(
        "public.service_levels",
        "Which service levels does the seller measure?",
        "The service-level page shows only what is measured.",
        lambda g: not g.seller.public.service_levels,
    ),
    Ask(
        "internal.cost_per_attempt",
        "What does one attempt cost the seller?",
        "The margin cannot be worked out without it.",
        lambda g: is_metered(g) and g.seller.internal.cost_of_attempt is None,
    ),
    Ask(
        "internal.billed_share",
        "Which share of attempts becomes a billed outcome?",
        "Failed attempts cost as much as billed ones.",
        lambda g: is_priced_by_outcome(g) and g.seller.internal.billed_share is None,
    ),
    Ask(
        "internal.floor_price",
        "What is the lowest unit price without approval?",
        "The memo cannot warn of a price below it.",
        lambda g: is_metered(g) and g.seller.internal.floor_price is None,
    ),
)
"""In the order of the profile: what buyers may see, then what stays inside."""
