"""One block of a drafter's answer, with all that a guard may ask about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from proposalkit.grounding.alignment import Alignment
from proposalkit.grounding.lexicon import Lexicon, WordClass
from proposalkit.grounding.reading import Reading, Token, read, split_sentences
from proposalkit.model.draft import DraftBlock, SectionTask, SourceSentence
from proposalkit.model.folding import plain
from proposalkit.model.proof import FactValue


@dataclass(frozen=True)
class Claim:
    """A block with its task, the words of the lists, the facts of the clauses and what was said."""

    block: DraftBlock
    task: SectionTask
    lexicon: Lexicon
    facts: Mapping[str, FactValue]
    said: frozenset[str] = frozenset()
    before: str = ""
    """Id of the sentence on which the block before rests."""

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Give the ids the block names, each once."""
        named = (self.block.chunk,) if self.block.kind == "verbatim" else self.block.cites
        return tuple(dict.fromkeys(one for one in named if one))

    @cached_property
    def cited(self) -> tuple[SourceSentence, ...]:
        """Give the sentences the block names that the task lists, in the order named."""
        listed = {one.id: one for one in self.task.sources}
        return tuple(listed[one] for one in self.ids if one in listed)

    @cached_property
    def raw(self) -> str:
        """Give the words as the drafter wrote them; of a verbatim block those of its sentence."""
        if self.block.kind == "verbatim":
            return self.cited[0].text if self.cited else ""
        return self.block.text or ""

    @cached_property
    def text(self) -> str:
        """Give the words with plain quotes and dashes, white space folded."""
        return plain(self.raw)

    @cached_property
    def sentences(self) -> tuple[Reading, ...]:
        """Give the sentences of the block, read."""
        return tuple(read(one, self.lexicon) for one in split_sentences(self.text))

    @cached_property
    def fits(self) -> tuple[Alignment, ...]:
        """Lay each sentence beside the source that fits it best."""
        sources = self._sources
        if self.block.kind != "prose" or not sources:
            return ()
        return tuple(
            max((Alignment(one, source) for source, _ in sources), key=_fitness)
            for one in self.sentences
        )

    @cached_property
    def spoken(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give each sentence of the block with the ids of the sources it says."""
        if not self.fits:
            return ((self.text, tuple(one.id for one in self.cited)),) if self.cited else ()
        ids = {id(reading): held for reading, held in self._sources}
        return tuple((fit.claim.text, ids[id(fit.source)]) for fit in self.fits)

    @cached_property
    def rests_on(self) -> tuple[str, ...]:
        """Give the ids of the sentences that the block says."""
        return tuple(dict.fromkeys(one for _, ids in self.spoken for one in ids))

    def tokens(self, *kinds: WordClass) -> tuple[Token, ...]:
        """Give the tokens of some classes of all sentences."""
        return tuple(token for one in self.sentences for token in one.of(*kinds))

    def source_keys(self) -> frozenset[str]:
        """Give the keys of all words of the sentences that fit, or of those cited."""
        readings = [fit.source for fit in self.fits] or [one for one, _ in self._sources]
        return frozenset(token.key for one in readings for token in one.tokens)

    @cached_property
    def _sources(self) -> tuple[tuple[Reading, tuple[str, ...]], ...]:
        """Give each sentence cited, and sentences cited that follow each other as one."""
        single = [(read(one.text, self.lexicon), (one.id,)) for one in self.cited]
        place = {one.id: number for number, one in enumerate(self.task.sources)}
        joined = [
            (read(f"{one.text} {two.text}", self.lexicon), (one.id, two.id))
            for one, two in zip(self.cited, self.cited[1:], strict=False)
            if place[two.id] == place[one.id] + 1 and one.item == two.item and one.kind == two.kind
        ]
        return (*single, *joined)


def _fitness(fit: Alignment) -> float:
    """Rank by how much of both, sentence and source, is in both."""
    words = len(fit.claim.bearing) + len(fit.source.bearing)
    return 2 * len(fit.pairs) / words if words else 0.0


def quoted(words: Collection[str]) -> str:
    """Put words into quotes, each once."""
    return ", ".join(f'"{one}"' for one in dict.fromkeys(words))
