"""Who drafts: asked for, set in the environment, or as the kit there was made.

Why apart: `generate` asks this before every run, also when nothing has changed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from proposalkit.kit.layout import INPUTS, DealFolder

if TYPE_CHECKING:
    from proposalkit.llm.settings import LlmSettings

SETTING = "PROPOSALKIT_LLM"
"""The environment variable that sets who drafts where no option does."""
FILE = "llm.yaml"
"""File of a workspace with the model and its prices."""


class LlmAsked(NamedTuple):
    """What the command line says of drafting; what is None comes from environment and file."""

    mode: str | None = None
    model: str | None = None
    url: str | None = None
    max_tokens: int | None = None


NOTHING_ASKED = LlmAsked()


class Drafter(NamedTuple):
    """Who drafts a kit; part of what the kit is made from."""

    settings: LlmSettings | None = None
    """None: the program alone, which needs no settings."""
    code: str = "offline"
    """The drafter in one text, for a fingerprint and a file; an address is never part of it."""
    draws_again: bool = False
    """Whether a kit with a text that a program wrote in the place of the model is made again."""


OFFLINE = Drafter()


def drafter_asked(asked: LlmAsked, workspace: Path, deal: DealFolder) -> Drafter:
    """Choose who drafts: as asked, else as PROPOSALKIT_LLM says, else the program.

    Raises InputRefused with every setting that is wrong, and Refused for a replay of nothing.
    """
    if asked == NOTHING_ASKED and os.environ.get(SETTING, "offline") == "offline":
        return OFFLINE
    from proposalkit.knowledge.inputs import read_yaml_model
    from proposalkit.llm.settings import Flags, LlmFile, settings_from

    path = workspace / FILE
    file = read_yaml_model(path, LlmFile) if path.is_file() else None
    settings = settings_from(Flags(**asked._asdict()), os.environ, file)
    if settings.mode == "offline":
        return _offline(deal, settings)
    if settings.mode == "replay":
        return Drafter(settings, _replayed(deal), draws_again=True)
    return Drafter(settings, _code(settings.shape.model_dump_json()), draws_again=True)


def drafter_of_kit(deal: DealFolder) -> Drafter:
    """Give the drafter of the kit there, without a call: a release changes nothing in it."""
    kept = kept_inputs(deal).get("drafter")
    if not isinstance(kept, str) or kept == OFFLINE.code:
        return OFFLINE
    from proposalkit.llm.settings import LlmSettings

    return Drafter(LlmSettings(mode="replay", repeats_faults=True), kept)


def kept_inputs(deal: DealFolder) -> dict[str, object]:
    """Give what the newest kit was made from; nothing when it cannot be told."""
    number = deal.latest()
    if number is None:
        return {}
    try:
        kept = json.loads((deal.internal(number) / INPUTS).read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _offline(deal: DealFolder, settings: LlmSettings) -> Drafter:
    """Let the journal say that a deal drafted with a model is drafted without one from now on."""
    kept = kept_inputs(deal).get("drafter", OFFLINE.code)
    return OFFLINE if kept == OFFLINE.code else Drafter(settings)


def _replayed(deal: DealFolder) -> str:
    from proposalkit.kit.journal import read_lines
    from proposalkit.llm.ledger import read_ledger

    run = read_ledger(read_lines(deal.journal)).run
    return _code(run.shape.model_dump_json() if run and run.mode == "openai" else "")


def _code(shape: str) -> str:
    return f"model:{shape}"
