"""One small deal that answers every rule, and the means to change one fact of it at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from tests.clauses.clashes import SAME, TIMES, WORDS, Facts

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.drafted import Drafted, Terms
from proposalkit.clauses.param_types import read_param
from proposalkit.model.brief import DealBrief
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord, FactType, Position
from proposalkit.model.price_book import OfferIn
from proposalkit.model.proof import Clause, Fact
from proposalkit.model.seller import PublicProfile

# The buyer is German, everything runs in the EU, every optional yes-or-no is answered.
BASE: dict[str, object] = {
    "brief": {
        "buyer": {"legal_name": "Nordwind GmbH", "country": "DE", "sector": "retail"},
        "stage": {"value": "piloting"},
        "workflow": {
            "name": "Order status by e-mail",
            "description": "People answer by hand.",
            "channel": "E-mail",
            "intent": "Order status",
            "system_of_record": {"name": "Helpdesk", "report": "Solved report"},
            "outcome": {
                "label": "Resolved contact",
                "definition": "The ticket is closed and stays closed.",
                "event": "Ticket solved",
                "qualifies": [
                    {
                        "field": "by",
                        "operator": "equals",
                        "value": ["agent"],
                        "text": "Agent closed it",
                    }
                ],
                "reopen_days": "14",
                "dispute_days": "15",
            },
        },
        "volumes": {"expected": "1000"},
        "data": {
            "categories": ["Name"],
            "subjects": ["Consumers in Germany"],
            "location": ["EU"],
            "health_data": "no",
            "california_consumers": "no",
        },
        "autonomy": "supervised",
        "talks_to_people": "no",
        "consequential_decisions": "no",
        "oversight": ["Refunds", "Complaints"],
        "oversight_limit": "50",
        "offer_date": "2026-11-23",
        "valid_days": "45",
        "commercial": {"offer": "standard", "pilot": {"days": "60"}},
        "clause_params": {},
    },
    "seller": {
        "company": {
            "legal_name": "Halyard B.V.",
            "country": "NL",
            "contact": {"name": "Marit"},
            "signatory": {"name": "Jonas", "title": "Director"},
        },
        "agents": [{"name": "Resolve", "summary": "Answers.", "languages": ["de", "en"]}],
        "models": [
            {
                "provider": "Calanque SAS",
                "name": "Large 2",
                "places": ["FR"],
                "routing": "single_region",
                "retention_days": "0",
                "trains_on_data": "no",
            }
        ],
        "subprocessors": [{"name": "Rhein Cloud", "country": "DE", "purpose": "Hosting"}],
        "residency": {"inference": ["FR"], "storage": ["DE"]},
        "evidence": [
            {
                "id": "terms",
                "kind": "provider_terms",
                "title": "Terms",
                "issuer": "Calanque SAS",
                "issued_on": "2026-02-03",
                "scope": "All",
                "claim": "No training.",
            }
        ],
    },
    "offer": {
        "id": "standard",
        "rates": [
            {"id": "platform", "label": "Platform", "type": "recurring", "amount": "950"},
            {
                "id": "contacts",
                "label": "Contacts",
                "type": "outcome",
                "metric": {"id": "contact"},
                "tiers": [{"price": "0.95", "up_to": "5000"}, {"price": "0.70"}],
                "minimum": "3500",
            },
        ],
        "cap": "16000",
        "pilot": {"fee": "7500"},
    },
    "wording": {
        "cap.free": "At the cap the service goes on.",
        "outcome.assisted_rule": "Billed at {share} if this is so: {conditions}.",
    },
    "regions": {
        "eu": ["DE", "FR", "NL", "IE"],
        "eea": ["DE", "FR", "NL", "IE", "NO"],
        "uk": ["GB"],
    },
}

Change = Mapping[str, object]


def apply_change(tree: dict[str, object], path: str, value: object) -> None:
    """Set one value by its dotted path; None takes it away; a number steps into a list."""
    *way, last = path.split(".") if not path.startswith("wording.") else ("wording", path[8:])
    node: object = tree
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node[step]  # type: ignore[index]
    assert isinstance(node, dict)
    if value is None:
        node.pop(last, None)
    else:
        node[last] = value


@pytest.fixture(scope="session")
def deal_of() -> Callable[..., Deal]:
    """Make the deal with the changes given, each a dotted path and its new value."""

    def make(*changes: Change) -> Deal:
        tree = deepcopy(BASE)
        for change in changes:
            for path, value in change.items():
                apply_change(tree, path, value)
        regions = tree["regions"]
        wording = tree["wording"]
        assert isinstance(regions, dict)
        assert isinstance(wording, dict)
        return Deal(
            brief=DealBrief.model_validate(tree["brief"]),
            seller=PublicProfile.model_validate(tree["seller"]),
            offer=OfferIn.model_validate(tree["offer"]),
            currency="EUR",
            regions={name: tuple(codes) for name, codes in regions.items()},
            wording=wording,
        )

    return make


@pytest.fixture(scope="session")
def clause_of() -> Callable[..., ClauseRecord]:
    """Make a clause with one approved text; header and text keys by name."""

    def make(clause: str, text: str = "1. Text.", **keys: object) -> ClauseRecord:
        position_keys = ("approver", "approved_by", "approved_on", "status", "facts", "evidence")
        position = Position.model_validate(
            {
                "clause": clause,
                "order": 10,
                "approver": "seller_rep",
                "approved_by": "Ada",
                "approved_on": date(2026, 10, 1),
                "status": "effective",
                "license": "CC-BY-4.0",
                "source": "own draft",
                "facts": {},
                "text": text,
                "file": f"{clause}/10-preferred.md",
                "line": 11,
                **{key: keys.pop(key) for key in position_keys if key in keys},
            }
        )
        return ClauseRecord.model_validate(
            {
                "clause": clause,
                "version": "1",
                "title": clause.replace("-", " ").capitalize(),
                "family": "data_privacy_no_training",
                "answers": "?",
                "lands_in": "main_agreement",
                "points": ["one"],
                "params": {},
                "requires": [],
                "conflicts": [],
                "owner": "legal",
                "review_by": "2027-05-31",
                "plain_words": "Plain.",
                "positions": [position],
                "file": f"{clause}/clause.md",
                **keys,
            }
        )

    return make


@pytest.fixture(scope="session")
def library_of() -> Callable[..., ClauseLibrary]:
    """Make a library of clauses, with a table of facts and rows of rules."""

    def make(
        *clauses: ClauseRecord,
        facts: Mapping[str, str] | None = None,
        rules: tuple[object, ...] = (),
    ) -> ClauseLibrary:
        types = {
            name: FactType.model_validate({"type": kind, "label": name, "statement": "{value}"})
            for name, kind in (facts or {}).items()
        }
        return ClauseLibrary.model_validate(
            {
                "clauses": {one.clause: one for one in clauses},
                "definitions_version": "1",
                "definitions": '"Agent" means the\nsoftware.\n\n"Fees" means the prices.',
                "facts": types,
                "rules": rules,
            }
        )

    return make


@pytest.fixture
def terms_of(
    deal_of: Callable[..., Deal], clause_of: Callable[..., ClauseRecord]
) -> Callable[..., Terms]:
    """Make terms of clauses given as id: (facts, text, params as name: (param, value))."""

    def make(deal: dict[str, object], **clauses: tuple[Facts, str, dict[str, object]]) -> Terms:
        return Terms(
            tuple(_drafted(clause_of, name.replace("_", "-"), *clause)
                  for name, clause in clauses.items()),
            replace(deal_of(deal), clash_words=WORDS, same_facts=SAME, one_times=TIMES),
        )  # fmt: skip

    return make


def _drafted(
    clause_of: Callable[..., ClauseRecord],
    name: str,
    facts: Facts,
    text: str,
    params: dict[str, object],
) -> Drafted:
    given = {key: value for key, value in params.items() if isinstance(value, tuple)}
    record = clause_of(name, params={key: value[0] for key, value in given.items()})
    return Drafted(
        record=record,
        clause=Clause(
            id=name, version="1", family=record.family, title=name, text=text, text_sha256="0",
            facts=tuple(Fact(id=key, value=value) for key, value in facts.items()),
            origin="standard", lands_in="main_agreement",
        ),
        params={key: read_param(record.params[key], value[1], "EUR")
                for key, value in given.items()},
    )  # fmt: skip
