"""The advice in the deal-desk memo: how to sell this deal, and the answer for the third year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from proposalkit.model.advice_report import AdviceReport, ToldMotion, ToldWarning
from proposalkit.model.display import display_money
from proposalkit.model.money import money


def advice_sections(
    report: AdviceReport, above_the_line: str = "", three_years: Sequence[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Give title and body of each section; the third year only above the line of building."""
    sections = [("How to sell this deal", "\n\n".join(_advice(report)))]
    if three_years:
        body = "\n".join([above_the_line, "", *(f"- {one}" for one in three_years)])
        sections.append(("Year three: our price against an own build", body))
    return tuple(sections)


def three_years_in_words(
    currency: str, years: Sequence[Decimal], run_cost: Decimal | None, people_cost: Decimal | None
) -> tuple[str, ...]:
    """Put the three years into sentences a seller can repeat; amounts without tax."""
    total = sum(years, Decimal(0))
    count = len(years)

    def said(amount: Decimal) -> str:
        return display_money(money(amount, currency))

    listed = ", ".join(said(one) for one in years)
    lines = [
        f"With us, at the expected volume and the prices of today: {listed} in years one to "
        f"{count}, together {said(total)}.",
        f"An own build breaks even by the end of year {count} only if building it and running it "
        f"for {count} years costs less than {said(total)}; from year {count} on it has to run for "
        f"less than {said(years[-1])} a year.",
    ]
    if run_cost is None:
        lines.append("What the work costs us is not known, so nothing is said of what is left.")
    else:
        left = total - count * run_cost
        rest = f"leaves {said(left)} for building" if left > 0 else "leaves nothing for building"
        lines.append(
            f"Running it at our own full cost, {said(run_cost)} a year, {rest}. A buyer who runs "
            "it alone also pays for quality checks, model changes and people on call."
        )
    if people_cost is not None:
        lines.append(
            f"The same work at the buyer's cost of today is {said(people_cost)} a year, "
            f"{said(count * people_cost)} in {count} years."
        )
    return tuple(lines)


def _advice(report: AdviceReport) -> Iterator[str]:
    runs = ", ".join(f"{one.title} ({one.motion}, place {one.place})" for one in report.runs)
    yield f"Run now: {runs or 'not answered'}."
    if not report.fits:
        yield "No motion has more reasons for it than against it."
    if report.best is not None:
        yield _best(report.best)
    for one in report.next_motions:
        yield f"Plan for next: {one.becomes.title} ({one.becomes.motion}). When: {one.trigger}"
    yield f"Failures ahead:{_listed(report.failures)}"
    yield f"Mismatches:{_listed(report.mismatches)}"
    if report.not_evaluated:
        yield "Not evaluated:\n\n" + "\n".join(
            f"- `{one.field}`: {one.why}" for one in report.not_evaluated
        )


def _best(one: ToldMotion) -> str:
    against = len(one.reasons) - one.count_for
    lines = [f"Best fit: {one.title} ({one.motion}), {one.count_for} for, {against} against.", ""]
    for reason in one.reasons:
        mark = "for" if reason.speaks_for else "against"
        lines.append(f"- {mark}: {reason.text} (`{reason.entry}`, {reason.source})")
    return "\n".join(lines)


def _listed(warned: Iterable[ToldWarning]) -> str:
    lines = [f"- {one.title}. {one.why} Do: {one.do} (`{one.entry}`)" for one in warned]
    return "\n\n" + "\n".join(lines) if lines else " none."
