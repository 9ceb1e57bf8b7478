"""What a search works on and what it gives back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from proposalkit.model.base import Model
from proposalkit.model.fields import Audience, Day, given

SearchMode = Literal["hybrid", "lexical"]


class SearchUnit(Model):
    """One unit of the knowledge: it is found, ranked and quoted as a whole entry."""

    id: Annotated[str, given("Kind and name, such as `clause/liability-cap`; unique.")]
    kind: Annotated[str, given("clause, motion, guidance or passage; free in a collection.")]
    title: str
    breadcrumb: Annotated[tuple[str, ...], given("Kind, family and title, in words.")] = ()
    text: Annotated[str, given("The text that may be quoted word for word.")]
    words: Annotated[
        str, given("Words that help to find it: questions it answers, synonyms; never quoted.")
    ] = ""
    family: str | None = None
    regions: Annotated[tuple[str, ...], given("Regions it holds in; none means all.")] = ()
    sectors: Annotated[tuple[str, ...], given("Sectors it holds in; none means all.")] = ()
    stages: Annotated[tuple[str, ...], given("Buyer stages it is for; none means all.")] = ()
    audience: Audience = "buyer"
    version: str = "1"
    source: str = ""
    as_of: Day | None = None
    review_by: Day | None = None
    file: str = ""
    line: int = 1

    @property
    def indexed(self) -> str:
        """Give the text the index reads: breadcrumb, helping words, body."""
        crumb = " > ".join((*self.breadcrumb,) or (self.title,))
        return "\n".join(part for part in (f"{crumb}.", self.words, self.text) if part)


class SearchFilter(Model):
    """Which units may be found; an empty field lets all through."""

    kinds: tuple[str, ...] = ()
    family: str | None = None
    region: str | None = None
    within: Annotated[
        tuple[str, ...], given("Wider regions the region lies in; what holds there holds too.")
    ] = ()
    sector: str | None = None
    stage: str | None = None
    audience: Audience | None = None
    fresh_on: Annotated[
        Day | None, given("Leave out units whose review day lies before this day.")
    ] = None


class Found(Model):
    """One unit found, with what speaks for it."""

    rank: Annotated[int, given("1 is best.")]
    unit_id: str
    kind: str
    title: str
    version: str
    family: str | None = None
    span: Annotated[str, given("The best one or two sentences, word for word.")]
    sha256: Annotated[str, given("Digest of the unit's text.")]
    score: Annotated[float, given("Fused score, 0 to 1.")]
    lexical_rank: Annotated[int | None, given("Rank by words alone; none when no word met.")]
    lexical_score: float
    dense_rank: Annotated[int | None, given("Rank by meaning alone; none in lexical mode.")] = None
    cosine: float | None = None
    matched: Annotated[tuple[str, ...], given("Words of the query that stand in the unit.")] = ()
    why: Annotated[str, given("One sentence: why it was found.")]
    audience: Audience
    source: str
    review_by: Day | None = None
    file: str = ""
    line: int = 1


class SearchAnswer(Model):
    """What one query gave."""

    query: str
    mode: SearchMode
    notes: Annotated[tuple[str, ...], given("What could not be used, and what was done.")] = ()
    fingerprint: Annotated[str, given("Embedding model, quantisation, CPU class.")] = ""
    generation: Annotated[str, given("Name of the index generation; empty without one.")] = ""
    needs_review: Annotated[bool, given("True when nothing found surely answers.")] = False
    review_reason: str = ""
    found: Annotated[tuple[Found, ...], Field(default=())]
