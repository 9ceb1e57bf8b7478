"""What each requirement of the brief asks, by the topics of the knowledge; no model takes part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from proposalkit.errors import InputRefused
from proposalkit.model.base import Model
from proposalkit.model.brief_requirements import RequirementIn
from proposalkit.model.finding import Finding
from proposalkit.model.phrases import Lexicon, Span, Token, tokens_of
from proposalkit.model.places import BLOCS, place_name
from proposalkit.model.policy import Requirement, ResidencyAsked
from proposalkit.model.requirement_topics import (
    ReadRequirement,
    RequirementTopic,
    RequirementTopics,
    TopicAsk,
)
from proposalkit.plan.requirement_sought import Limit, accounted, is_sought, size_of, sought_of
from proposalkit.plan.requirement_words import Reader, places_in

_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\s*[\n\r•]+\s*|\s[\u2013\u2014]\s")


def read_requirements(
    requirements: Sequence[RequirementIn], book: RequirementTopics, blocs: Collection[str]
) -> tuple[ReadRequirement, ...]:
    """Say for each requirement what it asks; raises InputRefused for a topic that is not there.

    `blocs` are the countries that belong to a bloc: to rule one of them out says nothing certain
    of a place given as a bloc.
    """
    known = [one.id for one in book.topics]
    refused = [
        _unknown_topic(number, one.topic, known)
        for number, one in enumerate(requirements)
        if one.topic is not None and one.topic not in known
    ]
    if refused:
        raise InputRefused(refused)
    words = _Words(book, blocs)
    return tuple(_read(one, words) for one in requirements)


class _Read(NamedTuple):
    """What one topic asks in one part of a requirement, and the words it accounts for."""

    ask: TopicAsk
    own: Lexicon
    figures: set[int]
    """Places of the figures and names of places it has read."""


@dataclass(frozen=True)
class _TopicWords:
    topic: RequirementTopic
    words: tuple[Lexicon, ...]
    unless: Lexicon
    also: Lexicon
    own: Lexicon
    later: Lexicon


class _Words:
    """The words of a book of topics, made ready for matching once."""

    def __init__(self, book: RequirementTopics, blocs: Collection[str]) -> None:
        self.reader = Reader(book)
        self.apart = frozenset(one for one in book.places if one not in {*blocs, *BLOCS})
        self.plain = Lexicon(book.plain)
        self.permits, self.ours = Lexicon(book.permits), Lexicon(book.ours)
        self.inside, self.outside = Lexicon(book.inside), Lexicon(book.outside)
        self.places: Mapping[str, Lexicon] = {
            code: Lexicon(names) for code, names in book.places.items()
        }
        opens = "|".join(re.escape(one) for one in book.opens)
        self.joint = re.compile(rf",?\s+(?:and|but)\s+(?=(?:{opens})\b)", re.IGNORECASE)
        self.topics = tuple(
            _TopicWords(
                one,
                tuple(Lexicon(group) for group in one.words),
                Lexicon(one.unless),
                Lexicon(one.also),
                Lexicon((*one.also, *(word for group in one.words for word in group))),
                Lexicon(one.later.words if one.later else ()),
            )
            for one in book.topics
        )

    def common(self, tokens: Sequence[Token]) -> set[int]:
        """Give the places of words that ask for nothing by themselves in any requirement."""
        reader = self.reader
        known = self.plain.covered(tokens) | reader.negations(tokens) | reader.turning(tokens)
        for lexicon in (self.inside, self.outside):
            known |= lexicon.covered(tokens)
        sides = (span for span, _ in reader.limits(tokens))
        return known | {place for start, end in sides for place in range(start, end)}

    def parts(self, text: str) -> Iterator[tuple[Token, ...]]:
        """Part a requirement where another thing asked begins."""
        for sentence in _SENTENCE.split(text):
            for part in self.joint.split(sentence):
                if tokens := tokens_of(part):
                    yield tokens


def _read(requirement: RequirementIn, words: _Words) -> ReadRequirement:
    named = requirement.topic
    topics = [one for one in words.topics if named in (None, one.topic.id)]
    found: list[_Read] = []
    left: list[tuple[Sequence[Token], set[int]]] = []
    for tokens in words.parts(requirement.text):
        here = [
            read
            for one in topics
            if (read := _match(one, tokens, words, asked=named is not None)) is not None
        ]
        found += here
        sure = [one for one in here if not one.ask.tentative]
        left.append((tokens, {place for one in sure for place in one.figures}))
    own = [one.own for one in found if not one.ask.tentative]
    rest = (word for tokens, known in left for word in _left_over(tokens, known, own, words))
    return ReadRequirement(_each_once(found), tuple(dict.fromkeys(rest)))


def _match(
    one: _TopicWords, tokens: Sequence[Token], words: _Words, *, asked: bool
) -> _Read | None:
    """Read what a topic asks in these words; None when they are not about it."""
    topic, reader = one.topic, words.reader
    about = all(group.spans(tokens) for group in one.words) and not one.unless.spans(tokens)
    if not about and not asked:
        return None
    negated = bool(reader.negations(tokens))
    told = topic.residency is not None or topic.negated == "either"
    turned = not told and negated != (topic.negated == "needed")
    if turned and not asked:
        return None
    if topic.residency is not None:
        return _residency(one, tokens, words, negated)
    (strict, mild), figures, unsure = _limits(topic, tokens, reader)
    if strict is None and (topic.price or (topic.tentative and topic.reads)):
        return None
    loosely = _ask(topic, mild) if mild != strict else None
    later = topic.later if one.later.spans(tokens) else None
    unsure = unsure or turned or topic.only_partly or _is_of_another(one, tokens, words, negated)
    shares = [one.span for one in reader.figures(tokens) if one.unit == "percent"]
    named_not = figures | {n for span in shares for n in range(*span)}
    places = _name_places(one, tokens, words, named_not) if topic.names != "never" else ()
    if topic.names == "needed" and not places:
        return None
    ask = TopicAsk(
        topic.id,
        _ask(topic, strict),
        loosely,
        later.fact if later else None,
        unsure or (strict is None and topic.reads is not None and topic.reads.bare == "unsure"),
        tuple(tokens[place].raw for place in places),
        topic.names == "each",
        sought_of(topic, strict, mild, reader.figures(tokens)),
        topic.tentative,
        accounted(tokens, named_not | set(places), one.own) if topic.tentative else (),
        topic.months,
    )
    return _Read(ask, one.own, figures | set(places))


def _is_of_another(one: _TopicWords, tokens: Sequence[Token], words: _Words, negated: bool) -> bool:
    """Say whether it allows the seller a thing, or puts on the buyer what the topic does not."""
    if one.topic.says is None:
        return False
    own = one.own.covered(tokens)
    allowed = not negated and any(
        not own.issuperset(range(*span)) for span in words.permits.spans(tokens)
    )
    return allowed or any(not own & set(range(*span)) for span in words.ours.spans(tokens))


def _name_places(
    one: _TopicWords, tokens: Sequence[Token], words: _Words, figures: set[int]
) -> tuple[int, ...]:
    """Give the places of the words by which a requirement names what it is about."""
    known = figures | one.also.covered(tokens) | words.common(tokens)
    return tuple(place for place in range(len(tokens)) if place not in known)


def _limits(
    topic: RequirementTopic, tokens: Sequence[Token], reader: Reader
) -> tuple[tuple[Limit, Limit], set[int], bool]:
    """Give the strict and the mild limit, the places of its figure, and whether it is unsure."""
    nothing: tuple[Limit, Limit] = (None, None)
    reads = topic.reads
    if reads is None:
        return nothing, set(), False
    fits = [(one, bounds) for one in reader.figures(tokens) if (bounds := one.in_unit(reads.unit))]
    if len({bounds for _, bounds in fits}) != 1:
        return nothing, set(), bool(fits)
    figure, (least, most) = fits[0]
    places = {place for one, _ in fits for place in range(*one.span)}
    side = reads.limit if reads.side == "ignored" else reader.side_of(figure, tokens)
    if side != reads.limit and (side is not None or reads.side == "needed"):
        return nothing, places, True
    first, second = (least, most) if reads.limit == "at_most" else (most, least)
    return (
        (
            (reads.limit, size_of(topic, figure, first)),
            (reads.limit, size_of(topic, figure, second)),
        ),
        places,
        False,
    )


def _ask(topic: RequirementTopic, limit: Limit) -> Requirement:
    """Write what a topic asks, with the limit that was read, as a policy asks it."""
    row: dict[str, object] = {"id": topic.id, "what": topic.about}
    if topic.says is not None:
        named = tuple(dict.fromkeys(one.clause for one in topic.says))
        return Requirement.model_validate(row | {"clause": {"any_of": named}})
    if topic.level is not None:
        return Requirement.model_validate(row | {"value": {"path": "service_levels.metric"}})
    limit = None if is_sought(topic) else limit
    if topic.price is not None and limit is not None:
        currency, amount = limit[1].split()
        row["price"] = {"currency": currency, f"{topic.price}_at_most": amount}
    for name in ("fact", "outcome", "value"):
        asked: Model | None = getattr(topic, name)
        if asked is not None:
            row[name] = asked.model_copy(update=dict([limit])) if limit else asked
    row |= {"clause": topic.clause, "evidence": topic.evidence}
    return Requirement.model_validate(row)


def _residency(
    one: _TopicWords, tokens: Sequence[Token], words: _Words, negated: bool
) -> _Read | None:
    """Ask for the places named, or for none of those ruled out; without a place for nothing."""
    named = tuple(places_in(tokens, words.places))
    if not named:
        return None
    topic = one.topic
    inside = _leads_to(words.inside, tokens, named)
    outside = _leads_to(words.outside, tokens, named)
    codes = tuple(dict.fromkeys(code for code, _ in named))
    figures = {place for _, span in named for place in range(*span)}

    def ask(bound: bool) -> Requirement:
        asked = ResidencyAsked(what=topic.residency, within=codes, bound_by_clause=bound)
        return Requirement(id=topic.id, what=topic.about, residency=asked)

    if outside if negated else inside and not outside:
        return _Read(TopicAsk(topic.id, ask(True), ask(False)), one.own, figures)
    ruled_out = negated and inside and not outside and words.apart.issuperset(codes)
    limits = {"is_not": [place_name(code) for code in codes]} if ruled_out else {}
    fact = {"id": topic.states, **limits}
    stated = Requirement.model_validate({"id": topic.id, "what": topic.about, "fact": fact})
    return _Read(TopicAsk(topic.id, stated, unsure=not ruled_out), one.own, figures)


def _leads_to(lexicon: Lexicon, tokens: Sequence[Token], named: Sequence[tuple[str, Span]]) -> bool:
    """Say whether such a word stands shortly before a place."""
    ends = [end for _, end in lexicon.spans(tokens)]
    return any(0 <= span[0] - end <= 2 for _, span in named for end in ends)


def _left_over(
    tokens: Sequence[Token], read: set[int], own: Sequence[Lexicon], words: _Words
) -> Iterator[str]:
    """Give the words that no topic and no common word accounts for."""
    known = read | words.common(tokens)
    for lexicon in own:
        known |= lexicon.covered(tokens)
    yield from (one.raw for place, one in enumerate(tokens) if place not in known)


def _each_once(reads: Sequence[_Read]) -> tuple[TopicAsk, ...]:
    """Keep each ask once; one without a figure gives way to one of its topic with a figure."""
    limited = {one.ask.topic for one in reads if one.figures}
    kept = (one.ask for one in reads if one.figures or one.ask.topic not in limited)
    return tuple(dict.fromkeys(kept))


def _unknown_topic(number: int, topic: str, known: Sequence[str]) -> Finding:
    near = get_close_matches(topic, known, 1)
    return Finding(
        id="unknown-topic",
        where=f"requirements.{number}.topic",
        message=f'"{topic}" is not a topic of requirement-topics.yaml.',
        remedy=f'Did you mean "{near[0]}"?' if near else "Leave it out, or add the topic there.",
    )
