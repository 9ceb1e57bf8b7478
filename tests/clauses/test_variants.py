"""Which wording of a clause a deal gets, and what a stale date of a law does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from proposalkit.clauses.blockers import approval_blockers, stale_law_blockers
from proposalkit.clauses.deal import Deal
from proposalkit.clauses.drafting import standard_clause
from proposalkit.clauses.lifecycle import pins_of, with_records
from proposalkit.clauses.params import resolve_params
from proposalkit.clauses.recovered import deviations, positions_taken
from proposalkit.clauses.variants import vary
from proposalkit.model.canonical import text_sha256
from proposalkit.model.knowledge import ClauseLibrary, ClauseRecord
from proposalkit.model.law import LawDate, Regime

DealOf = Callable[..., Deal]
ClauseOf = Callable[..., ClauseRecord]
LibraryOf = Callable[..., ClauseLibrary]

UK, EU = (
    Regime(id="uk", condition="buyer_in_uk", means="UK"),
    Regime(id="eu", condition="buyer_in_eu_eea", means="EU"),
)
LAW = LawDate(
    what="Small law",
    date=date(2027, 1, 12),
    as_of=date(2026, 11, 1),
    review_by=date(2027, 2, 28),
    source="Journal",
)
DAY = {"from_day": {"type": "text", "from": "law.small", "means": "Day"}}
BRITISH = {"brief.buyer.country": "GB"}
BOTH = {"brief.buyer.country": "GB", "brief.data.subjects": ["Consumers in Germany"]}


def _record(clause_of: ClauseOf, *regimes: str) -> ClauseRecord:
    record = clause_of("terms", "1. For all.")
    (text,) = record.positions
    variants = {one: (text.model_copy(update={"text": f"1. For {one}."}),) for one in regimes}
    return record.model_copy(update={"variants": variants})


def _library(library_of: LibraryOf, *regimes: Regime) -> ClauseLibrary:
    return library_of().model_copy(update={"regimes": regimes})


def test_the_wording_of_the_regime_that_holds_takes_the_place_of_the_text(
    clause_of: ClauseOf, library_of: LibraryOf, deal_of: DealOf
) -> None:
    record, library = _record(clause_of, "uk", "eu"), _library(library_of, UK, EU)
    german, choice = vary(record, library, deal_of())
    assert german.preferred.text == "1. For eu."
    assert choice is not None
    assert (choice.regime, choice.because, choice.passed_over) == (
        "eu", "the buyer is registered in Germany", (),
    )  # fmt: skip
    assert vary(record, library, deal_of(BRITISH))[0].preferred.text == "1. For uk."


def test_a_wording_nobody_approved_is_named_beside_an_approved_text(
    clause_of: ClauseOf, library_of: LibraryOf, deal_of: DealOf
) -> None:
    record, library = _record(clause_of, "eu"), _library(library_of, UK, EU)
    file = f"knowledge/clauses/liability/{record.clause}/variants/eu/10-preferred.md"
    (own,) = record.variants["eu"]
    draft = own.model_copy(update={"file": file, "status": "draft"})
    assert record.preferred.status == "effective"
    german, choice = vary(
        record.model_copy(update={"variants": {"eu": (draft,)}}), library, deal_of()
    )
    assert choice is not None
    assert (choice.text, choice.status) == ("variants/eu/10-preferred", "draft")
    (blocker,) = approval_blockers(german, deal_of())
    assert blocker.what == (
        f'The text "variants/eu/10-preferred" of clause "{record.clause}" is not approved'
    )


def test_where_two_regimes_hold_the_first_of_the_table_decides_and_the_other_is_named(
    clause_of: ClauseOf, library_of: LibraryOf, deal_of: DealOf
) -> None:
    record = _record(clause_of, "uk", "eu")
    for order, first, other in (((UK, EU), "uk", "eu"), ((EU, UK), "eu", "uk")):
        text, choice = vary(record, _library(library_of, *order), deal_of(BOTH))
        assert text.preferred.text == f"1. For {first}."
        assert choice is not None
        assert choice.passed_over == (other,)


def test_without_a_wording_or_a_regime_that_holds_the_text_stays(
    clause_of: ClauseOf, library_of: LibraryOf, deal_of: DealOf
) -> None:
    library = _library(library_of, UK, EU)
    for record in (_record(clause_of), _record(clause_of, "uk")):
        assert vary(record, library, deal_of()) == (record, None)


def test_a_wording_for_a_regime_is_no_departure_from_the_standard(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    record = _record(clause_of, "uk")
    library = library_of(record)
    british = standard_clause(record, "1. For uk.", ())
    assert positions_taken([british], library) == {"terms": 0}
    assert deviations(british, 0, library, "EUR") == []
    assert len(deviations(standard_clause(record, "1. Own.", ()), 0, library, "EUR")) == 1


def test_records_approve_each_wording_on_its_own(
    clause_of: ClauseOf, library_of: LibraryOf
) -> None:
    library = library_of(_record(clause_of, "uk"))
    assert [pin.digest for pin in pins_of(library)] == [
        text_sha256("1. For all."), text_sha256("1. For uk."),
    ]  # fmt: skip
    (record,) = with_records(library, (), date(2026, 11, 23)).clauses.values()
    assert [one.status for one in record.every_text()] == ["draft", "draft"]


def test_a_slot_takes_the_day_of_a_law_and_a_day_not_read_again_is_a_blocker(
    clause_of: ClauseOf, deal_of: DealOf
) -> None:
    record = clause_of("terms", "1. From {{ param.from_day }}.", params=DAY)
    deal = replace(deal_of(), laws={"small": LAW})
    found = resolve_params(record, deal)
    assert {name: value.printed for name, value in found.values.items()} == {
        "from_day": "12 January 2027"
    }
    assert list(stale_law_blockers(record, deal)) == []
    late = LAW.model_copy(update={"review_by": date(2026, 11, 22)})
    (blocker,) = stale_law_blockers(record, replace(deal, laws={"small": late}))
    assert blocker.what == (
        'Clause "terms" names 12 January 2027 for "Small law"; '
        "the date was to be read again by 22 November 2026"
    )


def test_a_day_of_a_law_that_the_table_lacks_is_refused(
    clause_of: ClauseOf, deal_of: DealOf
) -> None:
    record = clause_of("terms", "1. From {{ param.from_day }}.", params=DAY)
    (finding,) = resolve_params(record, deal_of()).findings
    assert finding.message == '"law.small" is not a value a parameter can be taken from.'
