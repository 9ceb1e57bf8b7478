"""The buyer's recount: every scenario again, from the public price alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from proposalkit.model.finding import Finding
from proposalkit.model.outcome import Metric
from proposalkit.model.pricing import PublicPricing
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of
from proposalkit.pricing.soundness import soundness_findings

ABSENT = "nothing"


def recompute(pricing: PublicPricing, metrics: Iterable[Metric]) -> tuple[Finding, ...]:
    """Compute every scenario and cliff again and compare each stored value, to the last decimal.

    Gives one finding for each value that differs, with its JSON pointer in the proposal; when the
    order contradicts itself, the findings say where and nothing is computed.
    """
    unsound = soundness_findings(pricing, metrics)
    if unsound:
        return unsound
    return tuple(
        _finding(pointer, stored, counted)
        for place, stored_model, counted_model in _pairs(pricing)
        for pointer, stored, counted in _differences(stored_model, counted_model, place)
    )


def _pairs(pricing: PublicPricing) -> Iterator[tuple[str, object, object]]:
    rules = rules_of(pricing)
    for number, scenario in enumerate(pricing.scenarios):
        counted = price_scenario(rules, scenario.id, scenario.volumes, scenario.term_months)
        yield f"/pricing/scenarios/{number}", _plain(scenario), _plain(counted)
    yield (
        "/pricing/cliffs",
        [_plain(cliff) for cliff in pricing.cliffs],
        [_plain(cliff) for cliff in find_cliffs(rules)],
    )


def _plain(model: BaseModel) -> object:
    return model.model_dump(mode="json", by_alias=True)


def _differences(stored: object, counted: object, pointer: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(stored, dict) and isinstance(counted, dict):
        for key in counted:
            yield from _differences(stored[key], counted[key], f"{pointer}/{key}")
    elif isinstance(stored, list) and isinstance(counted, list) and len(stored) == len(counted):
        for number, pair in enumerate(zip(stored, counted, strict=True)):
            yield from _differences(*pair, f"{pointer}/{number}")
    elif stored != counted:
        yield pointer, _words(stored), _words(counted)


def _words(value: object) -> str:
    if value is None:
        return ABSENT
    if isinstance(value, list):
        return f"{len(value)} entries"
    if isinstance(value, dict):
        return " ".join(_words(part) for part in value.values())
    return str(value)


def _finding(pointer: str, stored: str, counted: str) -> Finding:
    return Finding(
        id="price-differs",
        where=pointer,
        message=f'"{stored}" stands there; its own rules give "{counted}".',
        remedy="Do not rely on this amount: ask the seller for a corrected proposal.",
    )
