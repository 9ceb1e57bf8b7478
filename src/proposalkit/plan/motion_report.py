"""Tells the advice with titles and sources: what a person reads and a program gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from proposalkit.model.advice import Advice, OpenAnswer, RankedMotion, Situation, Warned
from proposalkit.model.advice_report import (
    AdviceReport,
    DealSeen,
    FirstYear,
    Lead,
    NamedMotion,
    NextMotion,
    NotEvaluated,
    ToldMotion,
    ToldQuestion,
    ToldReason,
    ToldWarning,
)
from proposalkit.model.catalog_rows import Hybrid, SellingCatalog
from proposalkit.model.knowledge import Passage
from proposalkit.plan.motion_advice import recommend
from proposalkit.plan.motion_answers import PART, unseen_failures

CROSSOVER = "build-or-buy-crossover"
"""Id of the guidance behind the mismatch of price and volume."""


@dataclass(frozen=True)
class Advised:
    """What the advice is made of: the catalogue, the deal, and what the price adds."""

    selling: SellingCatalog
    guidance: Sequence[Passage]
    deal: str
    situation: Situation
    first_year: FirstYear
    price_volume: Sequence[tuple[str, str]] = ()
    """What is wrong between price and volume, and what to do, from the pricing."""
    not_evaluated: Sequence[NotEvaluated] = ()


def report_advice(advised: Advised) -> AdviceReport:
    """Work out the advice for a deal and tell every reason with its source."""
    selling, situation = advised.selling, advised.situation
    advice = recommend(selling, situation)
    told = _Told(advised, advice)
    unseen = unseen_failures(selling, situation)
    answered = situation.seller.answers
    return AdviceReport(
        seen=_seen(advised),
        fits=advice.fits,
        runs=tuple(told.named(one) for one in advice.current),
        ranked=tuple(told.motion(at, one) for at, one in enumerate(advice.ranked, start=1)),
        next_motions=tuple(
            told.following(one) for one in selling.hybrids if one.key in advice.next_motions
        ),
        failures=told.warnings(advice.failures),
        mismatches=(*told.warnings(advice.mismatches), *told.price_volume()),
        questions=tuple(told.question(one) for one in advice.questions),
        unanswered=tuple(one.id for one in selling.diagnostic if one.id not in answered),
        not_evaluated=(
            *advised.not_evaluated,
            *(NotEvaluated(field=one.field, why=f"{one.question} {one.why}") for one in unseen),
        ),
    )


def _seen(advised: Advised) -> DealSeen:
    situation = advised.situation
    return DealSeen(
        deal=advised.deal,
        stage=situation.stage,
        autonomy=situation.autonomy,
        priced_as=situation.priced_as,
        cycle_days=situation.cycle_days,
        first_year=advised.first_year,
    )


class _Told:
    """Looks up titles and sources once for all parts of a report."""

    def __init__(self, advised: Advised, advice: Advice) -> None:
        selling = advised.selling
        shorts = {one.id: one.short for one in selling.sources}
        self._advised = advised
        self._sources: Mapping[str, str] = {
            one.key: f"{shorts.get(one.document, one.document)}, {one.at}"
            for one in selling.entries
        }
        self._titles = {one.id: one.title for one in selling.motions}
        self._places = {one.motion: at for at, one in enumerate(advice.ranked, start=1)}

    def named(self, motion: str) -> NamedMotion:
        title = self._titles.get(motion, motion)
        return NamedMotion(motion=motion, title=title, place=self._places.get(motion))

    def motion(self, place: int, one: RankedMotion) -> ToldMotion:
        reasons = tuple(
            ToldReason(
                speaks_for=reason.speaks_for,
                text=reason.text,
                entry=reason.entry,
                source=self._sources.get(reason.entry, ""),
            )
            for reason in one.reasons
        )
        return ToldMotion(
            place=place, motion=one.motion, title=one.title, balance=one.balance, reasons=reasons
        )

    def following(self, hybrid: Hybrid) -> NextMotion:
        return NextMotion(
            becomes=self.named(hybrid.becomes),
            title=hybrid.title,
            trigger=hybrid.trigger,
            changes=hybrid.changes,
            entry=hybrid.key,
            source=self._sources[hybrid.key],
        )

    def warnings(self, warned: Iterable[Warned]) -> tuple[ToldWarning, ...]:
        return tuple(
            ToldWarning(
                title=one.title,
                why=one.why,
                do=one.do,
                entry=one.entry,
                source=self._sources.get(one.entry, ""),
            )
            for one in warned
        )

    def price_volume(self) -> tuple[ToldWarning, ...]:
        passage = next((one for one in self._advised.guidance if one.id == CROSSOVER), None)
        return tuple(
            ToldWarning(
                title=passage.title if passage else "Price and volume",
                why=why,
                do=do,
                entry=f"guidance/{CROSSOVER}",
                source=passage.source if passage else "",
            )
            for why, do in self._advised.price_volume
        )

    def question(self, one: OpenAnswer) -> ToldQuestion:
        asked = next(row for row in self._advised.selling.diagnostic if row.id == one.id)
        leads = tuple(
            Lead(code=row.code, means=row.means, first=self.named(one.leads[row.code]))
            for row in asked.answers
        )
        return ToldQuestion(
            field=f"{PART}.answers.{one.id}",
            question=one.question,
            leads=leads,
            source=self._sources[asked.key],
        )
