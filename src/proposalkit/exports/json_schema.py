"""The JSON Schemas of the inputs and of the Proposal (draft 2020-12), generated from the models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.model.proposal import SCHEMA_VERSION, Proposal
from proposalkit.model.seller import SellerProfile

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: dict[str, type[BaseModel]] = {
    "deal-brief": DealBrief,
    "seller-profile": SellerProfile,
    "price-book": PriceBook,
    "proposal": Proposal,
}


def schema_text(name: str) -> str:
    """Write the schema of one model as indented JSON with sorted keys; its `$id` is a name."""
    schema = MODELS[name].model_json_schema(by_alias=True)
    schema["$schema"] = DIALECT
    version = SCHEMA_VERSION if name == "proposal" else "1"
    schema["$id"] = f"urn:proposalkit:schema:{name}:{version}"
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def schema_file_name(name: str) -> str:
    """Give the file name of a schema in `schema/`."""
    return f"{name}.schema.json"
