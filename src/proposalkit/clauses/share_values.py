"""What the one price line that takes a share of value gives to the clauses on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from proposalkit.clauses.deal import Deal
from proposalkit.clauses.seller_values import Raw
from proposalkit.model.display import display_money, display_rate
from proposalkit.model.money import Money
from proposalkit.model.rate import BaselineIn, MetricIn, RateIn

_HUNDRED = Decimal(100)


def _line(deal: Deal) -> RateIn | None:
    """Give the line; none when there are several, because a clause speaks of one."""
    lines = [one for one in deal.offer.rates if one.type == "value_share"]
    return lines[0] if len(lines) == 1 else None


def _of_line(read: Callable[[RateIn, Deal], Raw]) -> Callable[[Deal], Raw]:
    def value(deal: Deal) -> Raw:
        line = _line(deal)
        return None if line is None else read(line, deal)

    return value


def _of_metric(read: Callable[[MetricIn], Raw]) -> Callable[[Deal], Raw]:
    return _of_line(lambda line, deal: read(line.metric) if line.metric else None)


def _of_baseline(read: Callable[[BaselineIn, Deal], Raw]) -> Callable[[Deal], Raw]:
    return _of_line(lambda line, deal: read(line.baseline, deal) if line.baseline else None)


def _percent(rate: Decimal) -> Decimal:
    """Give a share in percent without the zeros that multiplying leaves behind."""
    return Decimal(f"{(rate * _HUNDRED).normalize():f}")


def _money(amount: Decimal, deal: Deal) -> Money:
    return Money(amount=amount, currency=deal.currency)


def _definition(metric: MetricIn) -> Raw:
    """Give the definition without its full stop: a text puts it in brackets."""
    return metric.definition.strip().rstrip(".") if metric.definition else None


def _share(line: RateIn, deal: Deal) -> Raw:
    """Give the highest share of any band, in percent."""
    return _percent(max(tier.rate or Decimal(0) for tier in line.tiers))


def _bands(line: RateIn, deal: Deal) -> Raw:
    """Say the share of each band; bands count the months settled together, as the price does."""
    *first, last = _each_band(line, deal)
    return f"{', '.join(first)} and {last}" if first else last


def _each_band(line: RateIn, deal: Deal) -> Iterator[str]:
    below = ""
    for tier in line.tiers:
        what = f"of what lies above {below}" if below else "of the value"
        if tier.up_to is not None:
            below = display_money(_money(tier.up_to, deal))
            joined = "and" if " above " in what else "of the months settled together"
            what += f" {joined} up to {below}"
        yield f"{display_rate(tier.rate or Decimal(0))} {what}"


def _minimum(line: RateIn, deal: Deal) -> Raw:
    """Give the floor of a month; the price has none where the line names none."""
    return _money(line.minimum or Decimal(0), deal)


def _maximum(line: RateIn, deal: Deal) -> Raw:
    return None if line.maximum is None else _money(line.maximum, deal)


def _tail_rate(line: RateIn, deal: Deal) -> Raw:
    """Give the part of the share due after the term, in percent; all of it when none is named."""
    rate = Decimal(1) if line.tail_rate is None else line.tail_rate
    return _percent(rate)


def _sponsor(deal: Deal) -> Raw:
    person = deal.brief.buyer.sponsor
    return f"{person.name} ({person.role})" if person else None


SHARE_VALUES: dict[str, tuple[str, Callable[[Deal], Raw]]] = {
    "value.metric": ("offers.rates.metric", _of_metric(lambda one: one.label)),
    "value.definition": ("offers.rates.metric.definition", _of_metric(_definition)),
    "value.baseline": (
        "offers.rates.baseline.amount",
        _of_baseline(lambda one, deal: _money(one.amount, deal)),
    ),
    "value.direction": (
        "offers.rates.baseline.direction",
        _of_baseline(lambda one, deal: one.direction),
    ),
    "value.source": (
        "offers.rates.baseline.source",
        _of_baseline(lambda one, deal: one.source.strip().rstrip(".")),
    ),
    "value.bands": ("offers.rates.tiers", _of_line(_bands)),
    "value.share_pct": ("offers.rates.tiers", _of_line(_share)),
    "value.minimum": ("offers.rates.minimum", _of_line(_minimum)),
    "value.maximum": ("offers.rates.maximum", _of_line(_maximum)),
    "value.settlement_months": (
        "offers.rates.settlement_months",
        _of_line(lambda line, deal: line.settlement_months or 1),
    ),
    "value.tail_months": (
        "offers.rates.tail_months",
        _of_line(lambda line, deal: line.tail_months or 0),
    ),
    "value.tail_pct": ("offers.rates.tail_rate", _of_line(_tail_rate)),
    "value.sponsor": ("buyer.sponsor", _sponsor),
}
"""Every name a parameter's `from` may have that needs the line on value: its place and reader."""
