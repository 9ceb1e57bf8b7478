"""Every sentence with one word more, one less, one other, or two in another order: all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.drafting.corpus import sentences
from benchmarks.drafting.counts import Count, as_table, percent
from proposalkit.grounding.section import ground_section
from proposalkit.model.draft import DraftBlock, SectionReply, SectionTask, SourceSentence
from proposalkit.model.grounding import GroundingRules
from proposalkit.model.knowledge import Passage
from proposalkit.testing.honest import quote_of

TURNING = ("not", "never", "no", "only", "all", "always", "every", "will", "must", "may", "before",
           "after", "without", "unless", "more", "less", "if", "or")  # fmt: skip
"""Words that turn a sentence around, wherever they are put in."""
_SMALL_WORDS = 6


class Edit(NamedTuple):
    """One edit of a sentence: its kind, the word it is about, and the sentence after it."""

    kind: str
    word: str
    text: str


def edits(text: str, rules: GroundingRules) -> Iterator[Edit]:
    """Give the sentence after every single edit; of the small words six take part."""
    words = text.split()
    every = sorted({*rules.empty_words, *rules.free_words} - set(TURNING))
    small = Random(text).sample(every, _SMALL_WORDS)  # all of them would take minutes
    for place, word in enumerate(words):
        left = [*words[:place], *words[place + 1 :]]
        yield Edit("one word left out", _bare(word), _sentence(left))
        if place + 1 < len(words):
            turned = [*words[:place], words[place + 1], word, *words[place + 2 :]]
            yield Edit("two words turned", _bare(word), _sentence(turned))
            if word[-1].isalnum():
                comma = [*words[:place], f"{word},", *words[place + 1 :]]
                yield Edit("a comma put in", ",", _sentence(comma))
        for kind, table in (("a turning word put in", TURNING), ("a small word put in", small)):
            for new in table:
                yield Edit(kind, new, _sentence([*words[:place], new, *words[place:]]))


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    text = text if text.endswith((".", "?", "!")) else text.rstrip(",;:") + "."
    return text[:1].upper() + text[1:]


def _bare(word: str) -> str:
    return re.sub(r"[^\w'-]", "", word).lower()


def try_all(found: Sequence[Passage], rules: GroundingRules) -> Iterator[tuple[Edit, bool]]:
    """Hold every edit of every sentence against the checks; whether it may stand.

    Why not over the wire: there are thirty thousand, and the wire changes no word of them.
    """
    for one in found:
        sources = tuple(
            SourceSentence(id=f"S{place}", text=text, kind="knowledge", item=one.id)
            for place, text in enumerate(sentences(one.text), 1)
        )
        task = SectionTask(section="solution", say="x", max_words=600, sources=sources)
        for place, source in enumerate(sources):
            before = [DraftBlock(kind="verbatim", chunk=each.id) for each in sources[:place]]
            for edit in edits(source.text, rules):
                if edit.text != source.text:
                    yield edit, _stands(task, before, source, edit.text, rules)


def _stands(
    task: SectionTask,
    before: Sequence[DraftBlock],
    source: SourceSentence,
    text: str,
    rules: GroundingRules,
) -> bool:
    said = DraftBlock(kind="prose", text=text, cites=(source.id,), quote=quote_of(source.text))
    reply = SectionReply(section=task.section, blocks=(*before, said))
    made = ground_section(task, reply, rules)
    return any(block.kind == "prose" for block in made.blocks)


def neighbour_tables(found: Sequence[Passage], rules: GroundingRules) -> Iterator[str]:
    """Write how many edits of each kind may stand, and which words they are about."""
    counts: dict[str, Count] = {}
    words: dict[str, Counter[str]] = {}
    for edit, stands in try_all(found, rules):
        counts.setdefault(edit.kind, Count()).add(stands, edit.text)
        words.setdefault(edit.kind, Counter())[edit.word] += stands
    rows = [
        [kind, *one.row(), percent(one.share), _most(words[kind])] for kind, one in counts.items()
    ]
    head = ["edit", "n", "may stand", "95 % upper bound", "share", "most of them"]
    yield as_table(head, rows)


def _most(words: Counter[str]) -> str:
    return ", ".join(f"{word} {count}" for word, count in words.most_common(8) if count)
