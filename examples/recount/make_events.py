"""Writes the sample of this folder: the same rows on every run, all names and numbers made up.

python make_events.py FOLDER
"""

import csv
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

FIRST, LAST = datetime(2027, 4, 17), datetime(2027, 5, 31)
TICKETS = 10_400
COLUMNS = (
    "ticket", "solved_at", "customer", "order", "intent", "channel", "solved_by",
    "human_replies", "reopened_at", "handed_over_at", "duplicate_of", "spam",
)  # fmt: skip


def tickets(chance):
    """Make the tickets of six weeks, in the order in which they were solved."""
    minutes = int((LAST - FIRST).total_seconds()) // 60 + 1439
    times = sorted(FIRST + timedelta(minutes=chance.randrange(minutes)) for _ in range(TICKETS))
    matters = []
    for number, solved in enumerate(times, start=1):
        if matters and chance.random() < 0.07:  # the same customer asks again about one order
            customer, order = chance.choice(matters[-150:])
        else:
            customer, order = f"C{chance.randrange(10**5):05}", f"A{chance.randrange(10**6):06}"
        matters.append((customer, order))
        yield ticket(chance, number, solved, customer, order)


def ticket(chance, number, solved, customer, order):
    """Make one ticket."""
    agent = chance.random() < 0.92
    replies = 0 if agent and chance.random() < 0.9 else chance.randrange(1, 4)
    reopened = handed = duplicate = ""
    luck = chance.random()
    if luck < 0.09:  # reopened within two weeks
        reopened = said(solved + timedelta(minutes=chance.randrange(60, 14 * 1440)))
    elif luck < 0.11:  # reopened much later: that is a new matter
        reopened = said(solved + timedelta(days=chance.randrange(16, 40)))
    if agent and chance.random() < 0.06:
        handed = said(solved - timedelta(minutes=chance.randrange(2, 300)))
    if number > 1 and chance.random() < 0.015:
        duplicate = f"T{max(1, number - chance.randrange(1, 40)):05}"
    return (
        f"T{number:05}", said(solved), customer, order,
        "order_status" if chance.random() < 0.95 else "return",
        "email" if chance.random() < 0.97 else "chat",
        "agent" if agent else "person", replies, reopened, handed, duplicate,
        "yes" if chance.random() < 0.02 else "no",
    )  # fmt: skip


def said(moment):
    """Write a time of the helpdesk: local, to the minute."""
    return moment.strftime("%Y-%m-%d %H:%M")


def solved_report(rows):
    """Give what the helpdesk's own saved report lists for May: record and time.

    It is the agreed definition, with the small slips two systems have: some records are missing,
    some are too many, one clock is late.
    """
    counted = {}
    for row in rows:
        one = dict(zip(COLUMNS, map(str, row), strict=True))
        if not fits(one):
            continue
        matter, when = (one["customer"], one["order"]), datetime.fromisoformat(one["solved_at"])
        if matter in counted and (when.date() - counted[matter].date()).days <= 14:
            continue
        counted[matter] = when
        if when.month == 5:
            yield one["ticket"], one["solved_at"]


def fits(one):
    """Say whether a ticket fits the agreed definition, other tickets apart."""
    if one["reopened_at"]:
        back, when = (datetime.fromisoformat(one[key]) for key in ("reopened_at", "solved_at"))
        if (back.date() - when.date()).days <= 14:
            return False
    wanted = {"intent": "order_status", "channel": "email", "solved_by": "agent",
              "human_replies": "0", "spam": "no"}  # fmt: skip
    empty = not one["duplicate_of"] and not one["handed_over_at"]
    return empty and all(one[key] == value for key, value in wanted.items())


def with_slips(report, chance):
    """Lose nine records, make up seven and move three by an hour."""
    rows = list(report)
    for row in chance.sample(rows, 9):
        rows.remove(row)
    for number in chance.sample(range(len(rows)), 3):
        record, when = rows[number]
        rows[number] = record, said(datetime.fromisoformat(when) + timedelta(hours=1))
    made_up = [
        (f"T9{number:04}", said(datetime(2027, 5, 3 + number, 10, 30))) for number in range(7)
    ]
    return sorted(rows + made_up)


def write(path, header, rows):
    """Write one CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    """Write both files."""
    chance = random.Random(20270501)
    rows = list(tickets(chance))
    write(folder / "events-2027-05.csv", COLUMNS, rows)
    report = with_slips(solved_report(rows), chance)
    write(folder / "helpdesk-report-2027-05.csv", ("ticket", "solved_at"), report)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
