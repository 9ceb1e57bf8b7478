"""Reads a standard-answers.json that passed its schema into the typed model."""

from __future__ import annotations

from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.readers.proposal_json import parse_document


def parse_standard_answers(data: bytes, name: str = "standard-answers.json") -> StandardAnswers:
    """Read the bytes into the model; raises InputRefused with all problems."""
    return parse_document(StandardAnswers, data, name, "standard-answers-invalid")
