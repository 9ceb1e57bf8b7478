"""What a workspace keeps inside, told to the log so that it never shows it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from proposalkit.model.base import Model
from proposalkit.model.cost_model import (
    AttemptCost,
    ChannelIn,
    CommissionIn,
    EconomicsIn,
    OwnBuildIn,
)
from proposalkit.model.seller import InternalProfile
from proposalkit.workflows.steps import LOG, hide

_LEGAL_NAME = re.compile(r"\blegal_name:\s*[\"']?([^\"',}\n#]+)")


def hide_inside(workspace: Path, deal: str, internal: InternalProfile) -> None:
    """Hide costs, floor prices and notes of the profile, and who the other customers are."""
    if LOG.isEnabledFor(logging.INFO):
        hide(_internal_values(internal))
        hide(_other_customers(workspace, deal))


def _internal_values(part: Model) -> Iterator[str]:
    for name in type(part).model_fields:
        value: object = getattr(part, name)
        if isinstance(value, Decimal):
            yield from (str(value), f"{value.normalize():f}")
        elif isinstance(value, AttemptCost | EconomicsIn | CommissionIn | OwnBuildIn | ChannelIn):
            yield from _internal_values(value)
        elif isinstance(value, tuple):
            for text in map(str, value):
                yield text
                yield from _parts(text)


def _parts(text: str) -> Iterator[str]:
    """Give each run of three words: half a note tells too."""
    words = text.split()
    yield from (" ".join(words[at : at + 3]) for at in range(len(words) - 2))


def _other_customers(workspace: Path, deal: str) -> Iterator[str]:
    for path in sorted((workspace / "deals").glob("*.yaml")):
        if path.stem != deal:
            yield path.stem
            try:
                yield from _LEGAL_NAME.findall(path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
