"""What a model is sent: whether any prompt holds what must not leave, and what it shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.drafting.corpus import ROOT
from benchmarks.drafting.counts import Count, as_table
from benchmarks.drafting.deals import EXAMPLES, deals
from benchmarks.drafting.trial import Trial
from proposalkit.testing.honest import honest
from proposalkit.workflows.gather import gather

_SHORTEST = 4  # shorter numbers stand in any text by chance
_BEGINNING = 60


def prompt_table(trial: Trial) -> str:
    """Draft the example deals and look in every prompt for every value that must stay here."""
    counts: dict[str, Count] = {}
    for one in deals():
        prompts = []
        for task in one.tasks:
            trial.draft(task, honest())
            prompts += trial.fake.prompts()
        for kind, values in _kept(one.name).items():
            count = counts.setdefault(kind, Count())
            for value in values:
                for prompt in prompts:
                    count.add(value in prompt, value)
    rows = [
        [kind, *one.row(), "; ".join(sorted(set(one.examples)))] for kind, one in counts.items()
    ]
    return as_table(["must not be sent", "n", "found", "95 % upper bound", "which"], rows)


def _kept(name: str) -> Mapping[str, set[str]]:
    """Give the values of a deal that no prompt may hold, by kind."""
    gathered = gather(ROOT / "examples" / EXAMPLES[name], name)
    parts, inside = gathered.parts, gathered.inputs.seller.internal
    buyer, company = parts.brief.buyer, parts.seller.company
    people = [one for one in (buyer.sponsor, buyer.champion, buyer.procurement) if one]
    pricing = parts.pricing.model_dump(mode="json")
    return {
        "internal figures": set(_long(_leaves(inside.model_dump(mode="json")))),
        "prices": set(_long(_amounts(pricing))),
        "names of parties and people": {
            buyer.legal_name, company.legal_name, *(one.name for one in people),
            *(one.email for one in people if one.email),
        },
        "clause texts": {one.text[:_BEGINNING] for one in parts.terms.clauses},
    }  # fmt: skip


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def _amounts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("amount"), str):
            yield value["amount"]
        for one in value.values():
            yield from _amounts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _amounts(one)


def _long(values: Iterator[str]) -> Iterator[str]:
    """Leave out short numbers and single common words, which stand in any text."""
    return (
        one
        for one in values
        if len(one) >= _SHORTEST and (" " in one or any(map(str.isdigit, one)))
    )
