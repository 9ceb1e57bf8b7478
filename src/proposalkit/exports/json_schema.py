"""The JSON Schemas of the inputs and of the Proposal (draft 2020-12), generated from the models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from proposalkit.model.brief import DealBrief
from proposalkit.model.comparison import Comparison
from proposalkit.model.fields import DECIMAL_PATTERN
from proposalkit.model.intake import IntakeReport
from proposalkit.model.policy import Policy, PolicyReport, Weights
from proposalkit.model.price_book import PriceBook
from proposalkit.model.proposal import SCHEMA_VERSION, Proposal
from proposalkit.model.seller import SellerProfile
from proposalkit.model.standard_answers import SCHEMA_VERSION as STANDARD_VERSION
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.model.summary import ProposalSummary

if TYPE_CHECKING:
    from pydantic import BaseModel

Node: TypeAlias = "dict[str, Node] | list[Node] | str | int | float | bool | None"
"""A part of a JSON document."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[BaseModel]] = {
    "deal-brief": DealBrief,
    "seller-profile": SellerProfile,
    "price-book": PriceBook,
    "proposal": Proposal,
    "standard-answers": StandardAnswers,
    "comparison": Comparison,
    "policy": Policy,
    "policy-report": PolicyReport,
    "proposal-summary": ProposalSummary,
    "weights": Weights,
    "intake": IntakeReport,
}
_ISSUED = {
    "proposal": SCHEMA_VERSION,
    "standard-answers": STANDARD_VERSION,
    "comparison": "0.1",
    "policy-report": "0.1",
    "proposal-summary": "0.1",
    "intake": "0.1",
}
"""Documents the program writes, with the version of each schema; the others people write."""


DIGITS = r"^[0-9]+(?![\s\S])"


def schema_text(name: str) -> str:
    """Write the schema of one model as indented JSON with sorted keys; its `$id` is a name."""
    schema = MODELS[name].model_json_schema(by_alias=True)
    if name not in _ISSUED:
        schema = {key: _as_a_person_writes(value) for key, value in schema.items()}
    schema["$schema"] = DIALECT
    version = _ISSUED.get(name, "1")
    schema["$id"] = f"urn:proposalkit:schema:{name}:{version}"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _as_a_person_writes(node: Node) -> Node:
    """Let a number, a yes or a no stand in quotes or without: an input file is read as text.

    Why: an editor reads YAML by its own rules and would mark `"no"` or `14` as a fault.
    """
    if isinstance(node, list):
        return [_as_a_person_writes(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {key: _as_a_person_writes(value) for key, value in node.items()}
    if found.get("type") == "boolean":
        del found["type"]
        found["enum"] = [True, False, "yes", "no"]
    elif found.get("type") == "integer":
        found |= {"type": ["integer", "string"], "pattern": DIGITS}
    elif found.get("pattern") == DECIMAL_PATTERN:
        found |= {"type": ["number", "string"], "minimum": 0}
    const = found.get("const")
    if isinstance(const, str) and const.isdecimal():
        del found["const"], found["type"]
        found["enum"] = [const, int(const)]
    return found


def schema_file_name(name: str) -> str:
    """Give the file name of a schema in `schema/`."""
    return f"{name}.schema.json"
