"""How much honest text is refused, and whether citations are right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import yaml

from benchmarks.drafting.corpus import sentences
from benchmarks.drafting.counts import Count
from benchmarks.drafting.trial import Drafted, Trial
from proposalkit.grounding.section import ground_section
from proposalkit.model.draft import DraftBlock, SectionReply, SectionTask, SourceSentence
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import Passage
from proposalkit.testing.hallucinating import hallucinating
from proposalkit.testing.honest import honest, paraphrase, quote_of

PARAPHRASES = Path(__file__).parents[2] / "tests" / "grounding" / "paraphrases.yaml"


def verbatim_refused(passages: Sequence[Passage], rules: GroundingRules) -> Count:
    """Count the sentences of the knowledge that may not stand word for word."""
    count = Count()
    for one in passages:
        sources = _sources(one)
        blocks = tuple(DraftBlock(kind="verbatim", chunk=source.id) for source in sources)
        made = _ground(sources, blocks, rules)
        stands = {block.text for block in made}
        for source in sources:
            count.add(source.text not in stands, source.text)
    return count


def paraphrases_refused(passages: Sequence[Passage], rules: GroundingRules) -> dict[str, Count]:
    """Count the refused of the forty honest rewordings, by how much they change."""
    found: dict[str, Count] = defaultdict(Count)
    known = {one.id: one for one in passages}
    for row in yaml.safe_load(PARAPHRASES.read_text(encoding="utf-8"))["paraphrases"]:
        sources = _sources(known[row["of"]])
        folded = " ".join(row["source"].split())
        source = next(one for one in sources if one.text == folded)
        # an honest drafter gives the sentence its own leans on before it
        before = tuple(
            DraftBlock(kind="verbatim", chunk=one.id) for one in sources[: sources.index(source)]
        )
        said = DraftBlock(
            kind="prose", text=row["text"], cites=(source.id,), quote=quote_of(source.text)
        )
        made = _ground(sources, (*before, said), rules)
        found[row["how"]].add(all(one.text != row["text"] for one in made), row["text"])
    return dict(found)


def _sources(passage: Passage) -> tuple[SourceSentence, ...]:
    return tuple(
        SourceSentence(id=f"S{place}", text=text, kind="knowledge", item=passage.id)
        for place, text in enumerate(sentences(passage.text), 1)
    )


def _ground(
    sources: tuple[SourceSentence, ...], blocks: tuple[DraftBlock, ...], rules: GroundingRules
) -> tuple[DraftBlock, ...]:
    task = SectionTask(section="solution", say="x", max_words=600, sources=sources)
    made = ground_section(task, SectionReply(section="solution", blocks=blocks), rules)
    return tuple(DraftBlock(kind=one.kind, text=one.text) for one in made.blocks)


def policy_refused(trial: Trial, tasks: Sequence[SectionTask], seeds: int) -> dict[str, Count]:
    """Count the blocks of the honest model that are withheld, by kind."""
    found: dict[str, Count] = {"verbatim": Count(), "prose": Count(), "connective": Count()}
    for seed in range(seeds):
        for task in tasks:
            drafted = trial.draft(task, honest(seed))
            gone = {one.number for one in drafted.section.withheld}
            for number, block in enumerate(drafted.reply.blocks, 1):
                found[block.kind].add(number in gone, block.text or block.chunk or "")
    return found


def citations(trial: Trial, tasks: Sequence[SectionTask], seeds: int) -> tuple[Count, Count]:
    """Count wrong among the citations printed, and sentences printed without their own source.

    Why it is exact: a sentence of the final text is one of the sources or the fake model's known
    rewording of one, so its true source is known.
    """
    wrong, missing = Count(), Count()
    for seed in range(seeds):
        for task in tasks:
            for policy in (honest(seed), hallucinating(0.5, seed)):
                _count_citations(trial.draft(task, policy), wrong, missing)
    return wrong, missing


def _count_citations(drafted: Drafted, wrong: Count, missing: Count) -> None:
    for block in drafted.section.blocks:
        if block.kind == "connective":
            continue
        true = _true_sources(block.text, drafted.task)
        for cited in block.sources:
            wrong.add(cited not in true, f"{cited}: {block.text}")
        missing.add(not set(block.sources) & true, block.text)


def _true_sources(text: str, task: SectionTask) -> set[str]:
    said = _folded(text)
    return {
        one.id for one in task.sources if said in (_folded(one.text), _folded(paraphrase(one.text)))
    }


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
