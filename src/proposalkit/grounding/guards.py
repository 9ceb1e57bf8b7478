"""The guards: each judges one thing of a block and says why the block may not stand.

Each word has one class, and each class one guard, so that no guard hides behind another: a test
switches each off in turn and shows what then gets through.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import NamedTuple

from proposalkit.grounding.claim import Claim, quoted
from proposalkit.grounding.contradictions import begins, contradicted
from proposalkit.grounding.leaning import leaning_start, sentence_before
from proposalkit.grounding.lexicon import Lexicon, WordClass
from proposalkit.grounding.reading import Token
from proposalkit.grounding.shades import comma, joint_lost, left_out_or_added, one_or_many
from proposalkit.model.folding import plain, unseen
from proposalkit.model.slot_text import SLOT, slots_of

LEANING = "leans-on-sentence-before"
"""The guard that asks for the sentence before; its refusal is about the place, not the words."""

Kinds = tuple[str, ...]
_ALL: Kinds = ("verbatim", "prose", "connective")
_WRITTEN: Kinds = ("prose", "connective")
_SAID: Kinds = ("verbatim", "prose")


class Guard(NamedTuple):
    """A guard: its id, the kinds of blocks it judges, and the function that says what is wrong."""

    id: str
    kinds: Kinds
    judge: Callable[[Claim], str | None]


class Refusal(NamedTuple):
    """Which guard refused a block, and why."""

    rule: str
    why: str


def first_refusal(claim: Claim, without: Collection[str] = ()) -> Refusal | None:
    """Ask the guards in order; None when the block may stand. `without` is for tests alone."""
    for guard in GUARDS:
        if claim.block.kind in guard.kinds and guard.id not in without:
            why = guard.judge(claim)
            if why is not None:
                return Refusal(guard.id, why)
    return None


def _unlisted(claim: Claim) -> str | None:
    if claim.block.kind == "connective":
        return f"A connective cites nothing, this one {quoted(claim.ids)}." if claim.ids else None
    if not claim.ids:
        return "The block names no sentence it rests on."
    listed = {one.id for one in claim.task.sources}
    foreign = [one for one in claim.ids if one not in listed]
    return f"{quoted(foreign)} is not among the sentences of the section." if foreign else None


def _wordless(claim: Claim) -> str | None:
    return None if any(sign.isalpha() for sign in claim.text) else "The block has no words."


def _signs(claim: Claim) -> str | None:
    hidden = unseen(claim.raw)
    if hidden:
        return f"The text has characters nobody sees: {', '.join(map(_code, hidden))}."
    plain_signs = claim.lexicon.rules.plain_signs
    held = "".join(one.text for one in claim.cited)
    odd = {
        sign
        for sign in SLOT.sub("", claim.text)
        if not (sign.isalnum() or sign == " " or sign in plain_signs or sign in held)
    }
    return f"The text has the signs {quoted(sorted(odd))}." if odd else None


def _slots(claim: Claim) -> str | None:
    allowed = {one.name for one in claim.task.slots}
    foreign = [one for one in slots_of(claim.text) if one not in allowed]
    return f"{quoted(foreign)} is not a slot of the section." if foreign else None


def _party(claim: Claim) -> str | None:
    lowered = claim.text.lower()
    named = [one.text for one in claim.tokens("party")]
    named += [one for one in claim.lexicon.full_names if one in lowered]
    return f"{quoted(named)} names a party; only a slot may." if named else None


def _fence(claim: Claim) -> str | None:
    for fence in claim.lexicon.rules.fences:
        word = begins(fence.words, claim.text)
        if word is not None:
            return f'"{word}" touches {fence.topic}, on which only clause "{fence.clause}" speaks.'
    return None


def _hearsay(claim: Claim) -> str | None:
    hearsay = [one.id for one in claim.cited if one.kind == "quoted"]
    return f"{quoted(hearsay)} is what the buyer wrote, which proves nothing." if hearsay else None


def _quote(claim: Claim) -> str | None:
    quote = plain(claim.block.quote or "")
    if len(quote.split()) < claim.lexicon.rules.limits.quote_words:
        return f'The quote "{quote}" is too short.'
    if claim.cited and quote.lower() not in plain(claim.cited[0].text).lower():
        return f'"{quote}" does not stand in "{claim.cited[0].id}".'
    return None


def _foreign(kind: WordClass, what: str) -> Callable[[Claim], str | None]:
    """Make a guard that refuses words of a class that no fitting source has."""

    def judge(claim: Claim) -> str | None:
        held = claim.source_keys()
        foreign = [one for one in claim.tokens(kind) if one.key not in held]
        return f"{_words(foreign)} {what} that the source does not have." if foreign else None

    return judge


def _misplaced(kind: WordClass, what: str) -> Callable[[Claim], str | None]:
    """Make a guard that refuses words of a class that do not stand as in the source."""

    def judge(claim: Claim) -> str | None:
        if claim.block.kind == "connective":
            tokens = claim.tokens(kind)
            return f"{_words(tokens)} {what}, which a connective never has." if tokens else None
        odd = [word for fit in claim.fits for word in fit.misplaced(kind)]
        return f"{quoted(odd)} {what} that does not stand so in the source." if odd else None

    return judge


def _new_words(claim: Claim) -> str | None:
    for fit in claim.fits:
        held = {one.key for one in fit.source.tokens}
        new = [one for one in fit.claim.of("content") if one.key not in held]
        if new:
            return f"{_words(new)} does not stand in the source."
    return None


def _order(claim: Claim) -> str | None:
    least = claim.lexicon.rules.limits.ordered
    for fit in claim.fits:
        pairs, held = fit.ordered
        if held and Decimal(pairs) < least * held:
            return f"Only {pairs} of {held} words stand in the order of the source."
    return None


def _coverage(claim: Claim) -> str | None:
    least = claim.lexicon.rules.limits.covered
    for fit in claim.fits:
        pairs, length = fit.covered
        if Decimal(pairs) < least * length:
            return f"Only {pairs} of {length} words of the source are said."
    return None


def _fact(claim: Claim) -> str | None:
    for sentence in claim.sentences:
        rule = contradicted(sentence, claim.facts, claim.lexicon)
        if rule is not None:
            value = claim.facts[rule.fact]
            return f'"{sentence.text}" denies "{rule.fact}: {value}", which a clause states.'
    return None


def _length(claim: Claim) -> str | None:
    most, words = claim.lexicon.rules.limits.connective_words, len(claim.text.split())
    return f"A connective has {most} words at most, this one {words}." if words > most else None


def _vocabulary(claim: Claim) -> str | None:
    lexicon = claim.lexicon
    words = claim.tokens("content", "critical")
    claims = [one for one in words if _word(one, lexicon) not in lexicon.connective]
    return f"{_words(claims)} may be a claim, and a connective makes none." if claims else None


def _leaning(claim: Claim) -> str | None:
    """Look at each sentence of the block: the one before it stands in the block or just before."""
    before = claim.before
    for text, ids in claim.spoken:
        why = _leans(text, ids[0], before, claim)
        if why is not None:
            return why
        before = ids[-1]
    return None


def _leans(text: str, name: str, before: str, claim: Claim) -> str | None:
    first = leaning_start(text, claim.lexicon)
    if first is None:
        return None
    base = next(one for one in claim.task.sources if one.id == name)
    wanted = sentence_before(base, claim.task.sources)
    if wanted is None:
        own = leaning_start(base.text, claim.lexicon)
        return None if own is not None else f'"{first}" leans on nothing.'
    if before == wanted.id:
        return None
    return f'"{first}" leans on "{wanted.id}", which does not stand before it.'


def _repeated(claim: Claim) -> str | None:
    told = [one for _, ids in claim.spoken for one in ids]
    again = [one for one in told if one in claim.said or told.count(one) > 1]
    return f"{quoted(again)} is said already." if again else None


def _words(tokens: Collection[Token]) -> str:
    return quoted([one.text for one in tokens])


def _word(token: Token, lexicon: Lexicon) -> str:
    """Give the word of a token; a slot of a party has the word it stands for."""
    slot = SLOT.fullmatch(token.text)
    return lexicon.party_slots[slot[1]] if slot else token.text.lower().partition("'")[0]


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


GUARDS: tuple[Guard, ...] = (
    Guard("id-not-listed", _ALL, _unlisted),
    Guard("no-words", _ALL, _wordless),
    Guard("sign-not-allowed", _WRITTEN, _signs),
    Guard("slot-not-listed", _WRITTEN, _slots),
    Guard("party-named", _WRITTEN, _party),
    Guard("fenced-topic", _WRITTEN, _fence),
    Guard("quoted-is-no-evidence", ("prose",), _hearsay),
    Guard("quote-not-in-source", ("prose",), _quote),
    Guard("commitment-not-in-source", _WRITTEN, _foreign("commitment", "is a promise")),
    Guard("puffery-not-in-source", _WRITTEN, _foreign("puffery", "is praise")),
    Guard("name-not-in-source", _WRITTEN, _foreign("name", "is a name")),
    Guard("number-not-in-source", _WRITTEN, _misplaced("atom", "is a value")),
    Guard("vague-quantity", _WRITTEN, _misplaced("vague", "is a quantity")),
    Guard("critical-word", ("prose",), _misplaced("critical", "is a word")),
    Guard("word-not-in-source", ("prose",), _new_words),
    Guard("shading-word", ("prose",), left_out_or_added),
    Guard("out-of-order", ("prose",), _order),
    Guard("too-little-of-source", ("prose",), _coverage),
    Guard("joining-word-lost", ("prose",), joint_lost),
    Guard("one-or-many", ("prose",), one_or_many),
    Guard("comma-turns-sentence", ("prose",), comma),
    Guard("contradicts-clause", _SAID, _fact),
    Guard("connective-too-long", ("connective",), _length),
    Guard("connective-claims", ("connective",), _vocabulary),
    Guard(LEANING, _SAID, _leaning),
    Guard("said-already", _SAID, _repeated),
)
"""Every guard, in the order in which they are asked."""
