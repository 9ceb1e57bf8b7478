"""Compute every price of a proposal.json again. The rule in words: docs/reference/price-rules.md.

    python recompute.py proposal.json                    compare every scenario with the file
    python recompute.py proposal.json --volume 20001     price another monthly volume
    python recompute.py proposal.json --volume calls=9000 --volume cases=40     several metrics
It needs Python alone. Exit code: 0 all equal, 1 something differs, 2 the file cannot be used.
"""

import json
import sys
from fractions import Fraction

ZERO, LONGEST, LIMITLESS = Fraction(0), 600, 10**30  # months; more than any amount of money
LISTS = ("caps", "commitments", "credits", "discounts", "indexation", "ramps")
WRONG = "it is no proposal.json.\nGive the proposal.json of the kit, or the one attached to its PDF"

def number(given):
    """Read a decimal text, or an amount of money, as an exact fraction: "0.0031" is 31/10000."""
    text = str(given["amount"] if isinstance(given, dict) else given)
    if not text.isascii() or not text.replace(".", "", 1).isdecimal():
        raise ValueError(f'"{text}" is no number such as 1250 or 0.0031')
    return Fraction(text)

def months_in(text):
    """Read a duration of whole months: P6M is 6, P1Y is 12."""
    if text[:1] != "P" or text[-1:] not in ("M", "Y") or number(text[1:-1]) not in range(1, 10000):
        raise ValueError(f'"{text}" is no number of months such as P6M')
    return int(text[1:-1]) * (12 if text[-1] == "Y" else 1)

def written(value, decimals):
    """Write an exact fraction with a number of decimals, rounded half up (nothing is negative)."""
    digits = str(int(value * 10**decimals + Fraction(1, 2))).rjust(decimals + 1, "0")
    return digits[:-decimals] + "." + digits[-decimals:] if decimals else digits

def through_tiers(line, units, times):
    """Price units, or an amount counted, through the tiers, their prices multiplied (step 4)."""
    total, done, mode = ZERO, ZERO, line.get("tierMode")
    for tier in line["tiers"]:
        last = number(tier["upTo"]) if "upTo" in tier else units
        price = number(tier.get("flat") or tier.get("rate") or tier["unitPrice"])
        total, done = total + (min(units, last) - done) * price, last
        if units <= last:  # the tier reached
            return {"flat": price, "volume": price * units}.get(mode, total) * times
    raise ValueError(f'the last tier of "{line["id"]}" is not open')

class Deal:
    """The rules of a price, with the units of each metric in each month of a scenario."""
    def __init__(self, pricing, given):
        self.rules, self.count = dict.fromkeys(LISTS, ()) | pricing, given["termMonths"]
        if self.count not in range(1, LONGEST + 1):
            raise ValueError(f"{self.count} is no number of months")
        self.term, self.scale = range(self.count), pricing["rounding"]["scale"]
        self.units, self.helped, self.after = {}, {}, None
        for one in given["volumes"]:
            months = [*one.get("firstMonths", []), *[one["perPeriod"]] * self.count][: self.count]
            self.units[one["metricRef"]] = [number(units) for units in months]
            self.helped[one["metricRef"]] = number(one.get("assisted", "0"))
    def coins(self, value):
        """Round an amount half up to the decimals the proposal keeps (step 8)."""
        return number(written(value, self.scale))
    def factor(self, ref, month):
        """Give what ramps and indexations make of listed prices of a line in a month (step 10)."""
        found = Fraction(1)
        for one in self.rules["ramps"]:
            begun = [step["factor"] for step in one["steps"] if step["fromMonth"] <= month]
            found *= number(begun[-1]) if begun and ref in one["appliesTo"] else 1
        for one in self.rules["indexation"]:
            if ref in one["appliesTo"] and month >= one["firstMonth"]:
                rise = min(max(number(one["assumed"]), number(one["floor"])), number(one["cap"]))
                found *= (1 + rise) ** (1 + (month - one["firstMonth"]) // months_in(one["every"]))
        return found
    def before_discounts(self, line, done):
        """Price each month of a line (or once), up to step 5; adjustments need the lines done."""
        factors = [self.factor(line["id"], at + 1) for at in self.term]
        units = self.units.get(line.get("metricRef"), [ZERO] * self.count)
        least, most = number(line.get("minimum", 0)), number(line.get("maximum", LIMITLESS))
        if line["type"] == "value_share":
            return self.settled(line, units, factors, least, most)
        if line["type"] == "adjustment":
            bases = [sum(done[ref][at] for ref in line["appliesTo"]) for at in self.term]
            amounts = [base * number(line["rate"]) for base in bases]
        elif "metricRef" in line:
            amounts = self.counted(line, units, factors)
        else:
            each = number(line.get("unitPrice") or line["amount"]) * number(line.get("quantity", 1))
            if line["type"] == "one_time":
                return [each]
            amounts = [each * times for times in factors]
        return [min(max(of, least * by), most) for of, by in zip(amounts, factors, strict=True)]
    def counted(self, line, units, factors):
        """Price the units of each month: assisted share, included units, packs (steps 1 to 4)."""
        helped, left = self.helped.get(line["metricRef"], ZERO), ZERO
        part = 1 - helped + helped * number(line.get("assistedShare", 1))
        span, pack = months_in(line.get("includedPeriod", "P1M")), number(line.get("pack", 0))
        for at in self.term:
            left = number(line.get("included", 0)) if at % span == 0 else left
            taken = min(units[at] * part, left)
            left, rest = left - taken, units[at] * part - taken
            yield through_tiers(line, -(-rest // pack) * pack if pack else rest, factors[at])
    def settled(self, line, measured, factors, least, most):
        """Charge each month its minimum, the last one of a settlement what the share has above."""
        span, base = months_in(line.get("settlement", "P1M")), number(line["baseline"]["amount"])
        sign = 1 if line["baseline"]["direction"] == "above" else -1
        if self.count % span:
            raise ValueError(f'the settlement of "{line["id"]}" does not divide the term')
        def share(months):
            value = max(sum((measured[at] - base) * sign for at in months), ZERO)
            return min(through_tiers(line, value, factors[months[-1]]), most * span)
        found = [min(least * by, most) for by in factors]
        for last in range(span - 1, self.count, span):
            months = range(last + 1 - span, last + 1)
            found[last] += max(share(months) - sum(found[at] for at in months), ZERO)
        if "tail" in line:
            once = self.coins(share([self.count - 1] * span) * number(line.get("tailRate", 1)))
            self.after = (self.after or ZERO) + once * (months_in(line["tail"]) // span)
        return found
    def printed(self, ref, amount, month):
        """Take discounts off a month of a line, or off one charged once (month 0); steps 6, 8."""
        for one in sorted(self.rules["discounts"], key=lambda one: one["order"]):
            acts = one.get("firstMonth", 1) <= max(month, 1) <= one.get("lastMonth", LONGEST)
            if "fromQuantity" in one:
                units = self.units[one["metricRef"]][month - 1]
                acts = acts and month and units >= number(one["fromQuantity"])
            if acts and ref in one["appliesTo"]:
                off = amount * number(one["rate"]) if "rate" in one else number(one["amount"])
                amount = max(amount - off, ZERO)
        return self.coins(amount)
    def commitment(self, one, printed, cuts):
        """Give for each period its last month, what is missing in it, what is above (step 9)."""
        span, units, price = months_in(one["period"]), one["kind"] == "quantity", Fraction(1)
        if units:
            have, price = self.units[one["metricRef"]], number(one["shortfallPrice"])
        else:
            ours = [cut for cap, cut in cuts if {*cap["appliesTo"]} <= {*one["appliesTo"]}]
            have = [sum(printed[ref][at] for ref in one["appliesTo"]) - sum(cut[at] for cut in ours)
                    for at in self.term]
        for start in range(one["firstMonth"] - 1, self.count, span):
            part = range(start, min(start + span, self.count))
            want = number(one["quantity" if units else "amount"]) * len(part) / span
            missing = (want if units else self.coins(want)) - sum(have[at] for at in part)
            yield part[-1], *(self.coins(max(of, ZERO) * price) for of in (missing, -missing))
    def scenario(self):
        """Carry the volumes through the term; gives the values a scenario of the file has."""
        rules, term, lines, printed, found = self.rules, self.term, {}, {}, {}
        once, discount, stopped, cuts = ZERO, ZERO, False, []
        short, rolled, credit = ([ZERO] * self.count for _ in range(3))
        for line in sorted(rules["components"], key=lambda one: one["type"] == "adjustment"):
            ref, first = line["id"], 0 if line["type"] == "one_time" else 1
            lines[ref] = self.before_discounts(line, lines)
            amounts = [self.printed(ref, of, at) for at, of in enumerate(lines[ref], first)]
            discount += sum(map(self.coins, lines[ref])) - sum(amounts)
            once += ZERO if first else amounts[0]
            printed[ref] = amounts if first else [ZERO] * self.count
            found[f"componentAmounts {ref} amount"] = amounts[-1]
            found[f"componentAmounts {ref} term"] = sum(amounts)
            found["discount"] = discount if rules["discounts"] else None
        for cap in rules["caps"]:  # step 7
            billed = [sum(printed[ref][at] for ref in {*cap["appliesTo"]}) for at in term]
            cut = [max(of - number(cap["amount"]), ZERO) for of in billed]
            stopped = stopped or (cap["onReach"] == "stop" and any(cut))
            cuts += [(cap, cut)] if cap["onReach"] != "notify_and_bill" else []
            found["capReduction"] = sum(sum(cut) for _, cut in cuts)
        off = [sum(cut[at] for _, cut in cuts) for at in term]
        charges = [sum(of[at] for of in printed.values()) - off[at] for at in term]
        for one in rules["commitments"]:
            paid, rolls = ZERO, one.get("rollover", False)
            for at, missing, above in self.commitment(one, printed, cuts):
                rolled[at] += min(paid, above, charges[at] - rolled[at]) if rolls else ZERO
                paid = missing if one["shortfall"] == "billed" else ZERO
                short[at] += paid
            found["shortfall"] = sum(short)
            found["rolled"] = sum(rolled) if rolls else found.get("rolled")
        charges = [charges[at] + short[at] - rolled[at] for at in term]
        for one in sorted(rules["credits"], key=lambda one: one.get("lastMonth", LONGEST)):
            left = number(one["amount"])  # step 11
            for at in term[: one.get("lastMonth", LONGEST)]:
                used = min(left, charges[at] - credit[at])
                left, credit[at] = left - used, credit[at] + used
            found["creditUsed"] = sum(credit)
        due = [charges[at] - credit[at] for at in term]
        for at in term:
            month = {"charges": charges[at], "credit": credit[at], "due": due[at]}
            some = {"capReduction": off[at], "shortfall": short[at], "rolled": rolled[at]}
            month |= {name: of for name, of in some.items() if of}
            found |= {f"periods {at + 1} {name}": of for name, of in month.items()}
        only = min(self.units) if len(self.units) == 1 else None
        units = [] if stopped else self.units.get(rules.get("perUnitOf", only), [])
        today = number(rules["costToday"]) if units and "costToday" in rules else None
        found |= {"oneTime": once, "total": once + sum(due), "afterTerm": self.after,
                  "costToday": today if today is None else today * sum(units)}
        found = {name: written(of, self.scale) for name, of in found.items() if of is not None}
        if any(units):
            found["effectiveUnitPrice"] = written((once + sum(due)) / sum(units), 4)
        return found

def stored(given, currency):
    """Give the values of a scenario in the file under the same names."""
    found = {name: one for name, one in given.items() if isinstance(one, dict)}
    for kind, key in (("componentAmounts", "componentRef"), ("periods", "period")):
        for one in given[kind]:
            found |= {f"{kind} {one[key]} {name}": of for name, of in one.items() if name != key}
    return {name: of["amount"] if of["currency"] == currency else f"{of['amount']} {of['currency']}"
            for name, of in found.items()}

def differences(proposal):
    """Compare every scenario; gives lines that say what differs, none if all is equal."""
    pricing, scale = proposal["pricing"], proposal["pricing"]["rounding"]["scale"]
    pairs = [(line["id"], {"amount": written(number(line["quantity"]) * number(line["unitPrice"]),
                                             scale)}, {"amount": line["amount"]["amount"]})
             for line in pricing["components"] if "quantity" in line]
    pairs += [(given["id"], Deal(pricing, given).scenario(), stored(given, pricing["currency"]))
              for given in pricing["scenarios"]]
    return [f"{of}: {name}: the file says {theirs.get(name, 'nothing')}, "
            f"its own rules give {mine.get(name, 'nothing')}"
            for of, mine, theirs in pairs for name in sorted(mine.keys() | theirs.keys())
            if mine.get(name) != theirs.get(name)]

def at_volumes(pricing, asked):
    """Price the expected scenario (or the first) with the volumes asked, such as calls=9000."""
    given = min(pricing["scenarios"], key=lambda one: one["id"] != "expected")
    volumes = {one["metricRef"]: one for one in given["volumes"]}
    for text in asked:
        name, _, units = text.rpartition("=")
        if name not in volumes and (name or len(volumes) > 1):
            raise ValueError(f'"{text}" names none of {", ".join(volumes)}: write NAME={units}')
        for metric in [name] if name else volumes:
            volumes[metric] = {**volumes[metric], "perPeriod": units, "firstMonths": []}
    found = Deal(pricing, {**given, "volumes": list(volumes.values())}).scenario()
    return [f"{name:<40} {one:>16} {pricing['currency']}" for name, one in found.items()]

def main(path="", *options):
    """Run the command; gives its exit code."""
    asked = options[1::2]
    if not path or options[::2] != ("--volume",) * len(asked):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(path, encoding="utf-8") as file:
            pricing = json.load(file, parse_float=str)["pricing"]
        found = at_volumes(pricing, asked) if asked else differences({"pricing": pricing})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        why = problem if isinstance(problem, OSError) or type(problem) is ValueError else WRONG
        print(f"{path}: cannot be computed: {why}.", file=sys.stderr)
        return 2
    equal = f"{len(pricing['scenarios'])} scenarios computed again, every amount equal"
    print(*(found or [f"{equal} ({pricing['currency']})."]), sep="\n")
    return 1 if found and not asked else 0

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
