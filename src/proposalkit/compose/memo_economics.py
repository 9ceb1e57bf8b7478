"""The economics of a deal as compact tables, for the memo and for the terminal. Internal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from proposalkit.model.display import display_quantity, display_rate, display_unit_price
from proposalkit.model.economics import Economics, Headroom, OwnBuild, PriceRange, Standing
from proposalkit.model.money import Money

TITLE = "Economics"
_STANDS: Mapping[Standing, str] = {
    "inside": "inside the range",
    "below": "below our full cost",
    "above": "above the range",
    "not_evaluated": "not held against the range, an end of it is not known",
}


@dataclass(frozen=True)
class EconomicsTable:
    """One table, or only lines; the first column stands left, the others right."""

    title: str
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def economics_tables(found: Economics) -> tuple[EconomicsTable, ...]:
    """Give the tables in the order a founder reads: price, cost, margin, risk, then the rest."""
    tables = (
        _price(found),
        _cost(found),
        _ladder(found),
        _spread(found),
        _sensitivity(found),
        EconomicsTable("Discount headroom", tuple(_headroom(found.headroom))),
        _value(found),
        EconomicsTable("Pilot", tuple(_pilot(found))),
        _commissions(found),
        _partners(found),
        EconomicsTable("An own build of the buyer", own_build_lines(found.own_build)),
        EconomicsTable("Not worked out", tuple(_missing(found))),
    )
    return tuple(one for one in tables if one.lines or one.rows)


def economics_section(found: Economics) -> tuple[str, str]:
    """Give title and body of the section of the memo, as Markdown."""
    first = (
        f"At {display_quantity(found.units)} units a month over {found.term_months} months. "
        f"All amounts in {found.currency}, without tax."
    )
    return TITLE, "\n\n".join((first, *(_markdown(one) for one in economics_tables(found))))


def _markdown(table: EconomicsTable) -> str:
    parts = [f"### {table.title}"]
    if table.rows:
        rule = ["---", *(["---:"] * (len(table.header) - 1))]
        rows = (_row(one) for one in (table.header, rule, *table.rows))
        parts.append("\n".join(rows))
    if table.lines:
        parts.append("\n".join(f"- {one}" for one in table.lines))
    return "\n\n".join(parts)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _price(found: Economics) -> EconomicsTable:
    return EconomicsTable("Price of a unit", tuple(_price_lines(found.range, found.currency)))


def _price_lines(range_: PriceRange, currency: str) -> Iterator[str]:
    def said(price: Decimal | None) -> str:
        known = None if price is None else Money(amount=price, currency=currency)
        return "not known" if known is None else display_unit_price(known)

    asked, listed = range_.recommended, range_.listed
    if asked is not None:
        yield f"Ask for {said(asked)}. {range_.reason}"
    elif range_.reason:
        yield range_.reason
    if range_.ceiling is None:
        yield f"Range: from the full cost {said(range_.floor)} up; the ceiling is not known."
    else:
        yield (
            f"Range: from the full cost {said(range_.floor)} to {said(range_.ceiling)}; the unit "
            f"costs the buyer {said(range_.today)} today."
        )
    price = range_.paid if listed is None else listed
    less = price is not None and asked is not None and price < asked
    yield (
        f"{'A month by its units' if listed is None else 'The unit price of the offer'}, "
        f"{said(price)}: {_STANDS[range_.standing]}"
        f"{', and below the price to ask for' if less else ''}."
    )
    if listed is not None:
        yield f"With fixed lines, minimum and cap a normal month comes to {said(range_.paid)}."


def _cost(found: Economics) -> EconomicsTable:
    cost = found.cost
    rows: list[tuple[str, Decimal | None]] = []
    if cost.parts is not None:
        rows += [
            ("model", cost.parts.model),
            ("infrastructure", cost.parts.infrastructure),
            ("human review", cost.parts.human_review),
            ("support", cost.parts.support),
        ]
    rows += [
        ("one attempt", cost.attempt),
        ("one billed unit, failed work included", cost.unit),
        ("fixed cost a unit", cost.fixed_unit),
        ("full cost of a unit", cost.full),
    ]
    share = cost.billed_share
    told = () if share is None else (f"{display_rate(share)} of the attempts are billed.",)
    table = tuple((name, _known(amount)) for name, amount in rows)
    return EconomicsTable("Cost of a unit", told, ("part", "cost"), table)


def _ladder(found: Economics) -> EconomicsTable:
    rows = tuple(
        (
            display_quantity(one.units) + (" *" if one.over_capacity else ""),
            _amount(one.charges),
            _amount(one.cost),
            _amount(one.margin),
            _percent(one.rate),
        )
        for one in found.ladder
    )
    header = ("units a month", "charges", "cost", "margin", "rate")
    return EconomicsTable(
        "Margin of a normal month", tuple(_ladder_lines(found)), header, rows
    )  # fmt: skip


def _ladder_lines(found: Economics) -> Iterator[str]:
    if found.margin is not None:
        rate = f", {_percent(found.margin_rate)}" if found.margin_rate is not None else ""
        yield f"The whole term, with what is charged once: {_amount(found.margin)}{rate}."
    if found.break_even:
        yield f"A month pays for itself from {display_quantity(found.break_even)} units on."
    if any(one.over_capacity for one in found.ladder):
        yield "* More than we can serve."


def _spread(found: Economics) -> EconomicsTable:
    spread = found.spread
    rows = []
    if spread.margin is not None:
        values = (spread.margin.p10, spread.margin.p50, spread.margin.p90)
        rows.append(("margin of the term", *(_amount(one) for one in values)))
    if spread.rate is not None:
        values = (spread.rate.p10, spread.rate.p50, spread.rate.p90)
        rows.append(("margin rate", *(_percent(one) for one in values)))
    lines = (
        f"{_percent(spread.below_target)} of the runs end below a margin of "
        f"{display_rate(found.range.target)}, {_percent(spread.at_a_loss)} at a loss.",
        f"{spread.runs:,} runs, seed {spread.seed}; drawn: {_drawn(spread.varied)}.",
    )
    header = ("of ten runs, stay below", "one (P10)", "five (P50)", "nine (P90)")
    return EconomicsTable("When things move", lines if rows else (), header, tuple(rows))


def _drawn(varied: Sequence[str]) -> str:
    return ", ".join(varied) or "nothing"


def _sensitivity(found: Economics) -> EconomicsTable:
    table = found.sensitivity
    header = ("billed share", *(f"model price x {one:f}" for one in table.model_prices))
    rows = tuple(
        (display_rate(one.success), *(_percent(rate) for rate in one.rates)) for one in table.rows
    )
    return EconomicsTable("Margin rate of the term, if", (), header, rows)


def _headroom(room: Headroom) -> Iterator[str]:
    if room.amount is None:
        return
    limit = "the margin target" if room.decided_by == "margin_target" else "the floor price"
    if room.short_by:
        yield f"None: a normal month lacks {_amount(room.short_by)} for {limit} already."
    else:
        share = "" if room.share is None else f", {_percent(room.share)}"
        yield (
            f"{_amount(room.amount)} off a normal month of {_amount(room.charges)}{share}; "
            f"one coin more breaks {limit}."
        )


def _value(found: Economics) -> EconomicsTable:
    rows = tuple((one.scenario, _amount(one.acv), _amount(one.tcv)) for one in found.values)
    line = f"A year without any volume: {_amount(found.acv_minimum)}."
    return EconomicsTable("Value of the deal", (line,), ("volume", "ACV", "TCV"), rows)


def _pilot(found: Economics) -> Iterator[str]:
    pilot = found.pilot
    if pilot is None or pilot.cost is None or pilot.result is None:
        return
    if pilot.result >= 0:
        yield f"Fee {_amount(pilot.fee)}, cost {_amount(pilot.cost)}: nothing to pay back."
        return
    yield f"Fee {_amount(pilot.fee)}, cost {_amount(pilot.cost)}: {_amount(-pilot.result)} lost."
    if pilot.payback_month is not None:
        yield f"Paid back in month {pilot.payback_month} of production at the expected volume."
    elif not pilot.missing:
        yield f"Not paid back within {pilot.within_months} months at the expected volume."


def _commissions(found: Economics) -> EconomicsTable:
    paid = found.commissions
    if paid.rate is None:
        return EconomicsTable("Commission of the first year")
    rows = tuple(
        (
            one.plan + (" (ours)" if one.plan == paid.plan else ""),
            _amount(one.at_signing),
            _amount(one.later),
            _amount(one.taken_back),
            *(_amount(total) for total in one.totals),
        )
        for one in paid.rows
    )
    header = ("plan", "signing", "later", "taken back", *paid.volumes)
    line = (
        f"{display_rate(paid.rate)} of a year's charges. Later: at the expected volume. Taken "
        "back: at the low one. The last columns: paid in the end, by volume."
    )
    return EconomicsTable("Commission of the first year", (line,), header, rows)


def _partners(found: Economics) -> EconomicsTable:
    net = found.partners
    if net is None:
        return EconomicsTable("After the partners")
    rows = [("the buyer pays in the term", "", _amount(net.gross))]
    rows += [(one.partner, display_rate(one.share), _amount(-one.amount)) for one in net.shares]
    rows.append(("our net", "", _amount(net.net)))
    if net.margin is not None:
        rows.append(("margin on the net", _percent(net.rate), _amount(net.margin)))
    line = "Partners change our net, never the buyer's price."
    return EconomicsTable("After the partners", (line,), ("", "share", "amount"), tuple(rows))


def own_build_lines(own: OwnBuild | None) -> tuple[str, ...]:
    """Give the answer to a buyer who would rather build; nothing without an estimate."""
    if own is None:
        return ()
    sums = (
        f"Building for {_amount(own.build)} in {own.months} months and running it for "
        f"{_amount(own.run_year)} a year costs {_amount(own.own)} in three years; with us it is "
        f"{_amount(own.with_us)}."
    )
    answer = "Our answer: an own build has not paid for itself by the end of year three."
    if own.even_month is not None:
        answer = (
            f"An own build has paid for itself in month {own.even_month}: offer tiers or a lower "
            "price before the buyer does this sum."
        )
    return sums, answer


def _missing(found: Economics) -> Iterator[str]:
    parts: Sequence[tuple[str, tuple[str, ...]]] = (
        ("full cost and margin", found.cost.missing),
        ("the price range", found.range.missing),
        ("the model price", found.spread.missing),
        ("discount headroom", found.headroom.missing),
        ("the pilot", found.pilot.missing if found.pilot else ()),
        ("commission", found.commissions.missing),
    )
    told: dict[str, list[str]] = {}
    for what, fields in parts:
        for field in fields:
            told.setdefault(field, []).append(what)
    for field, parts_ in told.items():
        yield f"{', '.join(parts_)}: give `{field}`."


def _amount(value: Decimal) -> str:
    return f"{value:,f}"


def _known(value: Decimal | None) -> str:
    return "not known" if value is None else _amount(value)


def _percent(rate: Decimal | None) -> str:
    return "-" if rate is None else f"{rate * 100:.2f}%"
