"""Golden proposals with changes a seller could have made: prices are computed again."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.near_engines import ReaderHere

from proposalkit.model.canonical import canonical_bytes
from proposalkit.model.proposal import Proposal
from proposalkit.pricing.cliffs import find_cliffs
from proposalkit.pricing.engine import price_scenario
from proposalkit.pricing.rules import rules_of
from proposalkit.readers.kit_folder import read_subject
from proposalkit.workflows import verify

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
NORDWIND = "nordwind-support"
TAMARACK = "tamarack-authorizations"
Document = dict[str, Any]
Edit = Callable[[Document], object]


def golden(name: str = NORDWIND) -> Document:
    document: Document = json.loads((GOLDEN / name / "proposal.json").read_bytes())
    return document


@cache
def unchanged(name: str = NORDWIND) -> Proposal:
    return Proposal.model_validate(golden(name))


def made(edit: Edit | None = None, name: str = NORDWIND) -> Proposal:
    """Change a golden proposal and compute its scenarios and cliffs again."""
    if edit is None:
        return unchanged(name)
    document = golden(name)
    edit(document)
    for one in document["answers"]:  # what it said of the old price would contradict the new one
        if f"{document['pricing']['currency']} " in one["answer"]:
            one["answer"] = "The price is on the pricing pages."
    proposal = Proposal.model_validate(document)
    pricing = proposal.pricing
    rules = rules_of(pricing)
    scenarios = tuple(
        price_scenario(rules, one.id, one.volumes, one.term_months) for one in pricing.scenarios
    )
    update = {"scenarios": scenarios, "cliffs": find_cliffs(rules)}
    return proposal.model_copy(update={"pricing": pricing.model_copy(update=update)})


def written(folder: Path, edit: Edit | None = None, name: str = NORDWIND, to: str = "") -> Path:
    """Write a changed golden proposal in its canonical form."""
    path = folder / f"{to or 'proposal'}.json"
    path.write_bytes(canonical_bytes(made(edit, name)))
    return path


def line(document: Document, id_: str) -> Document:
    found: Document = next(one for one in document["pricing"]["components"] if one["id"] == id_)
    return found


def eur(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files without a process of their own, which takes half a second each."""
    monkeypatch.setattr(verify, "TwoReaders", ReaderHere)
    monkeypatch.setattr(verify, "read_subject_apart", read_subject)
