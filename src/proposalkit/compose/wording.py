"""Fixed sentences of the knowledge with their slots filled by typed values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding

_SLOT = re.compile(r"\{([a-z_]+)\}")


def say(wording: Mapping[str, str], key: str, **slots: str) -> str:
    """Fill one fixed sentence; raises InputRefused when it or one of its slots is missing."""
    if key not in wording:
        raise _refused(
            key,
            f'The sentence "{key}" is not in the knowledge.',
            "Add it to wording.yaml, or remove the workspace's own file that lost it.",
        )
    text = wording[key]
    there = set(_SLOT.findall(text))
    if there != set(slots):
        needed = join_words([f"{{{one}}}" for one in sorted(slots)]) or "no slot"
        raise _refused(
            key,
            f'The sentence "{key}" has other slots than the program fills.',
            f"Write it with {needed}, each as it stands here.",
        )
    return _SLOT.sub(lambda match: slots[match[1]], text)


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _refused(key: str, message: str, remedy: str) -> InputRefused:
    return InputRefused(
        [Finding(id="bad-wording", where=f"wording.{key}", message=message, remedy=remedy)]
    )
