"""Made-up orders over everything a price may hold, the same one for the same seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Literal, NamedTuple

from proposalkit.model.pricing import PublicPricing
from proposalkit.model.scenario import Volume

DIGITS = {"EUR": 2, "USD": 2, "JPY": 0, "BHD": 3, "KWD": 3}
PRICES = ("19.99", "0.0031", "0.000003", "0.82", "1", "0", "0.333333333333", "7.005")
RATES = ("0.2", "0.125", "0.0333", "0.08", "1", "0.0049", "0.5")
TERMS = (1, 2, 3, 4, 6, 7, 12, 12, 12, 18, 24, 36)
METRIC_KINDS: Mapping[str, Literal["usage", "amount"]] = {
    "calls": "usage", "cases": "usage", "recovered": "amount", "spend": "amount",
}  # fmt: skip
Fields = dict[str, object]


class Deal(NamedTuple):
    """An order without scenarios, the volumes of one, and its months."""

    pricing: PublicPricing
    volumes: tuple[Volume, ...]
    months: int


def deal(seed: int) -> Deal:
    """Make a sound order with volumes from a seed."""
    return _Maker(seed).deal()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.currency = self.random.choice(sorted(DIGITS))
        self.months = self.random.choice(TERMS)
        self.edges: dict[str, list[str]] = {}
        self.minimums: dict[str, Decimal] = {}

    # ------------------------------------------------------------ small values

    def often(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def exactly(self, text: str) -> Fields:
        return {"amount": text, "currency": self.currency}

    def coins(self, highest: int) -> str:
        """Draw an amount that can be paid in the currency."""
        digits = DIGITS[self.currency]
        return format(Decimal(self.random.randint(0, highest * 10**digits)).scaleb(-digits), "f")

    def money(self, highest: int) -> Fields:
        return self.exactly(self.coins(highest))

    def unit_price(self) -> Fields:
        if self.often():
            return self.exactly(self.random.choice(PRICES))
        places = self.random.randint(0, 12)
        digits = self.random.randint(0, 5 * 10 ** min(places, 6))
        return self.exactly(format(Decimal(digits).scaleb(-places), "f"))

    def rate(self) -> str:
        if self.often():
            return self.random.choice(RATES)
        return format(Decimal(self.random.randint(0, 10**6)).scaleb(-6), "f")

    def some(self, names: Sequence[str]) -> list[str]:
        """Draw at least one name, in the order given."""
        chosen = self.random.sample(list(names), self.random.randint(1, len(names)))
        return [name for name in names if name in chosen]

    def quantity(self, highest: int) -> str:
        if self.often(0.7):
            return str(self.random.randint(0, highest))
        return format(Decimal(self.random.randint(0, highest * 1000)).scaleb(-3), "f")

    def span(self, longest: int = 12) -> str:
        if self.often(0.1) and longest >= 12:
            return "P1Y"
        return f"P{self.random.randint(1, longest)}M"

    def month(self) -> int:
        return self.random.randint(1, self.months + 2)

    # ------------------------------------------------------------ lines

    def lines(self) -> list[Fields]:
        draw = self.random.randint
        found = [self.fixed(f"once-{n}", "one_time") for n in range(draw(0, 2))]
        found += [self.fixed(f"access-{n}", "recurring") for n in range(draw(0, 2))]
        found += [self.counted(f"usage-{n}") for n in range(draw(0, 3))]
        found += [self.percentage(f"part-{n}") for n in range(self.often(0.3))]
        found += [self.value_share(f"value-{n}") for n in range(self.often(0.3))]
        found += [] if found else [self.counted("usage-0")]
        monthly = [str(one["id"]) for one in found if one["type"] != "one_time"]
        if monthly:
            found += [self.adjustment(f"more-{n}", monthly) for n in range(draw(0, 2))]
        self.random.shuffle(found)
        return found

    def fixed(self, name: str, kind: str) -> Fields:
        line: Fields = {"id": name, "label": name, "type": kind}
        if kind == "recurring":
            line["billingPeriod"] = "P1M"
        if self.often(0.7):
            return line | {"amount": self.money(3000)}
        quantity, price = self.quantity(40), self.unit_price()
        exact = Fraction(quantity) * Fraction(str(price["amount"]))
        digits = DIGITS[self.currency]
        whole = int(exact * 10**digits + Fraction(1, 2))
        amount = self.exactly(format(Decimal(whole).scaleb(-digits), "f"))
        return line | {"amount": amount, "quantity": quantity, "unit": "seat", "unitPrice": price}

    def counted(self, name: str) -> Fields:
        line: Fields = {
            "id": name, "label": name, "type": self.random.choice(["usage", "outcome"]),
            "billingPeriod": "P1M", "metricRef": self.random.choice(["calls", "cases"]),
        }  # fmt: skip
        highest = self.random.choice([20, 20, 300, 20000])
        self.tiers(line, highest, self.random.choice(["unitPrice", "unitPrice", "flat"]))
        if self.often(0.5):
            line["included"] = self.quantity(highest // 2)
            if self.often(0.6):
                line["includedPeriod"] = self.span()
        if self.often(0.3):
            line["pack"] = self.random.choice(["1", "5", "100", "2.5", "0.75"])
        if self.often(0.3):
            line["assistedShare"] = self.rate()
        return self.limits(line)

    def percentage(self, name: str) -> Fields:
        line: Fields = {"id": name, "label": name, "type": "percentage", "billingPeriod": "P1M",
                        "metricRef": "recovered"}  # fmt: skip
        self.tiers(line, 5000, "rate")
        if self.often(0.3):
            line["included"] = self.coins(2000)
        return self.limits(line)

    def value_share(self, name: str) -> Fields:
        line: Fields = {
            "id": name, "label": name, "type": "value_share", "billingPeriod": "P1M",
            "metricRef": "spend",
            "baseline": {"amount": self.money(4000), "source": "Counted and signed.",
                         "direction": self.random.choice(["below", "above"])},
        }  # fmt: skip
        self.tiers(line, 9000, "rate", modes=("graduated",))
        n = 1
        if self.often(0.7):
            n = self.random.choice([n for n in range(1, 13) if self.months % n == 0])
            line["settlement"] = f"P{n}M"
        if self.often(0.5):
            line |= {"tail": f"P{n * self.random.randint(1, 4)}M", "tailRate": self.rate()}
        return self.limits(line)

    def tiers(
        self, line: Fields, highest: int, price: str,
        modes: tuple[str, ...] = ("graduated", "volume"),
    ) -> None:  # fmt: skip
        ends = sorted({self.random.randint(1, highest) for _ in range(self.random.randint(0, 3))})
        texts = [str(end) if self.often(0.8) else f"{end - 1}.5" for end in ends]
        make = {"unitPrice": self.unit_price, "flat": lambda: self.money(900), "rate": self.rate}
        line["tiers"] = [{"upTo": end, price: make[price]()} for end in texts]
        line["tiers"] = [*line["tiers"], {price: make[price]()}]
        if ends or price == "flat" or self.often():
            line["tierMode"] = "flat" if price == "flat" else self.random.choice(modes)
        self.edges.setdefault(str(line["metricRef"]), []).extend(texts)

    def limits(self, line: Fields) -> Fields:
        least, most = sorted((self.coins(300), self.coins(2500)), key=Decimal)
        if self.often(0.4):
            line["minimum"] = self.exactly(least)
            self.minimums[str(line["id"])] = Decimal(least)
        if self.often(0.4):
            line["maximum"] = self.exactly(most)
        return line

    def adjustment(self, name: str, monthly: Sequence[str]) -> Fields:
        line: Fields = {
            "id": name, "label": name, "type": "adjustment", "billingPeriod": "P1M",
            "appliesTo": self.some(monthly), "rate": self.rate(), "reason": "review_level",
        }  # fmt: skip
        return self.limits(line)

    # ------------------------------------------------------------ what changes them

    def discount(self, number: int, names: Sequence[str], metrics: Sequence[str]) -> Fields:
        one: Fields = {"id": f"less-{number}", "label": "Less", "appliesTo": self.some(names),
                       "order": number, "condition": "As agreed.", "kind": "percent"}  # fmt: skip
        one |= {"rate": self.rate()}
        if self.often(0.4):
            one |= {"kind": "amount", "amount": self.money(200), "rate": None,
                    "appliesTo": [self.random.choice(names)]}  # fmt: skip
        first, last = sorted((self.month(), self.month()))
        one |= {"firstMonth": first} if self.often(0.3) else {}
        one |= {"lastMonth": last} if self.often(0.3) else {}
        if metrics and self.often(0.4):
            metric = self.random.choice(metrics)
            one |= {"metricRef": metric, "fromQuantity": self.volume(metric)}
        return one

    def groups(self, monthly: Sequence[str], metrics: Sequence[str]) -> Fields:
        """Draw caps and commitments over groups of lines that share none."""
        names, caps, commitments = list(monthly), [], []
        self.random.shuffle(names)
        while names and len(caps) + len(commitments) < 5:
            cut = self.random.randint(1, len(names))
            outer, names = names[:cut], names[cut:]
            if self.often():
                caps.append(self.cap(len(caps), self.some(outer)))
            if self.often(0.6):
                commitments.append(self.commitment(len(commitments), outer, metrics))
        return {"caps": caps, "commitments": commitments}

    def cap(self, number: int, names: Sequence[str]) -> Fields:
        least = sum((self.minimums.get(one, Decimal(0)) for one in names), Decimal(0))
        return {
            "id": f"cap-{number}", "label": "Cap", "appliesTo": names, "onReachText": "See there.",
            "amount": self.exactly(format(least + Decimal(self.coins(1500)), "f")),
            "onReach": self.random.choice(["stop", "free", "notify_and_bill"]),
        }  # fmt: skip

    def commitment(self, number: int, names: Sequence[str], metrics: Sequence[str]) -> Fields:
        one: Fields = {
            "id": f"least-{number}", "label": "Commitment", "appliesTo": names, "kind": "spend",
            "period": self.span(12 if self.often() else 3),
            "shortfall": "billed" if self.often(0.8) else "waived",
            "firstMonth": 1 if self.often(0.7) else self.month(), "rollover": self.often(0.7),
        }  # fmt: skip
        if not metrics or self.often():
            return one | {"amount": self.money(self.random.choice([300, 2000, 9000]))}
        metric = self.random.choice(metrics)
        most = int(Decimal(self.volume(metric)) * self.random.choice([2, 4, 12])) + 1
        return one | {"kind": "quantity", "metricRef": metric, "quantity": self.quantity(most),
                      "shortfallPrice": self.unit_price()}  # fmt: skip

    def ramp(self, number: int, monthly: Sequence[str]) -> Fields:
        begins = sorted({self.month() for _ in range(self.random.randint(1, 3))})
        factors = ("0.5", "0.75", "0.333333", "1", "1.2", "0")
        steps = [{"fromMonth": at, "factor": self.random.choice(factors)} for at in begins]
        return {"id": f"ramp-{number}", "label": "Ramp", "appliesTo": self.some(monthly),
                "steps": steps}  # fmt: skip

    def index(self, number: int, monthly: Sequence[str]) -> Fields:
        floor, cap = sorted(self.random.choice(["0", "0.01", "0.02", "0.035", "0.08"])
                            for _ in range(2))  # fmt: skip
        rise = self.random.choice(["0", "0.025", "0.031", "0.1"])
        return {
            "id": f"index-{number}", "label": "Index", "appliesTo": self.some(monthly),
            "firstMonth": self.month(), "every": self.random.choice(["P12M", "P1Y", "P6M", "P5M"]),
            "floor": floor, "cap": cap, "assumed": rise,
        }  # fmt: skip

    def credit(self, number: int) -> Fields:
        one: Fields = {"id": f"credit-{number}", "label": "Credit", "amount": self.money(4000),
                       "condition": "Earned."}  # fmt: skip
        return one | ({"lastMonth": self.month()} if self.often() else {})

    # ------------------------------------------------------------ volumes

    def volume(self, metric: str) -> str:
        """Draw a quantity of a month: none, at an edge of a tier, beside it, or anything."""
        edges = self.edges.get(metric) or ["10"]
        if METRIC_KINDS[metric] == "amount":
            return self.coins(12000)
        kind, edge = self.random.random(), Decimal(self.random.choice(edges))
        if kind < 0.1:
            return "0"
        if kind < 0.6:
            return format(max(edge + self.random.choice([-1, 0, 1]), Decimal(0)), "f")
        return self.quantity(self.random.choice([30, 400, 20000]))

    def volumes(self, metrics: Sequence[str]) -> tuple[Volume, ...]:
        found = []
        for metric in metrics:
            one: Fields = {"metricRef": metric, "perPeriod": self.volume(metric)}
            if self.often(0.6):
                count = self.random.randint(1, self.months)
                one["firstMonths"] = [self.volume(metric) for _ in range(count)]
            if self.often(0.4) and METRIC_KINDS[metric] == "usage":
                one["assisted"] = self.rate()
            found.append(Volume.model_validate(one))
        return tuple(found)

    def deal(self) -> Deal:
        lines, draw = self.lines(), self.random.randint
        names = [str(one["id"]) for one in lines]
        monthly = [str(one["id"]) for one in lines if one["type"] != "one_time"]
        metrics = sorted(self.edges)
        pricing: Fields = {
            "currency": self.currency, "priceBook": "made-up", "components": lines,
            "rounding": {"scale": DIGITS[self.currency]}, "scenarios": [],
            "tax": {"text": "Prices exclude tax."},
            "discounts": [self.discount(n + 1, names, metrics)
                          for n in range(draw(1, 3) if self.often() else 0)],
            "credits": [self.credit(n) for n in range(draw(1, 3) if self.often() else 0)],
        }  # fmt: skip
        if monthly:
            pricing |= self.groups(monthly, metrics)
            pricing["ramps"] = [self.ramp(n, monthly) for n in range(draw(0, 2))]
            pricing["indexation"] = [self.index(n, monthly) for n in range(draw(0, 2))]
        if metrics and self.often():
            pricing["perUnitOf"] = self.random.choice(metrics)
        if self.often():
            pricing |= {"costToday": self.unit_price(), "costTodaySource": "Controlling"}
        return Deal(PublicPricing.model_validate(pricing), self.volumes(metrics), self.months)
