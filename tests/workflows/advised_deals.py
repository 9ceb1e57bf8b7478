"""Small changes of the worked retailer, each of which walks into one thing the advice knows."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

import yaml

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "workspace"
DEAL = "nordwind-support"
FILES = {"brief": f"deals/{DEAL}.yaml", "seller": "seller.yaml", "book": "price-books/2026-11.yaml"}

Change = Mapping[str, object]
"""Dotted path in one of the three files, such as `brief.stage.value`, with its new value."""

SELLER = "seller.internal.go_to_market"
METERED = "book.offers.0.rates.2"
USAGE: Change = {
    f"{METERED}.type": "usage",
    f"{METERED}.metric": {"id": "contact", "unit": "contact", "label": "contacts", "kind": "usage",
                          "definition": "A contact counts when the agent answers it."},
    "brief.workflow.outcome": None,
    "brief.autonomy": "supervised",
}  # fmt: skip
SHARE: Change = {f"{METERED}.metric.unit": "EUR recovered", "brief.workflow.cost_today": None}
SMALL: Change = {"brief.volumes": {"low": "500", "expected": "1000", "high": "2000"}}
CURIOUS: Change = {"brief.stage.value": "curious"}
NATIVE: Change = {"brief.stage.value": "native"}


def seller(**answers: object) -> Change:
    """Give what the seller says of itself."""
    return {SELLER: answers}


FAILURES: dict[str, Change] = {
    "self-serve-without-enterprise": seller(motions=["self-serve"], enterprise_seller="no"),
    "roadmap-clash": seller(motions=["self-serve", "enterprise-field"], separate_teams="no"),
    "founder-never-hands-off": seller(motions=["founder-led"], deals_closed="50", playbook="no"),
    "sales-leader-too-early": seller(deals_closed="12", sales_leader="yes"),
    "outbound-without-revops": seller(motions=["ai-outbound"], revops="no"),
    "outcome-without-attribution": seller(attribution="no"),
    "embedded-forever": seller(motions=["forward-deployed"], reusable_parts="no"),
    "partners-without-help": seller(motions=["channel"], partner_training="no"),
    "value-without-baseline": {**SHARE, **seller()},
}
MISMATCHES: dict[str, Change] = {
    "mismatch/field-at-curious": {
        **USAGE, **CURIOUS, **SMALL, **seller(motions=["enterprise-field"])
    },
    "mismatch/self-serve-at-strategic": {
        "book.offers.0.rates.1.amount": "95000", **seller(motions=["self-serve"])
    },
    "mismatch/outcome-at-curious": {**CURIOUS, **seller()},
    "mismatch/curious-motion-at-native": {**NATIVE, **seller(motions=["founder-led"])},
    "mismatch/native-motion-at-curious": {**USAGE, **CURIOUS, **seller(motions=["value-based"])},
    "mismatch/wrong-rung": {"brief.autonomy": "copilot", **seller()},
    "guidance/build-or-buy-crossover": {
        "brief.volumes": {"low": "50000", "expected": "60000", "high": "80000"}, **seller()
    },
}  # fmt: skip
HYBRIDS: dict[str, str] = {
    "self-serve-to-enterprise": "self-serve",
    "founder-to-outbound": "founder-led",
    "enterprise-to-outcome": "enterprise-field",
    "embedded-to-product": "forward-deployed",
    "open-source-to-channel": "open-source",
    "marketplace-to-direct": "marketplace",
}
NO_FIT: Change = {
    **USAGE, **CURIOUS, **seller(),
    "brief.volumes": {"low": "10", "expected": "20", "high": "30"},
    "brief.expected_cycle_days": "700",
    f"{METERED}.minimum": None,
    "book.offers.0.rates.0.amount": "100", "book.offers.0.rates.1.amount": "10",
    "book.offers.0.pilot": None, "brief.commercial.pilot": None,
}  # fmt: skip
"""A curious buyer, a few hundred a year, two years to sign."""


def workspace_with(folder: Path, change: Change) -> Path:
    """Copy the worked retailer and change values of its files; None takes a key away."""
    shutil.copytree(EXAMPLE, folder)
    for name, file in FILES.items():
        mine = {key.partition(".")[2]: value for key, value in change.items()
                if key.partition(".")[0] == name}  # fmt: skip
        if mine:
            document = deepcopy(_read(EXAMPLE / file))
            for dotted, value in mine.items():
                _put(document, dotted.split("."), value)
            text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True)
            (folder / file).write_text(text, encoding="utf-8")
    return folder


@cache
def _read(path: Path) -> object:
    """Read every scalar as text, as the program does."""
    document: object = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return document


def _put(node: object, keys: list[str], value: object) -> None:
    step: Callable[[str], object] = int if isinstance(node, list) else str
    key = step(keys[0])
    if len(keys) > 1:
        _put(node[key], keys[1:], value)  # type: ignore[index]
    elif value is None:
        node.pop(key, None)  # type: ignore[attr-defined]
    else:
        node[key] = value  # type: ignore[index]
