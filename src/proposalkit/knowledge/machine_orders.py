"""The list of sentences that order machine readers about, read alone: a buyer has no workspace."""

from __future__ import annotations

from functools import cache

from proposalkit.errors import InputRefused
from proposalkit.knowledge.lint_table import LintTable
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.pydantic_findings import build
from proposalkit.knowledge.yaml_text import parse_yaml
from proposalkit.model.machine_orders import MachineOrder


@cache
def machine_orders() -> tuple[MachineOrder, ...]:
    """Give the shipped list; raises InputRefused when an installation is damaged."""
    path = packaged_path("knowledge") / "lints.yaml"
    table, findings = build(LintTable, parse_yaml(path.read_text(encoding="utf-8"), path.name))
    if table is None:
        raise InputRefused(findings)
    return table.machine_orders
