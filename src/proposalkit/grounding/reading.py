"""Reads a sentence into tokens, each of one class, so that each guard judges its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from proposalkit.grounding.lexicon import Lexicon, WordClass
from proposalkit.model.atoms import Atom, read_atoms
from proposalkit.model.folding import plain
from proposalkit.model.slot_text import SLOT

_WORD = re.compile(r"\{\{[a-z_.]+\}\}|[^\W\d_]+(?:'[^\W\d_]+)?")
_END = re.compile(r"[.!?;]['\")]*\s+(?=\S)")
_ENDINGS = {"n't": "not", "'ll": "will", "'d": "would"}
_ODD = {"can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"),
        "cannot": ("can", "not")}  # fmt: skip

BEARING: frozenset[WordClass] = frozenset(("content", "commitment", "puffery", "name", "party"))
"""Classes whose words are laid beside those of the source."""


class Token(NamedTuple):
    """One word, turn, value or slot of a sentence."""

    kind: WordClass
    key: str
    text: str
    role: bool = False


class Reading(NamedTuple):
    """A sentence with its tokens."""

    text: str
    tokens: tuple[Token, ...]

    def of(self, *kinds: WordClass) -> tuple[Token, ...]:
        """Give the tokens of some classes, in order."""
        return tuple(one for one in self.tokens if one.kind in kinds)

    @property
    def bearing(self) -> tuple[Token, ...]:
        """Give the tokens that are laid beside those of the source."""
        return tuple(one for one in self.tokens if one.kind in BEARING)


class _Piece(NamedTuple):
    start: int
    end: int
    word: str
    shown: str


def split_sentences(text: str) -> tuple[str, ...]:
    """Split at full stops, question marks and semicolons; each part has to be proven by itself."""
    parts, start = [], 0
    for end in _END.finditer(text):
        if text[end.start()] != ";":
            parts.append(text[start : end.end()].strip())
            start = end.end()
    return (*parts, text[start:]) if text[start:] else tuple(parts)


def joining_words(reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the small words that join; "an order of their own" and "their own order" have none."""
    pairs = zip(reading.tokens, (*reading.tokens[1:], None), strict=True)
    return tuple(
        one.text.lower()
        for one, then in pairs
        if one.kind == "empty"
        and one.text.lower() in lexicon.rules.joining_words
        and not (then and then.kind == "kept" and then.text.endswith(" own"))
    )


@lru_cache(maxsize=4096)
def read(text: str, lexicon: Lexicon) -> Reading:
    """Read one sentence; the same sentence is read once."""
    folded = plain(text)
    return Reading(folded, tuple(_linked(_tokens(folded, lexicon), lexicon)))


def _linked(tokens: Iterable[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Add to each role the small word before it: "to a person" and "a person" are not one."""
    link = ""
    for token in tokens:
        if token.role:
            yield token._replace(key=f"{link} {token.key}".strip())
        else:
            yield token
        if token.kind not in ("empty", "kept"):
            link = ""
        elif token.text.lower() in lexicon.linking:
            link = token.text.lower()


def _tokens(text: str, lexicon: Lexicon) -> Iterator[Token]:
    pieces = tuple(_pieces(text))
    words = tuple(one.word for one in pieces)
    turns = _turns(words, lexicon)
    covered = {
        number for start, (length, _) in turns.items() for number in range(start, start + length)
    }
    atoms = list(_free_atoms(text, pieces, covered))
    at = 0
    while at < len(pieces):
        if atoms and atoms[0].start <= pieces[at].start:
            found = atoms.pop(0)
            yield _atom(found, text)
            while at < len(pieces) and pieces[at].start < found.end:
                at += 1
        elif at in turns:
            length, token = turns[at]
            yield token
            at += length
        else:
            yield _single(pieces, at, lexicon, first=at == 0)
            at += 1
    yield from (_atom(one, text) for one in atoms)


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _WORD.finditer(text):
        shown = match[0]
        word = shown.lower()
        for part in _ODD.get(word) or _parts(word):
            yield _Piece(match.start(), match.end(), part, shown)


def _parts(word: str) -> tuple[str, ...]:
    for ending, meant in _ENDINGS.items():
        if word.endswith(ending):
            return word.removesuffix(ending), meant
    return (word.partition("'")[0],)


def _turns(words: tuple[str, ...], lexicon: Lexicon) -> dict[int, tuple[int, Token]]:
    found: dict[int, tuple[int, Token]] = {}
    at = 0
    while at < len(words):
        entry = lexicon.turn_at(words, at)
        if entry is not None:
            shown = " ".join(words[at : at + len(entry.words)])
            found[at] = len(entry.words), Token(entry.kind, entry.key, shown, entry.role)
        at += len(entry.words) if entry else 1
    return found


def _free_atoms(text: str, pieces: tuple[_Piece, ...], covered: set[int]) -> Iterator[Atom]:
    """Give the atoms that are not words of a turn; one with a digit always stays a value."""
    spans = [(pieces[number].start, pieces[number].end) for number in sorted(covered)]
    blank = SLOT.sub(lambda slot: "\x00" * len(slot[0]), text)
    for atom in read_atoms(blank):
        digit = any(sign.isdigit() for sign in text[atom.start : atom.end])
        if digit or not any(start < atom.end and atom.start < end for start, end in spans):
            yield atom


def _atom(atom: Atom, text: str) -> Token:
    return Token("atom", f"{atom.kind} {atom.value}", text[atom.start : atom.end])


def _single(pieces: tuple[_Piece, ...], at: int, lexicon: Lexicon, *, first: bool) -> Token:
    piece = pieces[at]
    slot = SLOT.fullmatch(piece.shown)
    if slot is not None:
        return _slot(slot[1], lexicon)
    if piece.shown.partition("'")[0] in lexicon.parties:
        return Token("party", piece.word, piece.shown)
    entry = lexicon.single(piece.word)
    if entry.key == lexicon.buyer and _adds_nothing(pieces, at, lexicon):
        return Token("empty", entry.key, piece.shown)
    kind = entry.kind
    if kind == "content" and not first and piece.shown[:1].isupper():
        kind = "name"
    return Token(kind, entry.key, piece.shown, entry.role)


def _slot(name: str, lexicon: Lexicon) -> Token:
    word = lexicon.party_slots.get(name)
    shown = f"{{{{{name}}}}}"
    if word is None:
        return Token("atom", shown, shown)
    entry = lexicon.single(word)
    return Token(entry.kind, entry.key, shown, entry.role)


def _adds_nothing(pieces: tuple[_Piece, ...], at: int, lexicon: Lexicon) -> bool:
    """Say whether "your" or "the buyer's" stands before what is the buyer's anyway."""
    owns = pieces[at].shown.endswith("'s") or pieces[at].word == "your"
    return owns and at + 1 < len(pieces) and pieces[at + 1].word in lexicon.buyers_own
