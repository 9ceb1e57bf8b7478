"""Read, verify and price a proposal with one file, without the seller's program.

    python procurement.py read PATH                       the key facts
    python procurement.py verify PATH [--schema FILE]     is it whole, unchanged, and adds it up?
    python procurement.py price PATH --volume 20001       price another monthly volume; for several
                                                          metrics: --volume calls=9000 --volume ...
PATH is the folder of a kit, its proposal.json, or its proposal.pdf. Python alone is enough; only
the check of the schema needs the package jsonschema and the file proposal.schema.json.
Exit code: 0 done or passed, 1 failed, 2 the file cannot be used, 3 a check could not run.
Nothing here looks at the pages of the PDF, at signatures, or at who made the file.
"""

import argparse
import hashlib
import json
import re
import sys
import unicodedata
import zlib
from fractions import Fraction
from pathlib import Path

# ---- The rule of a price: the same text as in recompute.py, which has it alone. ----
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

# ---- Reading ----
FILE_LIMIT, DATA_LIMIT, MANY = 64 * 2**20, 2_000_000, 20  # bytes, bytes, attachments
NO_USE = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error)
ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile\b.{0,2000}?>>\s*stream\r?\n", re.DOTALL)
BY_HAND = "Save proposal.json from the attachments in a PDF reader and give that file"

def content(path):
    """Give the bytes of a file that is not too large."""
    with path.open("rb") as file:
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise ValueError(f"it has more than {FILE_LIMIT} bytes")
    return data

def attachment(pdf):
    """Take the data out of a PDF: its streams are searched, its structure is not followed."""
    starts = [*ATTACHED.finditer(pdf)]
    packed = all(b"/FlateDecode" in start[0] for start in starts)
    if b"/Encrypt" in pdf or not packed or len(starts) > MANY:
        raise ValueError(f"it is encrypted, or packed in a way not known here.\n{BY_HAND}")
    rest = [memoryview(pdf)[start.end() :] for start in starts]
    found = [zlib.decompressobj().decompress(one, DATA_LIMIT + 1) for one in rest]
    found = [data for data in found if data.startswith(b"{")]
    if len(found) != 1:
        raise ValueError(f"it has {len(found)} attachments of data, not one.\n{BY_HAND}")
    return found[0]

def data_of(path):
    """Give the bytes of the data: of a folder its proposal.json, else what its PDF carries."""
    if path.is_dir():
        both = [path / "proposal.json", path / "proposal.pdf"]
        path = next((one for one in both if one.is_file()), both[0])
    data = content(path)
    data = attachment(data) if data.startswith(b"%PDF") else data
    if len(data) > DATA_LIMIT:
        raise ValueError(f"its data has more than {DATA_LIMIT} bytes")
    return data

def no_double_keys(pairs):
    """Refuse an object in which a key stands twice: two readers would read two values."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key stands twice in one of its objects")
    return dict(pairs)

def parsed(data):
    """Read the data; raises ValueError if it is no JSON object with a price."""
    def no_number(text):
        raise ValueError(f'"{text}" is no number')
    read = json.loads(data, object_pairs_hook=no_double_keys, parse_float=str,
                      parse_constant=no_number)
    if not isinstance(read, dict) or not isinstance(read.get("pricing"), dict):
        raise ValueError(WRONG)
    return read

# ---- read ----
def facts(proposal, data):
    """Give the key facts as pairs of name and text."""
    pricing, term = proposal["pricing"], proposal.get("term")
    yield "proposal", f"{proposal['title']} ({proposal['proposalId']})"
    yield "revision", proposal["revision"]
    yield "grade", f"{proposal['grade']}: {proposal['gradeNotice']}"
    for side in ("seller", "buyer"):
        told = proposal["parties"][side]
        yield side, ", ".join(told[key] for key in ("name", "address") if told.get(key))
    valid = proposal["validity"]
    yield "valid", f"{valid['validFrom']} to {valid['validUntil']} ({valid['timezone']})"
    for one in pricing["scenarios"]:
        volumes = ", ".join(f"{of['perPeriod']} {of['metricRef']}" for of in one["volumes"])
        each = one.get("effectiveUnitPrice")
        yield f"price, {one['id']}", (
            f"{one['total']['amount']} {one['total']['currency']} in {one['termMonths']} months"
            + (f" at {volumes} a month" if volumes else "")
            + (f", {each['amount']} {each['currency']} for one" if each else ""))
    yield "tax", pricing["tax"]["text"]
    for one in proposal["metrics"]:
        yield "unit", one["unit"]
    for one in proposal.get("outcomes", []):
        yield "counts when", one["definition"]
    yield "termination right", term["exitRight"] if term else "not stated"
    for one in proposal["answers"]:
        if one.get("keyTerm"):
            clauses = ", ".join(one.get("clauseRefs", [])) or "no clause"
            yield one["question"], f"{one['answer']} [{clauses}]"
    for one in proposal.get("notStated", []):
        yield "not stated", one
    for one in proposal.get("toBeSupplied", []):
        yield "to be supplied", f"{one['what']} ({one['owner']}, by {one['due']})"
    yield "SHA-256 of the data", hashlib.sha256(data).hexdigest()

# ---- verify: each check gives what it found wrong, nothing if it passed ----
class NotChecked(Exception):
    """A check that applies could not run; says why and what to do."""

def check_schema(proposal, schema):
    """Hold the data against the published JSON Schema."""
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        raise NotChecked("jsonschema is not installed: pip install jsonschema") from None
    if schema is None:
        raise NotChecked("proposal.schema.json was not found: give it with --schema FILE")
    faults = Draft202012Validator(json.loads(content(schema))).iter_errors(proposal)
    return sorted(f"/{'/'.join(map(str, one.path))}: {one.message[:200]}" for one in faults)

def check_canonical(proposal, data):
    """Write the data again by RFC 8785 (it has no fractions and its keys are ASCII)."""
    again = json.dumps(proposal, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return [] if again.encode() == data else ["its bytes are not those of RFC 8785"]

def check_clauses(proposal):
    """Hash each clause text again: NFC, white space folded to one blank, UTF-8."""
    for one in proposal["clauses"]:
        text = " ".join(unicodedata.normalize("NFC", one["text"]).split())
        if hashlib.sha256(text.encode()).hexdigest() != one["textSha256"]:
            yield f"the text of clause {one['id']} does not have the digest that pins it"

def check_manifest(folder):
    """Compare each file of the folder and its SHA-256 with the manifest."""
    listed = {one["name"]: one["sha256"]
              for one in json.loads(content(folder / "manifest.json"))["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(listed.keys() | there - {"manifest.json"}):
        if name not in listed:
            yield f"{name} is there and not listed"
        elif name not in there:
            yield f"{name} is listed and not there"
        elif hashlib.sha256(content(folder / name)).hexdigest() != listed[name]:
            yield f"{name} is not the file that was listed"

def check_attachment(folder, data):
    """Compare the data with what the PDF beside it carries."""
    same = attachment(content(folder / "proposal.pdf")) == data
    return [] if same else ["proposal.json is not the data attached to proposal.pdf"]

def schema_file(given):
    """Find the schema: the file given, or one beside this script or in schema/ above it."""
    here = Path(__file__).resolve().parent
    near = [here / "proposal.schema.json", *(up / "schema" / "proposal.schema.json"
                                             for up in here.parents)]
    return given or next((one for one in near if one.is_file()), None)

def checks(path, proposal, data, schema):
    """Give name and run of each check whose inputs are there."""
    yield "schema", lambda: check_schema(proposal, schema_file(schema))
    yield "canonical form", lambda: check_canonical(proposal, data)
    yield "clause digests", lambda: check_clauses(proposal)
    yield "prices", lambda: differences(proposal)
    if path.is_dir():
        yield "manifest", lambda: check_manifest(path)
        if (path / "proposal.pdf").is_file():
            yield "attachment", lambda: check_attachment(path, data)

def verify(path, proposal, data, schema):
    """Print each check and the verdict; gives the exit code."""
    ends = set()
    for name, run in checks(path, proposal, data, schema):
        end = "PASSED"
        try:
            wrong = list(run())
        except NotChecked as problem:
            end, wrong = "NOT CHECKED", [str(problem)]
        except NO_USE as problem:
            wrong = [f"cannot be computed: {problem}"]
        end = "FAILED" if wrong and end == "PASSED" else end
        ends.add(end)
        print(f"{name:<16} {end}", *(plain(one) for one in wrong), sep="\n    ")
    print(f"SHA-256 of the data: {hashlib.sha256(data).hexdigest()}",
          "Compare it with the one on page 1. Pages and signatures were not looked at.", sep="\n")
    code = 1 if "FAILED" in ends else 3 if "NOT CHECKED" in ends else 0
    print({0: "PASSED", 1: "FAILED", 3: "INDETERMINATE"}[code])
    return code

def plain(text):
    """Leave out what could steer a terminal or hide a letter."""
    return "".join(one if one.isprintable() else " " for one in str(text))

def options():
    """Give the parser of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("read", "verify", "price"):
        commands.add_parser(name).add_argument("path", type=Path)
    commands.choices["verify"].add_argument("--schema", type=Path)
    commands.choices["price"].add_argument("--volume", action="append", default=[])
    return parser

def main(arguments):
    """Run the command; gives its exit code."""
    given = options().parse_args(arguments)
    try:
        data = data_of(given.path)
        proposal = parsed(data)
        if given.command == "verify":
            return verify(given.path, proposal, data, given.schema)
        if given.command == "price":
            lines = at_volumes(proposal["pricing"], given.volume)
        else:
            lines = [f"{name + ':':<22} {text}" for name, text in facts(proposal, data)]
    except NO_USE as problem:
        why = problem if isinstance(problem, OSError) or type(problem) is ValueError else WRONG
        print(f"{given.path}: cannot be used: {why}.", file=sys.stderr)
        return 2
    print(*map(plain, lines), sep="\n")
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
