"""Finds the passages the sections quote: by words and meaning where the model is installed."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from pydantic import TypeAdapter

from proposalkit.knowledge.cache_place import cache_folder
from proposalkit.model.knowledge import Catalogue, Passage, SectionId
from proposalkit.model.plan import Hit, ProposalPlan
from proposalkit.ports import Retriever
from proposalkit.retrieve.kept_file import keep, read_kept
from proposalkit.workflows.search_mode import LEXICAL, NarrativeSearch

HITS_PER_NEED = 1
"""Passages quoted for each sentence of need."""

SectionHits = tuple[tuple[str, tuple[Hit, ...]], ...]
_SHAPE: TypeAdapter[SectionHits] = TypeAdapter(SectionHits)


def narrative_hits(
    catalogue: Catalogue, plan: ProposalPlan, how: NarrativeSearch = LEXICAL
) -> SectionHits:
    """Find the passages of every section; what the model found is kept for the next run.

    Raises Unavailable when the model that was chosen is damaged.
    """
    if how.mode == "lexical":
        from proposalkit.retrieve.lexical import LexicalRetriever

        return find_passages(catalogue, plan, LexicalRetriever(cache_folder(), catalogue.passages))
    path = cache_folder() / f"hits-{_key(catalogue, plan, how)}.json"
    kept = _read(path)
    if kept is not None:
        return kept
    from proposalkit.retrieve.hybrid import HybridRetriever
    from proposalkit.retrieve.minilm.installed import read_model
    from proposalkit.retrieve.onnx_embedder import OnnxEmbedder

    retriever = HybridRetriever(OnnxEmbedder(read_model()), cache_folder())
    found = find_passages(catalogue, plan, retriever)
    keep(path, _SHAPE.dump_json(found))
    return found


def find_passages(catalogue: Catalogue, plan: ProposalPlan, retriever: Retriever) -> SectionHits:
    """Find for each need the best passage a buyer may see; no passage is quoted twice."""
    used: set[str] = set()
    found: dict[SectionId, list[Hit]] = {}
    for need in plan.needs:
        among = tuple(one for one in _quotable(catalogue, plan, need.section) if one.id not in used)
        hits = retriever.find(need.sentence, among, HITS_PER_NEED)
        used |= {hit.passage_id for hit in hits}
        found.setdefault(need.section, []).extend(hits)
    return tuple((section, tuple(hits)) for section, hits in found.items())


def _quotable(catalogue: Catalogue, plan: ProposalPlan, section: SectionId) -> tuple[Passage, ...]:
    holds = set(plan.conditions)
    return tuple(
        one
        for one in catalogue.passages
        if one.audience == "buyer" and section in one.sections and set(one.needs) <= holds
    )


def _key(catalogue: Catalogue, plan: ProposalPlan, how: NarrativeSearch) -> str:
    """Name all that the hits depend on, the program that finds them included."""
    total = hashlib.sha256(how.code.encode())
    for section in dict.fromkeys(need.section for need in plan.needs):
        for passage in _quotable(catalogue, plan, section):
            total.update(f"\0{section}{passage.model_dump_json()}".encode())
    for need in plan.needs:
        total.update(f"\0{need.section}\0{need.sentence}".encode())
    room = Path(__file__).parents[1] / "retrieve"
    for source in (*sorted(room.glob("*.py")), Path(__file__)):
        with contextlib.suppress(OSError):
            total.update(source.read_bytes())
    return total.hexdigest()[:32]


def _read(path: Path) -> SectionHits | None:
    """Read kept hits; None when there are none that can be used."""
    body = read_kept(path)
    try:
        return None if body is None else _SHAPE.validate_json(body)
    except ValueError:
        return None
