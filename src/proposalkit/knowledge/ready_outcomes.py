"""Fills an outcome that a brief takes by name from the ready definitions of the knowledge."""

from __future__ import annotations

from pathlib import Path

from proposalkit.knowledge.fault_words import unknown
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.knowledge.text_files import read_text, shown_path
from proposalkit.knowledge.yaml_text import Plain, YamlDocument, YamlPath, parse_yaml
from proposalkit.model.finding import Finding

TABLE = "outcomes.yaml"
_READY: YamlPath = ("workflow", "outcome", "ready")


def fill_ready_outcome(brief: YamlDocument, workspace: Path) -> list[Finding]:
    """Put the ready definition under the brief's own fields, which win; finds an unknown name.

    The workspace's own table is read in place of the shipped one. An outcome of an unknown name
    is taken out, so that it is one finding and not one for each field it lacks.
    """
    workflow = _below(brief.data, "workflow")
    own = _below(workflow, "outcome")
    if not isinstance(workflow, dict) or not isinstance(own, dict):
        return []
    name = own.get("ready")
    if not isinstance(name, str):
        return []
    ready = _ready_outcomes(workspace)
    chosen = ready.get(name)
    if isinstance(chosen, dict):
        workflow["outcome"] = {**chosen, **own}
        return []
    workflow["outcome"] = None
    return [unknown("ready-outcome", name, ready, brief.value_place(_READY))]


def _ready_outcomes(workspace: Path) -> dict[str, Plain]:
    own = workspace / "knowledge" / TABLE
    path = own if own.is_file() else packaged_path("knowledge") / TABLE
    table = _below(parse_yaml(read_text(path), shown_path(path)).data, "outcomes")
    return table if isinstance(table, dict) else {}


def _below(node: Plain, key: str) -> Plain:
    return node.get(key) if isinstance(node, dict) else None
