"""What stays inside: canaries that must never reach a buyer, the memo and the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from proposalkit.compose.memo import INTERNAL_LINE, MemoNumbers, deal_desk_memo
from proposalkit.compose.memo_economics import economics_section
from proposalkit.compose.memo_exceptions import exception_section
from proposalkit.compose.memo_texts import written_section
from proposalkit.compose.requirement_questions import open_questions
from proposalkit.kit.layout import CANARIES, INPUTS, MEMO, NEGOTIATION, NUMBERS
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.model.advice import GoToMarket
from proposalkit.model.base import Model
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.display import display_money, display_quantity, display_rate
from proposalkit.model.documents import WithClauses
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseLibrary
from proposalkit.model.money import Money
from proposalkit.model.proposal import Proposal
from proposalkit.model.seller import InternalProfile
from proposalkit.plan.work_units import work_unit_warnings
from proposalkit.pricing.economics import economics_findings
from proposalkit.pricing.floor_price import PriceThresholds, floor_price_findings
from proposalkit.pricing.margin import MarginRow, break_even_units, margin
from proposalkit.workflows.advice_inside import advice_texts, memo_advice, telling_answers
from proposalkit.workflows.deal_warnings import warnings_section
from proposalkit.workflows.draft import DraftedTexts
from proposalkit.workflows.drift import files_to_compare
from proposalkit.workflows.economics_inside import (
    crm_fields,
    deal_numbers,
    economics_rules,
    numbers_bytes,
    telling_figures,
)
from proposalkit.workflows.gather import Gathered
from proposalkit.workflows.kit_files import inside_bytes
from proposalkit.workflows.negotiation_inside import (
    law_note_texts,
    negotiation_bytes,
    talk_texts,
    tier_texts,
)
from proposalkit.workflows.overlay import knowledge_file
from proposalkit.workflows.price_releases import exception_canaries, exception_row

_HEADER = ("scenario", "units", "revenue", "unit cost", "cost", "margin", "margin rate", "lacking")
_TELLING_DIGITS = 4
_YEARS = range(1990, 2101)
_RUN = 6
_SENTENCE = 8
_CODE = re.compile(r"(?=\S*[0-9])(?=\S*[A-Za-z])\S{8,}")


def internal_files(
    gathered: Gathered,
    proposal: Proposal,
    fingerprint: str,
    canaries: Mapping[str, str],
    texts: DraftedTexts | None = None,
) -> dict[str, bytes]:
    """Make the files of the internal folder; each of them says so in its first line or key."""
    economics = gathered.economics
    numbers = memo_numbers(gathered)
    drifted = files_to_compare(gathered.workspace)
    state: Mapping[str, object] = {
        "internal": INTERNAL_LINE,
        "fingerprint": fingerprint,
        "drafter": texts.code if texts else "",
        "draftFaults": texts.faults if texts else 0,
        "modelTexts": list(texts.by_model) if texts else [],
        "textsNotStated": list(texts.lacking) if texts else [],
        "grade": proposal.grade,
        "logo": gathered.inputs.seller.public.brand.logo or "",
        "logoSha256": sha256_hex(gathered.logo or b""),
        "releasedBy": proposal.released_by or "",
        "search": gathered.how.code,
        "blockers": [one.model_dump(exclude_none=True) for one in gathered.parts.terms.blockers],
        "questions": open_questions(gathered.parts, proposal),
        "priceExceptions": [exception_row(one) for one in gathered.exceptions],
    }
    return {
        MEMO: deal_desk_memo(
            gathered.parts, proposal, numbers, drifted, _sections(gathered, texts)
        ).encode(),
        NEGOTIATION: negotiation_bytes(gathered, proposal),
        NUMBERS: numbers_bytes(deal_numbers(economics, proposal), crm_fields(gathered.workspace)),
        CANARIES: inside_bytes(canaries),
        INPUTS: inside_bytes(state),
    }


def _sections(gathered: Gathered, texts: DraftedTexts | None) -> list[tuple[str, str]]:
    """Give the economics, the sections of the memo that only some deals have, and the advice."""
    exceptions = exception_section(gathered.exceptions)
    written = [written_section(texts.plan, texts.sections, texts.model)] if texts else []
    warned = warnings_section(gathered)
    return [
        *warned, economics_section(gathered.economics), *exceptions, *memo_advice(gathered),
        *written,
    ]  # fmt: skip


def memo_numbers(gathered: Gathered) -> MemoNumbers:
    """Put margin, break-even and price warnings into words."""
    internal, brief = gathered.inputs.seller.internal, gathered.inputs.brief
    rows = margin(gathered.order, brief, internal)
    thresholds = read_yaml_model(knowledge_file(gathered.workspace, "limits.yaml"), PriceThresholds)
    even = break_even_units(gathered.order, internal)
    notes = () if not even else (f"Break-even at {display_quantity(even)} units a month.",)
    return MemoNumbers(
        header=_HEADER,
        rows=tuple(_margin_row(row) for row in rows),
        notes=notes,
        warnings=(
            *economics_findings(gathered.economics, economics_rules(gathered.workspace)),
            *floor_price_findings(gathered.order, brief, internal, thresholds),
            *_unit_warnings(gathered),
        ),
    )


def _unit_warnings(gathered: Gathered) -> tuple[Finding, ...]:
    """Warn of what the outcome is counted by."""
    brief, book = gathered.inputs.brief, gathered.inputs.price_book
    offer = next(one for one in book.offers if one.id == brief.commercial.offer)
    return work_unit_warnings(gathered.parts.catalogue.selling.work_units, offer, brief)


def kept_inside(gathered: Gathered, proposal: Proposal) -> dict[str, str]:
    """Give all that no file for the buyer may hold: internal values, and texts not offered."""
    return {
        **canaries_of(gathered.inputs.seller.internal),
        **telling_figures(gathered.economics, gathered.parts.pricing.model_dump_json()),
        **texts_not_offered(gathered.parts.catalogue.library, proposal),
        **advice_texts(gathered.parts.catalogue.selling),
        **talk_texts(gathered.parts.catalogue),
        **law_note_texts(gathered.parts.catalogue),
        **tier_texts(gathered.workspace),
        **exception_canaries(gathered.exceptions),
    }


def canaries_of(internal: InternalProfile) -> dict[str, str]:
    """Give each internal value telling enough to be looked for, by the name of its field.

    A number counts when it has four significant digits or more, a text when it has four words or a
    code in it: a shorter one may stand on a page by chance. The mark of internal files counts too.
    """
    return {"internal": INTERNAL_LINE, **dict(_telling(internal))}


def texts_not_offered(library: ClauseLibrary, document: WithClauses) -> dict[str, str]:
    """Give each sentence of a contract text that this document does not offer, by clause and order.

    A sentence of fewer than eight words, with a slot, or with words that an offered text has as
    well tells nothing.
    """
    offered = [one.text for one in document.clauses]
    first = {record.clause: record.preferred.order for record in library.clauses.values()}
    texts = [one for record in library.clauses.values() for one in record.every_text()]
    offered += [one.text for one in texts if one.order == first[one.clause]]
    told = " ".join(" ".join(offered).split()).casefold()
    return {
        f"texts.{one.clause}.{one.order}.{place}.{number}": sentence
        for place, one in enumerate(texts)
        if one.order != first[one.clause]
        for number, sentence in enumerate(_sentences(one.text))
        if sentence.casefold() not in told
    }


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.:;])\s+", " ".join(text.split())):
        if len(sentence.split()) >= _SENTENCE and "{" not in sentence:
            yield sentence


def _telling(part: Model, below: str = "internal") -> Iterator[tuple[str, str]]:
    for name in type(part).model_fields:
        value: object = getattr(part, name)
        if isinstance(value, tuple):
            for at, text in enumerate(value):
                if isinstance(text, str):
                    yield from _telling_text(f"{below}.{name}.{at}", text)
        elif isinstance(value, GoToMarket):
            yield from telling_answers(value)
        elif isinstance(value, Decimal) and _is_telling(value):
            yield f"{below}.{name}", f"{value.normalize():f}"
        elif isinstance(value, Model):
            yield from _telling(value, f"{below}.{name}")


def _telling_text(key: str, text: str) -> Iterator[tuple[str, str]]:
    """Give a text whole, and each run of six words of a longer one, as half a note tells too."""
    words = text.split()
    if len(words) >= 4 or _CODE.search(text):
        yield key, text
    for at in range(len(words) - _RUN + 1 if len(words) > _RUN else 0):
        yield f"{key}.words.{at}", " ".join(words[at : at + _RUN])


def _is_telling(value: Decimal) -> bool:
    if value in _YEARS:  # reads as a year, and every date has one
        return False
    digits = len(value.normalize().as_tuple().digits)
    return digits >= _TELLING_DIGITS or (digits >= 3 and value != value.to_integral_value())


def _margin_row(row: MarginRow) -> tuple[str, ...]:
    return (
        row.scenario,
        display_quantity(row.units),
        display_money(row.revenue),
        _money(row.unit_cost),
        _money(row.cost),
        "-" if row.margin is None else f"{row.revenue.currency} {row.margin:,f}",
        "-" if row.margin_rate is None else display_rate(row.margin_rate),
        ", ".join(row.missing),
    )


def _money(amount: Money | None) -> str:
    return "-" if amount is None else display_money(amount)
