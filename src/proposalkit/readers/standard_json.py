"""Reads a standard-answers.json that passed its schema into the typed model."""

from __future__ import annotations

from pydantic import ValidationError

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.standard_answers import StandardAnswers


def parse_standard_answers(data: bytes, name: str = "standard-answers.json") -> StandardAnswers:
    """Read the bytes into the model; raises InputRefused with all problems."""
    try:
        return StandardAnswers.model_validate_json(data)
    except ValidationError as error:
        findings = [
            Finding(
                id="standard-answers-invalid",
                where=f"{name}:/{'/'.join(str(part) for part in row['loc'])}",
                message=f"{row['msg']}.",
                remedy="Ask the seller for the document as it was made.",
            )
            for row in error.errors(include_url=False, include_context=False)
        ]
        raise InputRefused(findings) from error
