"""Names in a sentence: of a system or a person, behind the words of a cue or before them."""

from __future__ import annotations

import re

from proposalkit.model.intake_rules import ValueKind

_WORD = r"[A-Z\u00c0-\u00de][\w&./'-]*"
_THING = rf"{_WORD}(?: (?:{_WORD}|[a-z]+[A-Z]\w*|\d[\w./]*)){{0,4}}"
_PERSON = rf"{_WORD}(?: (?:{_WORD}|van|von|de|der|den|la)){{0,3}} {_WORD}"
_LINK = r"(?:called |named |in |on |the |our |their |is |a |an )*"
_CLOSE = re.compile(rf"\s*{_LINK}(?P<name>{_THING})")
_KIND = r"(?:[a-z]+ ){0,2}(?:system|tool|platform|software|application|suite|database|register)"
_OF_A_KIND = re.compile(rf"\s*{_LINK}{_KIND} (?P<name>{_THING})")
_SORT = r"(?: (?:system|tool|platform|software|application|suite))?"
_BEFORE = re.compile(rf"(?P<name>{_THING}){_SORT}(?:,? (?:which|that|also|still))*,? ?$")
_TITLE = r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?"
_PERSON_AFTER = re.compile(
    rf"(?:[^.;:?]{{0,60}}?(?:\b(?:is|will be|being|to|contact)\b|[:,(]))?\s?{_TITLE}"
    rf"(?P<name>{_PERSON})(?:,\s*(?P<role>[^.,;()]{{3,80}}?)\s*(?=$|[.,;(]))?"
)
_PERSON_NEXT = re.compile(
    rf"\s?{_TITLE}(?P<name>{_PERSON})(?:,\s*(?P<role>[^.,;()]{{3,80}}?)\s*(?=$|[.,;(]))?"
)
_NAMING = re.compile(r"\b(?:is|be|to|contact)$")
"""What a cue ends with when the name follows at once."""
_PERSON_BEFORE = re.compile(
    rf"(?:(?:[Oo]ur|[Tt]he) (?P<role>[a-z][a-z ]{{3,60}}),? )?(?P<name>{_PERSON}),? ?$"
)
_STARTERS = frozenset(
    {"The", "Our", "We", "It", "This", "That", "All", "Each", "In", "On", "A", "An", "You", "I",
     "Everything", "Whatever", "And", "But", "So"}
)  # fmt: skip


def name_after(kind: ValueKind, sentence: str, at: int) -> str | None:
    """Give the name, or the role of a person, that stands behind a place of a sentence."""
    if kind in ("person_name", "person_role"):
        follows = _PERSON_NEXT.match(sentence, at) if _NAMING.search(sentence[:at]) else None
        found = follows or _PERSON_AFTER.match(sentence, at)
        part = "name" if kind == "person_name" else "role"
        return _bare(found[part]) if found and found[part] else None
    found = _OF_A_KIND.match(sentence, at) or _CLOSE.match(sentence, at)
    return _bare(found["name"]) if found else None


def name_before(kind: ValueKind, sentence: str, at: int) -> str | None:
    """Give the name, or the role of a person, that ends right before a place of a sentence."""
    of_person = kind in ("person_name", "person_role")
    found = (_PERSON_BEFORE if of_person else _BEFORE).search(sentence[:at])
    part = "role" if kind == "person_role" else "name"
    return _bare(found[part]) if found and found[part] else None


def _bare(name: str) -> str | None:
    """Take the first word of a sentence and the marks off a name; None when nothing is left."""
    words = name.strip(" ,").rstrip(".").split()
    while words and words[0] in _STARTERS:
        words = words[1:]
    return " ".join(words) or None
