"""Compute every price of a proposal again, from its proposal.json alone.

    python recompute.py proposal.json                     compare every scenario with the file
    python recompute.py proposal.json --volume 20001      price another monthly volume

Only Python's standard library; nothing of the seller's program. Read it: it is the whole rule.

The steps, for each line of the price and each month:
  1 take the units, 2 take off the included ones, 3 price the rest through the tiers (the last
  unit of a tier still has its price), 4 hold minimum, then maximum, 5 round half up to the
  currency's smallest coin. For the month: 6 add the lines and take off what a cap of the kind
  "stop" or "free" leaves above it. For the term: 7 set credits against the earliest months,
  8 add what is charged once. Tax stands apart.

Exit code: 0 all equal, 1 something differs, 2 the file cannot be used.
"""

import json
import sys
from fractions import Fraction

HALF = Fraction(1, 2)


def number(text):
    """Read a decimal text as an exact fraction: "0.0031" is 31/10000."""
    return Fraction(text)


def written(value, decimals):
    """Write an exact fraction with a number of decimals, rounded half up (nothing is negative)."""
    units = int(value * 10**decimals + HALF)
    if decimals == 0:
        return str(units)
    digits = str(units).rjust(decimals + 1, "0")
    return digits[:-decimals] + "." + digits[-decimals:]


def coins(value, pricing):
    """Round an amount half up to the decimals the proposal keeps."""
    return number(written(value, pricing["rounding"]["scale"]))


# ---------------------------------------------------------------- one line of the price


def through_tiers(line, units):
    """Price units through the tiers of a line."""
    tiers = line["tiers"]
    if line.get("tierMode") == "volume":  # all units at the price of the tier they reach
        for tier in tiers:
            if "upTo" not in tier or units <= number(tier["upTo"]):
                return units * number(tier["unitPrice"]["amount"])
    total, done = Fraction(0), Fraction(0)
    for tier in tiers:  # graduated: each tier prices its own units
        end = units if "upTo" not in tier else min(units, number(tier["upTo"]))
        total += (end - done) * number(tier["unitPrice"]["amount"])
        done = end
    return total


def line_amount(line, units, pricing):
    """Price one line for one month, or once, rounded to coins."""
    if "amount" in line:
        fixed = number(line["amount"]["amount"])
        if "quantity" in line:  # units bought, such as seat-equivalents
            fixed = number(line["quantity"]) * number(line["unitPrice"]["amount"])
        return coins(fixed, pricing)
    counted = max(units - number(line.get("included", "0")), Fraction(0))
    amount = through_tiers(line, counted)
    if "minimum" in line:
        amount = max(amount, number(line["minimum"]["amount"]))
    if "maximum" in line:
        amount = min(amount, number(line["maximum"]["amount"]))
    return coins(amount, pricing)


# ---------------------------------------------------------------- one month


def month(pricing, volumes):
    """Price one month; gives the amount of each line, what caps take off, the charges, a stop."""
    amounts = {
        line["id"]: line_amount(line, volumes.get(line.get("metricRef"), Fraction(0)), pricing)
        for line in pricing["components"]
        if line["type"] != "one_time"
    }
    taken_off, stopped = Fraction(0), False
    for cap in pricing.get("caps", []):
        together = sum(amounts[ref] for ref in cap["appliesTo"])
        above = max(together - number(cap["amount"]["amount"]), Fraction(0))
        if cap["onReach"] != "notify_and_bill":
            taken_off += above
        if cap["onReach"] == "stop" and above:
            stopped = True
    return amounts, taken_off, sum(amounts.values()) - taken_off, stopped


# ---------------------------------------------------------------- the term


def scenario(pricing, volumes, months):
    """Carry one volume through all months; gives the values a scenario of the file has."""
    digits = pricing["rounding"]["scale"]
    once = {
        line["id"]: line_amount(line, Fraction(0), pricing)
        for line in pricing["components"]
        if line["type"] == "one_time"
    }
    amounts, taken_off, charges, stopped = month(pricing, volumes)
    left = sum((number(one["amount"]["amount"]) for one in pricing.get("credits", [])), Fraction(0))
    total, used_in_all = sum(once.values(), Fraction(0)), Fraction(0)
    found = {"oneTime": written(total, digits)}
    for line in pricing["components"]:
        found[f"componentAmounts {line['id']}"] = written((once | amounts)[line["id"]], digits)
        times = 1 if line["id"] in once else months
        found[f"term {line['id']}"] = written((once | amounts)[line["id"]] * times, digits)
    if pricing.get("caps"):
        found["capReduction"] = written(taken_off * months, digits)
    for count in range(1, months + 1):
        used = min(left, charges)
        left -= used
        used_in_all += used
        total += charges - used
        found[f"periods {count} charges"] = written(charges, digits)
        found[f"periods {count} credit"] = written(used, digits)
        found[f"periods {count} due"] = written(charges - used, digits)
    if pricing.get("credits"):
        found["creditUsed"] = written(used_in_all, digits)
    found["total"] = written(total, digits)
    units = sum(volumes.values(), Fraction(0)) * months
    if len(volumes) == 1 and not stopped:  # units of different kinds are never added
        if units:
            found["effectiveUnitPrice"] = written(total / units, 4)
        if "costToday" in pricing:
            found["costToday"] = written(units * number(pricing["costToday"]["amount"]), digits)
    return found


def stored(given):
    """Give the values of a scenario in the file under the same names."""
    names = ("oneTime", "capReduction", "creditUsed", "total", "effectiveUnitPrice", "costToday")
    found = {name: given[name]["amount"] for name in names if name in given}
    for one in given["componentAmounts"]:
        found[f"componentAmounts {one['componentRef']}"] = one["amount"]["amount"]
        found[f"term {one['componentRef']}"] = one["term"]["amount"]
    for one in given["periods"]:
        for name in ("charges", "credit", "due"):
            found[f"periods {one['period']} {name}"] = one[name]["amount"]
    return found


def differences(proposal):
    """Compare every scenario; gives lines that say what differs, none if all is equal."""
    pricing, found = proposal["pricing"], []
    for line in pricing["components"]:
        if "quantity" in line:
            mine = written(line_amount(line, Fraction(0), pricing), pricing["rounding"]["scale"])
            if mine != line["amount"]["amount"]:
                found.append(f"{line['id']}: the file says {line['amount']['amount']}, "
                             f"its units and their price give {mine}")  # fmt: skip
    for given in pricing["scenarios"]:
        volumes = {one["metricRef"]: number(one["perPeriod"]) for one in given["volumes"]}
        mine, theirs = scenario(pricing, volumes, given["termMonths"]), stored(given)
        for name in sorted(mine.keys() | theirs.keys()):
            if mine.get(name) != theirs.get(name):
                found.append(f"{given['id']}: {name}: the file says {theirs.get(name, 'nothing')}, "
                             f"its own rules give {mine.get(name, 'nothing')}")  # fmt: skip
    return found


# ---------------------------------------------------------------- the command


def main(arguments):
    """Run the command; gives its exit code."""
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--volume"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            proposal = json.load(file, parse_float=str, parse_int=int)
        pricing = proposal["pricing"]
        found = shown(pricing, arguments[2]) if arguments[1:] else differences(proposal)
    except (OSError, ValueError, KeyError, TypeError, ZeroDivisionError) as problem:
        unread = (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError)
        why = "it is no proposal.json" if isinstance(problem, unread) else problem
        print(f"{arguments[0]}: cannot be computed: {why}.", file=sys.stderr)
        print("Give the proposal.json of the kit, or the one attached to its PDF.", file=sys.stderr)
        return 2
    for line in found:
        print(line)
    if arguments[1:]:
        return 0
    count = len(pricing["scenarios"])
    if not found:
        print(f"{count} scenarios computed again, every amount equal ({pricing['currency']}).")
    return 1 if found else 0


def shown(pricing, volume):
    """Give lines with what one monthly volume costs; every metric gets the same units."""
    units = number(volume)
    if units < 0:
        raise ValueError(f"{volume} is below zero")
    metrics = {line["metricRef"] for line in pricing["components"] if "metricRef" in line}
    months = pricing["scenarios"][0]["termMonths"]
    found = scenario(pricing, dict.fromkeys(metrics, units), months)
    return [f"{name:<36} {value:>16} {pricing['currency']}" for name, value in found.items()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
