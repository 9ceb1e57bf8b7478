"""Search the knowledge of a workspace: by its index when there is one, else in memory."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from proposalkit.errors import InputRefused, Unavailable
from proposalkit.knowledge.knowledge_files import digest_files, readable_files
from proposalkit.model.finding import Finding
from proposalkit.model.search import SearchAnswer, SearchFilter
from proposalkit.workflows.models import EmbedderName, choose_embedder
from proposalkit.workflows.overlay import knowledge_folders
from proposalkit.workflows.search_mode import Mode, mode_asked, one_of
from proposalkit.workflows.steps import step

if TYPE_CHECKING:
    from proposalkit.model.knowledge import Catalogue
    from proposalkit.retrieve.embedder import Embedder
    from proposalkit.retrieve.fusion import Fusion
    from proposalkit.retrieve.generation import Generation
    from proposalkit.retrieve.langchain_retriever import KnowledgeRetriever
    from proposalkit.retrieve.search import Via
    from proposalkit.retrieve.searchable import Searchable

NO_FILTER = SearchFilter()

_SHOWN_FAULTS = 10
_EMBEDDERS: tuple[EmbedderName, ...] = ("minilm", "openai", "none")
_WAYS: tuple[Literal["snapshot", "chroma"], ...] = ("snapshot", "chroma")


@dataclass(frozen=True)
class SearchRequest:
    """What is asked, of which workspace, and how."""

    query: str
    workspace: Path = Path()
    where: SearchFilter = NO_FILTER
    limit: int = 10
    mode: Mode = "auto"
    via: Via = "snapshot"
    fusion: Fusion = "cc"
    embedder: EmbedderName = "minilm"


def via_asked(given: str) -> Via:
    """Give the way to the vectors a word names; raises Unavailable for another word."""
    return one_of(given, _WAYS, "a way to the vectors")


def embedder_asked(given: str) -> EmbedderName:
    """Give the embedder a word names; raises Unavailable for another word."""
    return one_of(given, _EMBEDDERS, "an embedding model")


def search_knowledge(request: SearchRequest) -> SearchAnswer:
    """Search the knowledge; it never writes into the workspace.

    Raises InputRefused for a filter no entry could pass, Unavailable when hybrid search is asked
    for without a model or the index was made by another model.
    """
    from proposalkit.retrieve.search import search as search_in

    with step("embedder"):
        embedder, note = _embedder(request)
    with step("index") as said:
        opened = _open(request.workspace, embedder)
        said["units"] = len(opened.searchable.units)
    _refuse_unknown(request.where, opened.searchable)
    where = _with_region(request)
    with step("search"):
        answer = search_in(
            opened.searchable,
            request.query,
            where,
            request.limit,
            embedder,
            request.via,
            request.fusion,
        )
    unnamed = _unnamed(where, opened.searchable)
    notes = (*([note] if note else []), *opened.notes, *unnamed, *answer.notes)
    return answer.model_copy(update={"notes": notes})


def search(
    query: str,
    workspace: Path = Path(),
    *,
    where: SearchFilter = NO_FILTER,
    k: int = 10,
    mode: Mode | None = None,
    via: Via = "snapshot",
) -> SearchAnswer:
    """Search the knowledge of a workspace for Python callers.

    Raises as `search_knowledge` does.
    """
    asked = mode_asked(mode)
    return search_knowledge(SearchRequest(query, Path(workspace), where, k, asked, via))


def knowledge_retriever(
    workspace: Path = Path(), *, where: SearchFilter = NO_FILTER, k: int = 10
) -> KnowledgeRetriever:
    """Give the search as a LangChain retriever over the knowledge as it is now.

    Raises as `search_knowledge` does; LangChain is loaded here.
    """
    from proposalkit.retrieve.langchain_retriever import KnowledgeRetriever

    request = SearchRequest("", Path(workspace), where, k, mode_asked(None))
    embedder, _ = _embedder(request)
    opened = _open(request.workspace, embedder)
    return KnowledgeRetriever(
        searchable=opened.searchable, embedder=embedder, where=_with_region(request), k=k
    )


def index_folder(workspace: Path) -> Path:
    """Give the folder of a workspace's index."""
    return workspace / ".proposalkit" / "index"


class _Opened(NamedTuple):
    searchable: Searchable
    notes: tuple[str, ...]


def _embedder(request: SearchRequest) -> tuple[Embedder | None, str]:
    if request.mode == "lexical":
        return None, ""
    chosen = choose_embedder(request.embedder)
    if chosen.embedder is None and request.mode == "hybrid":
        raise Unavailable(
            "Hybrid search needs the embedding model, and it is not installed.",
            "Run: proposalkit models install, or search with --mode lexical.",
        )
    return chosen.embedder, chosen.note


def _open(workspace: Path, embedder: Embedder | None) -> _Opened:
    """Open the index of the knowledge as it is now, else index it in memory."""
    from proposalkit.retrieve.generation import GenerationUnusable, NoGeneration

    folders = knowledge_folders(workspace)
    try:
        generation = _generation(index_folder(workspace), embedder)
        if generation.source == digest_files(readable_files(folders)[0]):
            return _Opened(generation, ())
        note = "The knowledge has changed since it was indexed, so it was searched as it is now; "
        note += "proposalkit index brings the index up to date."
    except NoGeneration:
        note = "There is no index yet; the knowledge was searched as it is. "
        note += "proposalkit index makes one."
    except GenerationUnusable as error:
        note = f"{error.message} The knowledge was searched as it is. {error.remedy}"
    return _in_memory(folders, embedder, note)


def _generation(folder: Path, embedder: Embedder | None) -> Generation:
    """Open the generation of an embedder; words alone are in the generation of any."""
    from proposalkit.retrieve.generation import (
        NoGeneration,
        embedder_name,
        open_generation,
        pointed_embedders,
    )

    if embedder is not None:
        name = embedder_name(embedder.fingerprint)
        return open_generation(folder, name, embedder.fingerprint)
    for name in pointed_embedders(folder):
        return open_generation(folder, name)
    raise NoGeneration(f'There is no index in "{folder}".', "Run proposalkit index.")


def _in_memory(folders: tuple[Path, ...], embedder: Embedder | None, note: str) -> _Opened:
    from proposalkit.knowledge.cache_place import cache_folder
    from proposalkit.retrieve.searchable import units_in_memory
    from proposalkit.retrieve.units import search_units
    from proposalkit.retrieve.vector_cache import cached_vectors

    catalogue, findings = _read(folders)
    units = search_units(catalogue)
    vectors = None
    if embedder is not None:
        vectors = cached_vectors([unit.indexed for unit in units], embedder, cache_folder())
    return _Opened(units_in_memory(units, embedder, vectors), (note, *_faults(findings)))


def _read(folders: tuple[Path, ...]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Read the knowledge whole, from its cache, or else whatever of it is sound."""
    from proposalkit.knowledge.compiled import load_catalogue
    from proposalkit.knowledge.sound import read_sound_knowledge

    try:
        return load_catalogue(folders), ()
    except InputRefused:
        sound = read_sound_knowledge(folders)
        return sound.catalogue, sound.findings


def _faults(findings: tuple[Finding, ...]) -> list[str]:
    """Name the broken files, whose entries may be missing from what was searched."""
    by_file: dict[str, list[Finding]] = {}
    for one in findings:
        by_file.setdefault(one.where.partition(":")[0], []).append(one)
    lines = []
    for found in by_file.values():
        more = f" And {len(found) - 1} more in this file." if len(found) > 1 else ""
        lines.append(f"Not sound, so it may be missing here: {found[0].line()}{more}")
    left = len(lines) - _SHOWN_FAULTS
    rest = [f"And {left} more files; proposalkit knowledge check lists them."] if left > 0 else []
    return lines[:_SHOWN_FAULTS] + rest


def _with_region(request: SearchRequest) -> SearchFilter:
    """Let what holds in the EU be found for a country in it."""
    where = request.where
    if where.region is None or where.within:
        return where
    from proposalkit.knowledge.sound import region_parts

    catalogue, _ = _read(knowledge_folders(request.workspace))
    wider = region_parts(catalogue, where.region)
    return where.model_copy(update={"within": wider})


def _refuse_unknown(where: SearchFilter, searchable: Searchable) -> None:
    """Refuse a kind or a family that no entry has: it is a typing slip, not an empty shelf."""
    values = searchable.table.values
    asked = [("kind", kind) for kind in where.kinds]
    asked += [("family", where.family)] if where.family is not None else []
    findings = []
    for name, word in asked:
        known = sorted({one for value in values[name] for one in value if one})
        if known and _folded(word) not in map(_folded, known):
            findings.append(
                Finding(
                    id=f"unknown-{name}",
                    where=f"--{name}",
                    message=f'"{word}" is not a {name} of any entry.',
                    remedy=_known(word, known),
                )
            )
    if findings:
        raise InputRefused(findings)


def _unnamed(where: SearchFilter, searchable: Searchable) -> tuple[str, ...]:
    """Note a sector or stage that no entry names: a typing slip, or nothing special there.

    Why no refusal: entries that hold everywhere are found all the same.
    """
    notes = []
    for name, word in (("sector", where.sector), ("stage", where.stage)):
        values = searchable.table.values[f"{name}s"]
        known = sorted({one for value in values for one in value if one})
        if word and _folded(word) not in map(_folded, known):
            said = f'No entry names the {name} "{word}"; those that hold everywhere are found.'
            notes.append(f"{said} {_known(word, known)}" if known else said)
    return tuple(notes)


def _known(word: str, known: list[str]) -> str:
    near = get_close_matches(_folded(word), known, n=1)
    meant = f'Did you mean "{near[0]}"? ' if near else ""
    return f"{meant}There are {', '.join(known)}."


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
