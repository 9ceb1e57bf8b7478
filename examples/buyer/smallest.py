"""The smallest reader: holds a proposal.json against its schema, prints price, unit and exit.

    python smallest.py proposal.json proposal.schema.json

It knows the schema and nothing else; it needs the package jsonschema. Exit code: 0 valid, 1 not,
2 a file cannot be read.
"""

import json
import sys

from jsonschema import Draft202012Validator


def main(proposal, schema):
    """Print every fault of the file, or its key terms; gives the exit code."""
    try:
        with open(proposal, encoding="utf-8") as file, open(schema, encoding="utf-8") as rules:
            data, validator = json.load(file), Draft202012Validator(json.load(rules))
    except (OSError, ValueError, RecursionError) as problem:  # a text that is no JSON, too
        print(f"{proposal}, {schema}: cannot be read: {problem}", file=sys.stderr)
        return 2
    faults = sorted(f"/{'/'.join(map(str, one.path))}: {one.message}" for one in
                    validator.iter_errors(data))  # fmt: skip
    if faults:
        print(*faults, sep="\n")
        return 1
    print(data["title"], f"(revision {data['revision']}, {data['grade']})")
    for scenario in data["pricing"]["scenarios"]:
        total, each = scenario["total"], scenario.get("effectiveUnitPrice")
        print(f"{scenario['id']}: {total['amount']} {total['currency']} in "
              f"{scenario['termMonths']} months", end="")  # fmt: skip
        print(f", {each['amount']} {each['currency']} for each unit" if each else "")
    for metric in data["metrics"]:
        print(f"unit: {metric['unit']}")
    for outcome in data.get("outcomes", []):
        print(f"counts when: {outcome['definition']}")
    print("termination right:", data["term"]["exitRight"] if data.get("term") else "not stated")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
