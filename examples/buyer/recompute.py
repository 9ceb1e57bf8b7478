"""Compute every price of a proposal again, from its proposal.json alone.

    python recompute.py proposal.json                    compare every scenario with the file
    python recompute.py proposal.json --volume 20001     price another monthly volume
    python recompute.py proposal.json --volume calls=9000 --volume cases=40     several metrics

Only Python's standard library; nothing of the seller's program. Each line, each month:
  1 the units; a unit that a person helped with counts as the assisted share   2 less the included
  ones left in their period   3 in whole packs   4 through the tiers (the last unit of a tier has
  its price): graduated, each unit at the price of its tier; volume, all at that of the tier
  reached; flat, the amount of that tier   5 not below the minimum, then not above the maximum
  6 discounts in their order, months and quantities   8 rounded half up   10 ramps and indexation
  multiply listed prices and minimums; an adjustment is a rate of what its lines are after 5.
A value share is settled every n months: the values together (baseline less measured, or reversed)
go through the tiers, between n minimums and n maximums; each month is charged its minimum.
The month: 7 what caps (stop, free) leave above them is taken off; 9 a commitment's last month adds
what is missing, less what a shortfall billed before pays for. The term: 11 credits against the
earliest months, what lapses first is used first; charges once (4, 6, 8) are added. Tax is apart.
Exit code: 0 all equal, 1 something differs, 2 the file cannot be used.
"""

import json
import sys
from fractions import Fraction

ZERO, LONGEST = Fraction(0), 600  # months


def number(given):
    """Read a decimal text, or an amount of money, as an exact fraction: "0.0031" is 31/10000."""
    text = str(given["amount"] if isinstance(given, dict) else given)
    if not text.isascii() or not text.replace(".", "", 1).isdecimal():
        raise ValueError(f'"{text}" is no number such as 1250 or 0.0031')
    return Fraction(text)


def months_in(text):
    """Read a duration of whole months: P6M is 6, P1Y is 12."""
    if text[:1] != "P" or text[-1:] not in ("M", "Y") or number(text[1:-1]) < 1:
        raise ValueError(f'"{text}" is no number of months such as P6M')
    return int(text[1:-1]) * (12 if text[-1] == "Y" else 1)


def written(value, decimals):
    """Write an exact fraction with a number of decimals, rounded half up (nothing is negative)."""
    digits = str(int(value * 10**decimals + Fraction(1, 2))).rjust(decimals + 1, "0")
    return digits[:-decimals] + "." + digits[-decimals:] if decimals else digits


def through_tiers(line, units, times):
    """Price units, or an amount counted, through the tiers, their prices multiplied."""
    total, done = ZERO, ZERO
    for tier in line["tiers"]:
        end = min(units, number(tier["upTo"])) if "upTo" in tier else units
        price = number(tier.get("rate", tier.get("unitPrice", 0)))
        total = units * price if line.get("tierMode") == "volume" else total + (end - done) * price
        total, done = number(tier["flat"]) if "flat" in tier else total, end
        if end == units:
            return total * times
    raise ValueError(f'the last tier of "{line["id"]}" is not open')


def limited(line, amount, times, months=1):
    """Hold the minimum (of one month), then the maximum."""
    amount = max(amount, number(line["minimum"]) * times) if "minimum" in line else amount
    return min(amount, number(line["maximum"]) * months) if "maximum" in line else amount


class Deal:
    """The rules of a price, with the units of each metric in each month of a term."""

    def __init__(self, pricing, given):
        """Read the volumes of a scenario: firstMonths one by one, then perPeriod."""
        self.rules, self.count, self.units, self.helped = pricing, given["termMonths"], {}, {}
        if self.count not in range(1, LONGEST + 1):
            raise ValueError(f"{self.count} is no number of months")
        self.term, self.after, self.scale = range(self.count), None, pricing["rounding"]["scale"]
        for one in given["volumes"]:
            months = [*one.get("firstMonths", []), *[one["perPeriod"]] * self.count][: self.count]
            self.units[one["metricRef"]] = [number(units) for units in months]
            self.helped[one["metricRef"]] = number(one.get("assisted", "0"))

    def coins(self, value):
        """Round an amount half up to the decimals the proposal keeps."""
        return number(written(value, self.scale))

    def factor(self, ref, month):
        """Give what ramps and indexations make of the listed prices of a line in a month."""
        found = Fraction(1)
        for one in self.rules.get("ramps", []):
            begun = [step["factor"] for step in one["steps"] if step["fromMonth"] <= month]
            found *= number(begun[-1]) if begun and ref in one["appliesTo"] else 1
        for one in self.rules.get("indexation", []):
            if ref in one["appliesTo"] and month >= one["firstMonth"]:
                rise = min(max(number(one["assumed"]), number(one["floor"])), number(one["cap"]))
                found *= (1 + rise) ** (1 + (month - one["firstMonth"]) // months_in(one["every"]))
        return found

    def before_discounts(self, line, done):
        """Price each month of a line (or once), up to step 5; adjustments need the lines done."""
        factors = [self.factor(line["id"], at + 1) for at in self.term]
        units = self.units.get(line.get("metricRef"), [ZERO] * self.count)
        if line["type"] == "value_share":
            return self.value_share(line, units, factors)
        if line["type"] == "adjustment":
            amounts = [sum(done[ref][at] for ref in line["appliesTo"]) * number(line["rate"])
                       for at in self.term]  # fmt: skip
        elif "metricRef" in line:
            counted = self.chargeable(line, units)
            amounts = [through_tiers(line, *of) for of in zip(counted, factors, strict=True)]
        else:
            amount = number(line["unitPrice" if "quantity" in line else "amount"])
            amount *= number(line.get("quantity", 1))  # units bought, such as seat-equivalents
            if line["type"] == "one_time":
                return [amount]
            amounts = [amount * times for times in factors]
        return [limited(line, *of) for of in zip(amounts, factors, strict=True)]

    def chargeable(self, line, units):
        """Give the units of each month that are priced: steps 1 to 3."""
        helped = self.helped.get(line["metricRef"], ZERO) if "assistedShare" in line else ZERO
        part = 1 - helped + helped * number(line.get("assistedShare", 1))
        for at in self.term:
            if at % months_in(line.get("includedPeriod", "P1M")) == 0:
                left = number(line.get("included", 0))
            taken, pack = min(units[at] * part, left), number(line.get("pack", 0))
            left, rest = left - taken, units[at] * part - taken
            yield -(-rest // pack) * pack if pack else rest

    def value_share(self, line, measured, factors):
        """Price each month of a value share; adds up what is due after the term."""
        span, base = months_in(line.get("settlement", "P1M")), number(line["baseline"]["amount"])
        sign = 1 if line["baseline"]["direction"] == "above" else -1
        if self.count % span:
            raise ValueError(f'the settlement of "{line["id"]}" does not divide the term')

        def share(months):
            value = sum((measured[at] - base) * sign for at in months)
            return limited({**line, "minimum": 0},
                           through_tiers(line, max(value, ZERO), factors[months[-1]]), 1, span)

        found = [limited(line, ZERO, times) for times in factors]
        for start in range(0, self.count, span):
            months = range(start, start + span)
            found[months[-1]] += max(share(months) - sum(found[at] for at in months), ZERO)
        if "tail" in line:
            once = self.coins(share([self.count - 1] * span) * number(line.get("tailRate", 1)))
            self.after = (self.after or ZERO) + once * (months_in(line["tail"]) // span)
        return found

    def printed(self, ref, amount, month):
        """Take discounts off a month of a line, or off one charged once (month 0), and round."""
        for one in sorted(self.rules.get("discounts", []), key=lambda one: one["order"]):
            acts = one.get("firstMonth", 1) <= max(month, 1) <= one.get("lastMonth", LONGEST)
            if "fromQuantity" in one:
                units = self.units[one["metricRef"]][month - 1]
                acts = acts and month and units >= number(one["fromQuantity"])
            if acts and ref in one["appliesTo"]:
                off = amount * number(one["rate"]) if "rate" in one else number(one["amount"])
                amount = max(amount - off, ZERO)
        return self.coins(amount)

    def commitment(self, one, printed, capped):
        """Give for each period its last month, what is missing in it and what is above."""
        span, units, price = months_in(one["period"]), one["kind"] == "quantity", Fraction(1)
        if units:
            have, price = self.units[one["metricRef"]], number(one["shortfallPrice"])
        else:
            cuts = [cut for refs, cut in capped if refs <= {*one["appliesTo"]}]
            have = [sum(printed[ref][at] for ref in one["appliesTo"]) - sum(cut[at] for cut in cuts)
                    for at in self.term]  # fmt: skip
        for start in range(one["firstMonth"] - 1, self.count, span):
            part = range(start, min(start + span, self.count))
            want = number(one["quantity" if units else "amount"]) * len(part) / span
            missing = (want if units else self.coins(want)) - sum(have[at] for at in part)
            yield part[-1], *(self.coins(max(of, ZERO) * price) for of in (missing, -missing))

    def scenario(self):
        """Carry the volumes through the term; gives the values a scenario of the file has."""
        rules, term, lines, printed, found = self.rules, self.term, {}, {}, {}
        once, discount, stopped, capped, spare = ZERO, ZERO, False, [], []
        for line in sorted(rules["components"], key=lambda one: one["type"] == "adjustment"):
            ref, first = line["id"], 0 if line["type"] == "one_time" else 1
            lines[ref] = self.before_discounts(line, lines)
            amounts = [self.printed(ref, of, at) for at, of in enumerate(lines[ref], first)]
            discount += sum(map(self.coins, lines[ref])) - sum(amounts)
            once += ZERO if first else amounts[0]
            printed[ref] = amounts if first else [ZERO] * self.count
            name = f"componentAmounts {ref}"
            found[f"{name} amount"] = amounts[-1]
            found[f"{name} term"] = sum(amounts)
        short, rolled, credit = ([ZERO] * self.count for _ in range(3))
        for cap in rules.get("caps", []):
            refs, limit = {*cap["appliesTo"]}, number(cap["amount"])
            cut = [max(sum(printed[ref][at] for ref in refs) - limit, ZERO) for at in term]
            stopped = stopped or (cap["onReach"] == "stop" and any(cut))
            capped += [(refs, cut)] if cap["onReach"] != "notify_and_bill" else []
        for one in rules.get("commitments", []):
            billed = ZERO
            for at, missing, above in self.commitment(one, printed, capped):
                spare += [(at, min(billed, above) if one.get("rollover") else ZERO)]
                billed = missing if one["shortfall"] == "billed" else ZERO
                short[at] += billed
        off = [sum(cut[at] for _, cut in capped) for at in term]
        charges = [sum(of[at] for of in printed.values()) - off[at] for at in term]
        for at, paid in spare:
            rolled[at] += min(paid, charges[at] - rolled[at])
        charges = [charges[at] + short[at] - rolled[at] for at in term]
        for one in sorted(rules.get("credits", []), key=lambda one: one.get("lastMonth", LONGEST)):
            left = number(one["amount"])
            for at in term[: one.get("lastMonth", LONGEST)]:
                used = min(left, charges[at] - credit[at])
                left, credit[at] = left - used, credit[at] + used
        total, owed = once + sum(charges) - sum(credit), rules.get("commitments", [])
        found |= {"oneTime": once, "total": total, "afterTerm": self.after}
        for name, of, there in (
            ("discount", discount, rules.get("discounts")), ("shortfall", sum(short), owed),
            ("capReduction", sum(off), rules.get("caps")),
            ("rolled", sum(rolled), any(one.get("rollover") for one in owed)),
            ("creditUsed", sum(credit), rules.get("credits")),
        ):  # fmt: skip
            found[name] = of if there else None
        due = [of - used for of, used in zip(charges, credit, strict=True)]
        for name, months in (("charges", charges), ("capReduction", off), ("shortfall", short),
                             ("rolled", rolled), ("credit", credit), ("due", due)):  # fmt: skip
            found |= {f"periods {at} {name}": of for at, of in enumerate(months, 1)
                      if of or name not in ("capReduction", "shortfall", "rolled")}  # fmt: skip
        found = {name: written(of, self.scale) for name, of in found.items() if of is not None}
        only = min(self.units) if len(self.units) == 1 else None
        units = self.units.get(rules.get("perUnitOf", only))
        if units is not None and not stopped and sum(units):
            found["effectiveUnitPrice"] = written(total / sum(units), 4)
        if units is not None and not stopped and "costToday" in rules:
            found["costToday"] = written(sum(units) * number(rules["costToday"]), self.scale)
        return found


def stored(given, currency):
    """Give the values of a scenario in the file under the same names."""
    found = {name: one for name, one in given.items() if isinstance(one, dict)}
    for kind, key in (("componentAmounts", "componentRef"), ("periods", "period")):
        for one in given[kind]:
            found |= {f"{kind} {one[key]} {name}": of for name, of in one.items() if name != key}
    return {name: of["amount"] if of["currency"] == currency else f"{of['amount']} {of['currency']}"
            for name, of in found.items()}  # fmt: skip


def differences(proposal):
    """Compare every scenario; gives lines that say what differs, none if all is equal."""
    pricing, pairs = proposal["pricing"], []
    for line in (one for one in pricing["components"] if "quantity" in one):
        bought = number(line["quantity"]) * number(line["unitPrice"])
        mine = {"amount": written(bought, pricing["rounding"]["scale"])}
        pairs.append((line["id"], mine, {"amount": line["amount"]["amount"]}))
    for given in pricing["scenarios"]:
        mine, theirs = Deal(pricing, given).scenario(), stored(given, pricing["currency"])
        pairs.append((given["id"], mine, theirs))
    return [f"{of}: {name}: the file says {theirs.get(name, 'nothing')}, "
            f"its own rules give {mine.get(name, 'nothing')}"
            for of, mine, theirs in pairs for name in sorted(mine.keys() | theirs.keys())
            if mine.get(name) != theirs.get(name)]  # fmt: skip


def other_volumes(pricing, asked):
    """Give the expected scenario with the volumes asked, such as calls=9000, or 9000 for all."""
    given = next(one for one in pricing["scenarios"] if one["id"] == "expected")
    volumes = {one["metricRef"]: one for one in given["volumes"]}
    for name, _, units in (text.rpartition("=") for text in asked):
        if name and name not in volumes:
            raise ValueError(f'"{name}" is nothing it counts; it counts {", ".join(volumes)}')
        for metric in [name] if name else volumes:
            volumes[metric] = {**volumes[metric], "perPeriod": units, "firstMonths": []}
    return {**given, "volumes": list(volumes.values())}


def main(arguments):
    """Run the command; gives its exit code."""
    path, asked = arguments[:1], arguments[2::2]
    if not path or arguments[1::2] != ["--volume"] * len(asked):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(path[0], encoding="utf-8") as file:
            pricing = json.load(file, parse_float=str)["pricing"]
        if asked:
            for name, one in Deal(pricing, other_volumes(pricing, asked)).scenario().items():
                print(f"{name:<40} {one:>16} {pricing['currency']}")
            return 0
        found, equal = differences({"pricing": pricing}), len(pricing["scenarios"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        told = isinstance(problem, OSError) or type(problem) is ValueError
        why = problem if told else "it is no proposal.json"
        print(f"{path[0]}: cannot be computed: {why}.", file=sys.stderr)
        if not told:
            where = "Give the proposal.json of the kit, or the one attached to its PDF."
            print(where, file=sys.stderr)
        return 2
    currency = pricing["currency"]
    print(*found or [f"{equal} scenarios computed again, every amount equal ({currency})."],
          sep="\n")  # fmt: skip
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
