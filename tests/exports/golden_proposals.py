"""The three proposals of the goldens, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from proposalkit.model.proposal import Proposal
from proposalkit.readers.proposal_json import parse_proposal

ROOT = Path(__file__).resolve().parents[2]
DEALS = ("nordwind-support", "tamarack-authorizations", "huettental-service")
CONTEXT = ROOT / "schema" / "context-1.0.jsonld"


@cache
def golden(deal: str) -> Proposal:
    """Give the proposal of a deal."""
    return parse_proposal((ROOT / "tests" / "golden" / deal / "proposal.json").read_bytes())
