"""One order computed by the engine, by the oracle and by the buyer's script, in the same names."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType

from tests.pricing.oracle import recalculated
from tests.pricing.random_orders import Deal

from proposalkit.model.pricing import PublicPricing
from proposalkit.model.scenario import Volume

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "buyer" / "recompute.py"
Json = dict[str, object]
Values = Mapping[str, str]


def script() -> ModuleType:
    """Load the buyer's script."""
    spec = importlib.util.spec_from_file_location("recompute", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUYER = script()


def plain(model: PublicPricing | Volume) -> Json:
    """Give the JSON form."""
    found: Json = json.loads(model.model_dump_json(by_alias=True, exclude_none=True))
    return found


def flat(scenario: Json, currency: str) -> Values:
    """Name every value of a scenario, such as `periods 3 due`."""
    named: Values = BUYER.stored(scenario, currency)
    return named


def by_engine(deal: Deal) -> Json:
    """Compute with the engine; gives the scenario as the file has it."""
    from proposalkit.pricing.engine import price_scenario
    from proposalkit.pricing.rules import rules_of

    rules = rules_of(deal.pricing)
    found = price_scenario(rules, "expected", deal.volumes, deal.months)
    scenario: Json = json.loads(found.model_dump_json(by_alias=True, exclude_none=True))
    return scenario


def by_oracle(deal: Deal) -> Json:
    """Compute with the oracle."""
    volumes = [plain(one) for one in deal.volumes]
    found = recalculated(plain(deal.pricing), volumes, deal.months)
    return {"id": "expected", "volumes": volumes, **found}


def by_script(deal: Deal) -> Values:
    """Compute with the buyer's script."""
    volumes = [plain(one) for one in deal.volumes]
    given = {"termMonths": deal.months, "volumes": volumes}
    named: Values = BUYER.Deal(plain(deal.pricing), given).scenario()
    return named


WAYS: Mapping[str, Callable[[Deal], Values]] = {
    "engine": lambda deal: flat(by_engine(deal), deal.pricing.currency),
    "oracle": lambda deal: flat(by_oracle(deal), deal.pricing.currency),
    "script": by_script,
}


def order(*components: Json, volumes: Mapping[str, str | Json] | None = None,
          months: int = 12, currency: str = "EUR", **rules: object) -> Deal:  # fmt: skip
    """Make an order by hand: amounts are texts, a volume is a text or the fields of one."""
    scale = {"EUR": 2, "JPY": 0, "KWD": 3}[currency]
    data = {"components": components, "currency": currency, "rounding": {"scale": scale},
            "priceBook": "by-hand", "scenarios": [], "tax": {"text": "Without tax."},
            **rules}  # fmt: skip
    pricing = PublicPricing.model_validate(_in_money(data, currency))
    each = {name: {"perPeriod": one} if isinstance(one, str) else one
            for name, one in (volumes or {}).items()}  # fmt: skip
    found = tuple(Volume.model_validate({"metricRef": name, **one}) for name, one in each.items())
    return Deal(pricing, found, months)


_AMOUNTS = ("amount", "unitPrice", "flat", "minimum", "maximum", "shortfallPrice", "costToday")


def _in_money(value: object, currency: str) -> object:
    """Write texts that are amounts of money with their currency."""
    if isinstance(value, dict):
        return {
            key: {"amount": of, "currency": currency} if key in _AMOUNTS and isinstance(of, str)
            else _in_money(of, currency)
            for key, of in value.items()
        }  # fmt: skip
    if isinstance(value, list | tuple):
        return [_in_money(one, currency) for one in value]
    return value


def line(kind: str, *tiers: tuple[str | None, str], **fields: object) -> Json:
    """Make a line; tiers are (last unit or None, price), a price ending in % is a rate."""
    made: Json = {"id": kind, "label": kind, "type": kind, **fields}
    if kind != "one_time":
        made["billingPeriod"] = "P1M"
    if kind in ("usage", "outcome", "percentage", "value_share"):
        made.setdefault("metricRef", "case")
    steps = [_tier(end, price, made.get("tierMode") == "flat") for end, price in tiers]
    return made | ({"tiers": steps} if steps else {})


def _tier(end: str | None, price: str, flat_price: bool) -> Json:
    rate = format(Decimal(price[:-1]) / 100, "f") if price.endswith("%") else None
    tier: Json = {"rate": rate} if rate else {"flat" if flat_price else "unitPrice": price}
    return tier | ({"upTo": end} if end else {})
