"""The price once more, for tests: plain fractions over the JSON form of `pricing`.

Written from docs/reference/price-rules.md alone. It shares no line with the engine nor with the
buyer's script, and goes another way where there is one: what a period has used is a running sum,
an index climbs month by month, credits are spent month by month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple, cast

Json = Mapping[str, object]
Months = list[Fraction]
NOTHING = Fraction(0)


class Rounder(NamedTuple):
    """Rounds half up to so many decimals, and writes what it rounded."""

    digits: int
    currency: str

    def whole(self, value: Fraction) -> int:
        """Give the value in the smallest coins: twice the value plus one, halved, cut off."""
        scaled = value * 10**self.digits
        return (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)

    def __call__(self, value: Fraction) -> Fraction:
        """Round."""
        return Fraction(self.whole(value), 10**self.digits)

    def money(self, value: Fraction) -> dict[str, str]:
        """Write an amount of money as the file has it."""
        units, rest = divmod(self.whole(value), 10**self.digits)
        text = f"{units}.{rest:0{self.digits}d}" if self.digits else str(units)
        return {"amount": text, "currency": self.currency}


def recalculated(pricing: Json, volumes: Sequence[Json], months: int) -> dict[str, object]:
    """Give what a scenario of the file must say, but its id and its volumes."""
    return _Term(pricing, volumes, months).scenario()


def _some(holder: Json, name: str) -> list[Json]:
    return cast("list[Json]", holder.get(name) or [])


@cache
def _read(text: str) -> Fraction:
    return Fraction(text)


def _num(holder: Json, name: str, default: str = "0") -> Fraction:
    """Read a number or an amount of money by its name."""
    found = holder.get(name, default)
    return _read(str(found["amount"] if isinstance(found, dict) else found))


def _span(holder: Json, name: str) -> int:
    """Read months; one when nothing is said."""
    text = str(holder.get(name, "P1M"))
    return int(text[1:-1]) * {"M": 1, "Y": 12}[text[-1]]


def _names(holder: Json) -> list[str]:
    return cast("list[str]", holder.get("appliesTo") or [])


class _Term:
    """One order and its volumes; months count from 1."""

    def __init__(self, pricing: Json, volumes: Sequence[Json], months: int) -> None:
        self.pricing, self.volumes, self.last = pricing, volumes, months
        scale = cast("Mapping[str, int]", pricing["rounding"])["scale"]
        self.coin = Rounder(scale, str(pricing["currency"]))
        self.lines = {str(one["id"]): one for one in _some(pricing, "components")}
        self.levels: dict[tuple[str, int], Fraction] = {}
        self.monthly = [ref for ref, one in self.lines.items() if one["type"] != "one_time"]

    def months(self) -> range:
        return range(1, self.last + 1)

    def units(self, metric: object, month: int) -> Fraction:
        """Give V."""
        for volume in self.volumes:
            if volume["metricRef"] == metric:
                first = cast("list[str]", volume.get("firstMonths") or [])
                return _read(first[month - 1] if month <= len(first)
                                else str(volume["perPeriod"]))  # fmt: skip
        return NOTHING

    # ------------------------------------------------------------ listed prices

    def level(self, ref: str, month: int) -> Fraction:
        """Give F, computed once."""
        if (ref, month) not in self.levels:
            self.levels[ref, month] = self.climbed(ref, month)
        return self.levels[ref, month]

    def climbed(self, ref: str, month: int) -> Fraction:
        """Walk from month 1: each ramp step replaces its factor, each adjustment multiplies."""
        result = Fraction(1)
        for ramp in _some(self.pricing, "ramps"):
            now = Fraction(1)
            for at in range(1, month + 1):
                for step in _some(ramp, "steps"):
                    now = _num(step, "factor") if step["fromMonth"] == at else now
            result *= now if ref in _names(ramp) else 1
        for index in _some(self.pricing, "indexation"):
            rise = sorted((_num(index, "floor"), _num(index, "assumed"), _num(index, "cap")))[1]
            at = cast("int", index["firstMonth"])
            while at <= month and ref in _names(index):
                result *= 1 + rise
                at += _span(index, "every")
        return result

    def bounded(self, line: Json, value: Fraction, month: int) -> Fraction:
        """Step 5."""
        least = _num(line, "minimum") * self.level(str(line["id"]), month)
        raised = least if value < least else value
        return _num(line, "maximum") if "maximum" in line and raised > _num(line, "maximum") \
            else raised  # fmt: skip

    def tiers(self, line: Json, count: Fraction) -> Fraction:
        """Step 4 at listed prices: each tier is a span from above one edge to the next."""
        total, low = NOTHING, NOTHING
        for tier in _some(line, "tiers"):
            high = _num(tier, "upTo") if "upTo" in tier else max(count, low)
            price = _num(tier, "unitPrice") + _num(tier, "rate")
            here = low < count <= high or (count == 0 and low == 0)
            if line.get("tierMode") == "flat" or "flat" in tier:
                total += _num(tier, "flat") if here else 0
            elif line.get("tierMode") == "volume":
                total += count * price if here else 0
            else:
                total += max(min(count, high) - low, NOTHING) * price
            low = high
        return total

    # ------------------------------------------------------------ lines up to step 5

    def quantity(self, line: Json, month: int) -> Fraction:
        """Step 1: units alone count whole, units with a person count as a part."""
        volume = next((one for one in self.volumes if one["metricRef"] == line["metricRef"]), {})
        count = self.units(line["metricRef"], month)
        if "assistedShare" not in line or "assisted" not in volume:
            return count
        together = count * _num(volume, "assisted")
        return (count - together) + together * _num(line, "assistedShare")

    def charged_units(self, line: Json, month: int) -> Fraction:
        """Steps 2 and 3: above the included units a running sum of the period has to pay."""
        begin = month - (month - 1) % _span(line, "includedPeriod")
        free = _num(line, "included")
        sums = [sum((self.quantity(line, at) for at in range(begin, end)), NOTHING)
                for end in (month, month + 1)]  # fmt: skip
        before, after = (max(one - free, NOTHING) for one in sums)
        units = after - before
        if "pack" in line:
            packs = units // _num(line, "pack")
            packs += 1 if packs * _num(line, "pack") < units else 0
            units = packs * _num(line, "pack")
        return units

    def share(self, line: Json, gain: Fraction, month: int) -> Fraction:
        """Give the share of a settlement up to its greatest amount."""
        found = self.tiers(line, max(gain, NOTHING)) * self.level(str(line["id"]), month)
        most = _num(line, "maximum") * _span(line, "settlement") if "maximum" in line else found
        return min(found, most)

    def gain(self, line: Json, month: int) -> Fraction:
        base = cast("Json", line["baseline"])
        over = self.units(line["metricRef"], month) - _num(base, "amount")
        return over if base["direction"] == "above" else -over

    def settled(self, line: Json, month: int) -> Fraction:
        """Give a month of a value share: its minimum, at the end of a settlement the rest too."""
        least = self.bounded(line, NOTHING, month)
        n = _span(line, "settlement")
        if month % n:
            return least
        part = range(month - n + 1, month + 1)
        due = self.share(line, sum((self.gain(line, at) for at in part), NOTHING), month)
        paid = sum((self.bounded(line, NOTHING, at) for at in part), NOTHING)
        return least + (due - paid if due > paid else 0)

    def listed(self, ref: str, month: int) -> Fraction:
        """Give what a line comes to in a month after step 5, not rounded."""
        line = self.lines[ref]
        level = self.level(ref, month)
        if line["type"] == "value_share":
            return self.settled(line, month)
        if line["type"] == "adjustment":
            base = sum((self.listed(other, month) for other in _names(line)), NOTHING)
            return self.bounded(line, base * _num(line, "rate"), month)
        if line["type"] == "recurring":
            return self.bounded(line, self.fixed(line) * level, month)
        return self.bounded(line, self.tiers(line, self.charged_units(line, month)) * level, month)

    def fixed(self, line: Json) -> Fraction:
        bought = "quantity" in line
        return _num(line, "quantity") * _num(line, "unitPrice") if bought else _num(line, "amount")

    # ------------------------------------------------------------ discounts and rounding

    def acting(self, ref: str, month: int, *, once: bool = False) -> Iterator[Json]:
        """Give the discounts that act on a line in a month, in their order."""
        for one in sorted(
            _some(self.pricing, "discounts"), key=lambda one: cast("int", one["order"])
        ):
            first, last = one.get("firstMonth"), one.get("lastMonth")
            early = first is not None and month < cast("int", first)
            late = last is not None and month > cast("int", last)
            few = "fromQuantity" in one and (
                once or self.units(one["metricRef"], month) < _num(one, "fromQuantity")
            )
            if ref in _names(one) and not (early or late or few):
                yield one

    def reduced(self, value: Fraction, discounts: Iterator[Json]) -> Fraction:
        for one in discounts:
            if one["kind"] == "percent":
                value *= 1 - _num(one, "rate")
            else:
                value = NOTHING if _num(one, "amount") > value else value - _num(one, "amount")
        return self.coin(value)

    def printed(self) -> tuple[dict[str, Months], dict[str, Months]]:
        """Give the printed amounts of each line, and what they are without discounts."""
        found: dict[str, Months] = {}
        without: dict[str, Months] = {}
        for ref, line in self.lines.items():
            once = line["type"] == "one_time"
            months = [1] if once else list(self.months())
            plain = [self.fixed(line) if once else self.listed(ref, month) for month in months]
            without[ref] = [self.coin(one) for one in plain]
            found[ref] = [self.reduced(one, self.acting(ref, month, once=once))
                          for one, month in zip(plain, months, strict=True)]  # fmt: skip
        return found, without

    # ------------------------------------------------------------ the month and the term

    def over(self, cap: Json, printed: Mapping[str, Months], month: int) -> Fraction:
        """Give what the lines of a cap come to above it in a month."""
        together = sum((printed[ref][month - 1] for ref in _names(cap)), NOTHING)
        return max(NOTHING, together - _num(cap, "amount"))

    def taken_off(self, printed: Mapping[str, Months], month: int, lines: set[str]) -> Fraction:
        caps = [one for one in _some(self.pricing, "caps") if set(_names(one)) <= lines]
        cutting = [one for one in caps if one["onReach"] in ("stop", "free")]
        return sum((self.over(one, printed, month) for one in cutting), NOTHING)

    def balances(self, one: Json, printed: Mapping[str, Months]) -> Iterator[tuple[int, Fraction]]:
        """Give the last month of each period and the money above (or, below zero, missing)."""
        held: list[int] = []
        length = _span(one, "period")
        for month in range(cast("int", one["firstMonth"]), self.last + 1):
            held.append(month)
            if len(held) < length and month < self.last:
                continue
            part = Fraction(len(held), length)
            if one["kind"] == "quantity":
                units = sum((self.units(one["metricRef"], at) for at in held), NOTHING)
                apart = units - _num(one, "quantity") * part
                money = self.coin(abs(apart) * _num(one, "shortfallPrice"))
                yield month, money if apart > 0 else -money
            else:
                mine = set(_names(one))
                spent = sum((printed[ref][at - 1] for ref in mine for at in held), NOTHING)
                for at in held:
                    spent -= self.taken_off(printed, at, mine)
                yield month, spent - self.coin(_num(one, "amount") * part)
            held = []

    def scenario(self) -> dict[str, object]:
        """Carry the months through, one after the other."""
        printed, without = self.printed()
        missing: dict[int, Fraction] = dict.fromkeys(self.months(), NOTHING)
        paying: dict[int, list[Fraction]] = {month: [] for month in self.months()}
        for one in _some(self.pricing, "commitments"):
            owed = NOTHING
            for month, balance in self.balances(one, printed):
                if one.get("rollover") and balance > 0:
                    paying[month].append(min(owed, balance))
                owed = -balance if balance < 0 and one["shortfall"] == "billed" else NOTHING
                missing[month] += owed
        purse = sorted(
            [[one.get("lastMonth") or 10**6, place, _num(one, "amount")]
             for place, one in enumerate(_some(self.pricing, "credits"))],
            key=lambda one: cast("tuple[int, int]", (one[0], one[1])),
        )  # fmt: skip
        periods: list[dict[str, object]] = []
        totals = dict.fromkeys(("due", "off", "rolled", "credit"), NOTHING)
        for month in self.months():
            off = self.taken_off(printed, month, set(self.lines))
            charges = sum((printed[ref][month - 1] for ref in self.monthly), NOTHING) - off
            rolled = min(sum(paying[month], NOTHING), charges)
            charges += missing[month] - rolled
            due = charges
            for entry in purse:
                use = (
                    min(cast("Fraction", entry[2]), due)
                    if month <= cast("int", entry[0])
                    else NOTHING
                )
                entry[2] = cast("Fraction", entry[2]) - use
                due -= use
            periods.append(self._period(month, charges, missing[month], rolled, due, off))
            for name, value in (
                ("due", due),
                ("off", off),
                ("rolled", rolled),
                ("credit", charges - due),
            ):
                totals[name] += value
        once = sum((printed[ref][0] for ref in self.lines if ref not in self.monthly), NOTHING)
        cut = sum((sum(without[ref]) - sum(printed[ref]) for ref in printed), NOTHING)
        found = {
            "termMonths": self.last,
            "componentAmounts": [self._line(ref, printed[ref]) for ref in self.lines],
            "oneTime": self.coin.money(once),
            "periods": periods,
            "total": self.coin.money(once + totals["due"]),
            **self._when("discounts", "discount", cut),
            **self._when("caps", "capReduction", totals["off"]),
            **self._when("commitments", "shortfall", sum(missing.values(), NOTHING)),
            **self._when("credits", "creditUsed", totals["credit"]),
            **self._per_unit(once + totals["due"], printed),
        }
        if self._rolls():
            found["rolled"] = self.coin.money(totals["rolled"])
        tails = [one for one in self.lines.values() if "tail" in one]
        if tails:
            found["afterTerm"] = self.coin.money(sum(map(self.after, tails), NOTHING))
        return found

    # ------------------------------------------------------------ what is written

    def _rolls(self) -> bool:
        return any(one.get("rollover") for one in _some(self.pricing, "commitments"))

    def _when(self, kind: str, name: str, value: Fraction) -> dict[str, object]:
        return {name: self.coin.money(value)} if _some(self.pricing, kind) else {}

    def _line(self, ref: str, amounts: Months) -> dict[str, object]:
        return {
            "componentRef": ref,
            "amount": self.coin.money(amounts[-1]),
            "term": self.coin.money(sum(amounts, NOTHING)),
        }

    def _period(
        self,
        month: int,
        charges: Fraction,
        missing: Fraction,
        rolled: Fraction,
        due: Fraction,
        off: Fraction,
    ) -> dict[str, object]:
        found = {"charges": charges, "credit": charges - due, "due": due}
        found |= {"shortfall": missing} if missing else {}
        found |= {"rolled": rolled} if rolled else {}
        found |= {"capReduction": off} if off else {}
        return {"period": month, **{name: self.coin.money(of) for name, of in found.items()}}

    def _per_unit(self, total: Fraction, printed: Mapping[str, Months]) -> dict[str, object]:
        metrics = [one["metricRef"] for one in self.volumes]
        main = self.pricing.get("perUnitOf") or (metrics[0] if len(metrics) == 1 else None)
        stops = [one for one in _some(self.pricing, "caps") if one["onReach"] == "stop"]
        if main is None or any(
            self.over(one, printed, at) for one in stops for at in self.months()
        ):
            return {}
        units = sum((self.units(main, month) for month in self.months()), NOTHING)
        found: dict[str, object] = {}
        if units:
            exact = Rounder(4, self.coin.currency)
            found["effectiveUnitPrice"] = exact.money(total / units)
        if "costToday" in self.pricing:
            found["costToday"] = self.coin.money(units * _num(self.pricing, "costToday"))
        return found

    def after(self, line: Json) -> Fraction:
        """Give what is due after the term, settlement by settlement."""
        n = _span(line, "settlement")
        gain = sum((self.gain(line, self.last) for _ in range(n)), NOTHING)
        one = self.coin(self.share(line, gain, self.last) * _num(line, "tailRate", "1"))
        return sum((one for _ in range(0, _span(line, "tail"), n)), NOTHING)
