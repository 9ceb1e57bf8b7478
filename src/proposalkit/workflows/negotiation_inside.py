"""The negotiation sheet as it stays inside: made for a deal, and what of it must never get out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.compose.negotiation import Sheet, negotiation_sheet
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.knowledge import Catalogue
from proposalkit.model.negotiation import ClauseTalk, DealTiers
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.overlay import knowledge_file
from proposalkit.workflows.recommend import first_year_of

if TYPE_CHECKING:
    from proposalkit.workflows.gather import Gathered

TIERS = "negotiation-tiers.yaml"
_SENTENCE = 8


def negotiation_bytes(gathered: Gathered, proposal: Proposal) -> bytes:
    """Write the sheet of a deal; raises InputRefused for sizes that cannot be read."""
    sheet = Sheet(
        parts=gathered.parts,
        proposal=proposal,
        economics=gathered.economics,
        tiers=_tiers(gathered.workspace),
        first_year=first_year_of(gathered.inputs, gathered.order),
    )
    return negotiation_sheet(sheet).encode()


def talk_texts(catalogue: Catalogue) -> dict[str, str]:
    """Give each sentence of the answers that tells something, by clause and place.

    A sentence of fewer than eight words may stand on a page by chance and is not looked for.
    """
    return {
        f"talk.{talk.clause}.{name}": sentence
        for talk in catalogue.talks
        for name, sentence in _sentences(_texts(talk))
    }


def law_note_texts(catalogue: Catalogue) -> dict[str, str]:
    """Give each sentence of the notes on one country's law, by note and place."""
    return {
        f"law.{note.id}.{name}": sentence
        for note in catalogue.library.law_notes
        for name, sentence in _sentences((("says", note.says),))
    }


def tier_texts(workspace: Path) -> dict[str, str]:
    """Give each sentence on how deals of a size are negotiated; raises InputRefused."""
    return {
        f"tier.{tier.id}.{name}": sentence
        for tier in _tiers(workspace).tiers
        for name, sentence in _sentences(
            (("talks", tier.talks), ("offers", tier.offers), ("stop", tier.stop))
        )
    }


def _tiers(workspace: Path) -> DealTiers:
    return read_yaml_model(knowledge_file(workspace, TIERS), DealTiers)


def _sentences(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, text in texts:
        parts = re.split(r"(?<=[.:;?])\s+", " ".join(text.split()))
        for number, sentence in enumerate(parts):
            if len(sentence.split()) >= _SENTENCE:
                yield f"{name}.{number}", sentence


def _texts(talk: ClauseTalk) -> Iterator[tuple[str, str]]:
    yield "sentence", talk.in_a_sentence
    yield "trade", talk.trade
    yield "cost", talk.cost.says
    for number, one in enumerate(talk.objections):
        yield f"say.{number}", one.they_say
        yield f"answer.{number}", one.we_answer
    for order, words in talk.next.items():
        yield f"next.{order}", words
