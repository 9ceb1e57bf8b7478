"""Test approvals for a workspace: every name says TEST."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tests.journeys.workspaces import write

from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.plan import Blocker
from proposalkit.workflows.clause_library import ground_of, list_texts
from proposalkit.workflows.clause_records import Asked, Person, find_text, record_step
from proposalkit.workflows.gather import gather

TEST = Person("Ada TEST", "TEST general counsel", date(2026, 11, 20))


def blockers_of(workspace: Path, deal: str) -> tuple[Blocker, ...]:
    """What stands in the way of a firm offer of a deal."""
    return gather(workspace, deal).parts.terms.blockers


def approve_all(workspace: Path) -> None:
    """Approve every text of the library under a name that says TEST."""
    rows = list_texts(ground_of(workspace, TEST.on))
    names = [f"{one.clause}/{one.position}" for one in rows if one.status != "effective"]
    record_step(workspace, names, TEST, Asked("approved"))


def ask_for_no_missing_clause(workspace: Path, deal: str) -> None:
    """Let the rules ask only for clauses the library has: a company with fewer texts.

    The rest moves to the row of the public sector, so that the questions still know them.
    """
    missing = {one.clause for one in blockers_of(workspace, deal) if one.kind == "clause_missing"}
    if not missing:
        return
    rules = (packaged_path("knowledge") / "rules.yaml").read_text("utf-8")
    for clause in sorted(str(one) for one in missing):
        rules = re.sub(rf"(?<=[\[ ]){clause}(?=[,\]]),? ?", "", rules)
    rules = re.sub(r",\s*\]", "]", rules)
    public = "clauses: [public-sector-addendum"
    assert public in rules
    rules = rules.replace(public, f"{public}, {', '.join(sorted(map(str, missing)))}")
    write(workspace, "knowledge/rules.yaml", rules)


def edit_a_text(workspace: Path, clause: str) -> None:
    """Change one word of the first text of a clause in the workspace."""
    file = find_text(ground_of(workspace, TEST.on).library, clause).position.file
    shipped = packaged_path("knowledge").parent / file
    write(workspace, file, shipped.read_text("utf-8").replace("Customer may", "Customer can", 1))
