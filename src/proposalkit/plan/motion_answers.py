"""What the seller said about how it sells: wrong codes, and what nobody answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proposalkit.errors import InputRefused
from proposalkit.model.advice import GoToMarket, Situation
from proposalkit.model.catalog_rows import DiagnosticQuestion, SellingCatalog
from proposalkit.model.finding import Finding
from proposalkit.model.plan import OpenQuestion
from proposalkit.plan.motion_warnings import failures_ahead

PART = "internal.go_to_market"
_TRIED: tuple[object, ...] = (True, False)
_COUNTS: tuple[object, ...] = (0, 10**6)


def check_answers(catalog: SellingCatalog, seller: GoToMarket) -> None:
    """Raise InputRefused with every answer and motion the catalogue does not know.

    Each finding names its field of the seller profile.
    """
    findings = [*_answers(catalog.diagnostic, seller), *_motions(catalog, seller)]
    if findings:
        raise InputRefused(findings)


def _answers(asked: Iterable[DiagnosticQuestion], seller: GoToMarket) -> Iterator[Finding]:
    known = {one.id: one for one in asked}
    for question, code in seller.answers.items():
        where = f"{PART}.answers.{question}"
        if question not in known:
            listed = ", ".join(f'"{one}"' for one in known)
            yield _unknown(where, f'"{question}" is not a question of the diagnostic.', listed)
        elif code not in (codes := [one.code for one in known[question].answers]):
            listed = ", ".join(f'"{one}"' for one in codes)
            yield _unknown(where, f'"{code}" is not an answer to "{question}".', listed)


def _motions(catalog: SellingCatalog, seller: GoToMarket) -> Iterator[Finding]:
    known = [one.id for one in catalog.motions]
    for number, motion in enumerate(seller.motions):
        if motion not in known:
            listed = ", ".join(f'"{one}"' for one in known)
            said = f'"{motion}" is not a motion of the catalogue.'
            yield _unknown(f"{PART}.motions.{number}", said, listed)


def _unknown(where: str, message: str, listed: str) -> Finding:
    return Finding(
        id="unknown-answer", where=where, message=message, remedy=f"Write one of {listed}."
    )


def open_answers(catalog: SellingCatalog, seller: GoToMarket) -> tuple[OpenQuestion, ...]:
    """Ask for each question of the diagnostic without an answer, and for the motions of today."""
    asked = [
        OpenQuestion(
            field=f"{PART}.answers.{one.id}",
            question=one.asks,
            why="The advice on how to sell ranks by it.",
        )
        for one in catalog.diagnostic
        if one.id not in seller.answers
    ]
    if catalog.motions and not seller.motions:
        asked.append(
            OpenQuestion(
                field=f"{PART}.motions",
                question="Which motions does the company run, the main one first?",
                why="The advice names the next one and the failures ahead from it.",
            )
        )
    return tuple(asked)


def unseen_failures(catalog: SellingCatalog, situation: Situation) -> tuple[OpenQuestion, ...]:
    """Give each fact about the seller that nobody gave and that decides on a failure pattern."""
    found = (
        (name, _decided(catalog, situation, name, _COUNTS if name == "deals_closed" else _TRIED))
        for name in GoToMarket.model_fields
        if getattr(situation.seller, name) is None
    )
    return tuple(
        OpenQuestion(
            field=f"{PART}.{name}",
            question=str(GoToMarket.model_fields[name].description),
            why=f"Decides on: {'; '.join(titles)}.",
        )
        for name, titles in found
        if titles
    )


def _decided(
    catalog: SellingCatalog, situation: Situation, name: str, values: Iterable[object]
) -> tuple[str, ...]:
    """Try each value; give the patterns it would show and that are not shown without it."""
    shown = {one.title for one in failures_ahead(catalog, situation)}
    seller = situation.seller
    titles: dict[str, None] = {}
    for value in values:
        tried = situation.model_copy(update={"seller": seller.model_copy(update={name: value})})
        titles |= {one.title: None for one in failures_ahead(catalog, tried)}
    return tuple(title for title in titles if title not in shown)
