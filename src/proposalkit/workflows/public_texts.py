"""Warns at a release of the texts that come next and that anyone can read."""

from __future__ import annotations

import json
from pathlib import Path

from proposalkit.clauses.public_texts import public_next_texts
from proposalkit.kit.layout import BUYER, PROPOSAL_JSON
from proposalkit.knowledge.compiled import load_catalogue
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.finding import Finding
from proposalkit.model.proof import Clause
from proposalkit.workflows.overlay import knowledge_folders


def public_text_warnings(workspace: Path, revision: Path) -> tuple[Finding, ...]:
    """Name the clauses of a released kit whose next text is still the shipped one."""
    proposal = json.loads((revision / BUYER / PROPOSAL_JSON).read_bytes())
    asked = [Clause.model_validate(one) for one in proposal["clauses"]]
    own = load_catalogue(knowledge_folders(workspace)).library
    shipped = load_catalogue((packaged_path("knowledge"),)).library
    public = public_next_texts(own, shipped, asked)
    if not public:
        return ()
    return (
        Finding(
            id="public-next-text",
            severity="warning",
            where="knowledge/clauses",
            message="The next text of each of these clauses is the shipped one, which anyone can "
            f"read: {', '.join(public)}.",
            remedy="Write your own alternatives in the workspace; docs/how-to/change-a-clause.md.",
        ),
    )
