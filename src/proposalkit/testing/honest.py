"""The honest policy: it writes as a good account executive would, and adds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from proposalkit.testing.answers import Block, Policy, Reply, blocks_text, connective, prose
from proposalkit.testing.answers import verbatim as word_for_word
from proposalkit.testing.asked import Asked, Sentence, Task

BRIDGES = (
    "This is how it works in daily use.",
    "The next point follows from that.",
    "Here is what that means for {{buyer.name}}.",
    "It helps to see the parts one by one.",
    "That leaves the practical side.",
)
SAME_SENSE = (
    (r"\bfor example\b", "for instance"),
    (r"\bin order to\b", "to"),
    (r"\bso that\b", "so"),
    (r"\beach\b(?! (?:on|of|other)\b)", "every"),
    (r"\bbecause\b", "since"),
    (r"\bon its own\b", "by itself"),
    (r"\bthat is why\b", "for that reason"),
    (r"\bbegins\b", "starts"),
    (r"\bdo not\b", "don't"),
    (r"\bdoes not\b", "doesn't"),
    (r"\bcannot\b", "can not"),
)
"""Pairs that say the same in any sentence we know of; the measure of refused honest text."""
_WORDS_OF_A_QUOTE = 8
NOTHING = '{"blocks": []}'


def honest(seed: int = 0, own_words: float = 0.4) -> Policy:
    """Give a policy that orders the sources, rewrites some lightly and joins them with bridges."""

    def answer(asked: Asked) -> Reply:
        task = asked.task
        if task is None:
            return Reply(content=NOTHING)
        random = Random(f"{seed}:{asked.digest}")
        return Reply(content=blocks_text(_blocks(task, random, own_words)))

    return answer


def _blocks(task: Task, random: Random, own_words: float) -> Iterator[Block]:
    left = task.max_words
    for place, source in enumerate(_told(task)):
        left -= len(source.text.split())
        if left < 0:
            return
        if place and place % 3 == 0 and left > 20:
            bridge = _bridge(task, random)
            left -= len(bridge.split())
            yield connective(bridge)
        rewritten = paraphrase(source.text) if random.random() < own_words else source.text
        yield (
            word_for_word(source.id)
            if rewritten == source.text
            else prose(rewritten, [source.id], quote_of(source.text))
        )


def _told(task: Task) -> tuple[Sentence, ...]:
    """Give what is told: what proves something, and the buyer's own words where it is its need."""
    return task.sources if task.section == "need" else task.evidence


def _bridge(task: Task, random: Random) -> str:
    allowed = [one for one in BRIDGES if "{{" not in one or "buyer.name" in task.slots]
    return random.choice(allowed)


def paraphrase(text: str) -> str:
    """Say a sentence in other words of the same sense; the sentence itself when none is known."""
    for pattern, other in SAME_SENSE:
        text = re.sub(pattern, other, text, count=1, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


def quote_of(text: str) -> str:
    """Copy the first words of a sentence, as a quote has to be: literally."""
    found = re.match(rf"\s*(?:\S+\s+){{0,{_WORDS_OF_A_QUOTE - 1}}}\S+", text)
    return found.group().strip() if found else text
