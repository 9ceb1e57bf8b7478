"""Fixed sentences of the knowledge with their slots filled by typed values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from proposalkit.errors import Refused

_SLOT = re.compile(r"\{([a-z_]+)\}")


def say(wording: Mapping[str, str], key: str, **slots: str) -> str:
    """Fill one fixed sentence; raises Refused when the sentence or one of its slots is missing."""
    if key not in wording:
        raise Refused(
            f'The sentence "{key}" is not in the knowledge.',
            "Add it to knowledge/wording.yaml, or remove the overlay that lost it.",
        )
    text = wording[key]
    wanted = set(_SLOT.findall(text))
    if wanted != set(slots):
        raise Refused(
            f'The sentence "{key}" has the slots {sorted(wanted)}, not {sorted(slots)}.',
            "Put the slots back as they stand in the packaged knowledge/wording.yaml.",
        )
    return _SLOT.sub(lambda match: slots[match[1]], text)


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
