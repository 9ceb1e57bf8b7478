"""Do the dates, references and grade of the proposal fit together?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from proposalkit.model.after_pilot import Expansion
from proposalkit.model.finding import CheckResult, Finding
from proposalkit.model.proposal import Proposal
from proposalkit.verify.amounts import strange_amounts


def check_consistency(proposal: Proposal) -> CheckResult:
    """Check dates, references, grade and the amounts said against each other."""
    findings = [
        *_dates(proposal), *_references(proposal), *_requirements(proposal), *_grade(proposal),
        *strange_amounts(proposal),
    ]  # fmt: skip
    return CheckResult(check="consistency", findings=tuple(findings))


def _dates(proposal: Proposal) -> Iterator[Finding]:
    validity, pilot = proposal.validity, proposal.pilot
    if validity.valid_from != proposal.offer_date:
        yield _finding("/validity/validFrom", "The offer does not start on the offer date.")
    if validity.valid_until < validity.valid_from:
        yield _finding("/validity/validUntil", "The offer ends before it starts.")
    days = [gate.due for gate in proposal.path]
    if days != sorted(days) or (days and days[0] < proposal.offer_date):
        yield _finding("/path", "The gates of the path are not in the order of their dates.")
    yield from _path(proposal)
    if pilot is not None:
        length, decide = _days(pilot.duration), _days(pilot.decision.days)
        if length is not None and pilot.end != pilot.start + timedelta(days=length - 1):
            yield _finding("/pilot/end", "Start, length and end of the pilot do not fit.")
        if decide is not None and pilot.decision.by != pilot.end + timedelta(days=decide):
            yield _finding("/pilot/decision/by", "The decision day does not follow from the end.")
        if pilot.decision.prices_held_until < pilot.decision.by:
            yield _finding(
                "/pilot/decision/pricesHeldUntil", "The prices end before the last day to decide."
            )
        if pilot.expansion is not None:
            yield from _review(pilot.expansion, pilot.decision.by)
        fee = next((c.amount for c in proposal.pricing.components if c.id == "pilot-fee"), None)
        if fee != pilot.fee:
            yield _finding("/pilot/fee", "The pilot fee differs from the one in the pricing.")


def _path(proposal: Proposal) -> Iterator[Finding]:
    """Count the working days of each gate again, one after the other from the offer date."""
    day = proposal.offer_date
    for number, gate in enumerate(proposal.path):
        if _working_days(day, gate.due, proposal.holidays) != gate.days or not _works(
            gate.due, proposal.holidays
        ):
            yield _finding(
                f"/path/{number}/due", f'"{gate.title}" is not due {gate.days} working days on.'
            )
        day = gate.due


def _working_days(start: date, end: date, holidays: tuple[date, ...]) -> int:
    """Count the working days after the start up to the end."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(_works(day, holidays) for day in days)


def _works(day: date, holidays: tuple[date, ...]) -> bool:
    return day.isoweekday() <= 5 and day not in holidays


def _review(expansion: Expansion, decided: date) -> Iterator[Finding]:
    """Hold the first review to the day after the decision and the time between reviews."""
    start, months = decided + timedelta(days=1), int(expansion.review_every[1:-1])
    count = start.year * 12 + start.month - 1 + months
    review = expansion.first_review
    later = review + timedelta(days=1)
    same_day = review.day == start.day or (later.month != review.month and review.day < start.day)
    if review.year * 12 + review.month - 1 != count or not same_day:
        yield _finding(
            "/pilot/expansion/firstReview", "The first review does not follow from the decision."
        )


def _references(proposal: Proposal) -> Iterator[Finding]:
    clauses = {one.id for one in proposal.clauses}
    sources = {one.id for one in proposal.sources}
    for number, answer in enumerate(proposal.answers):
        for ref in answer.clause_refs:
            if ref not in clauses:
                yield _finding(f"/answers/{number}", f'Clause "{ref}" is cited but not there.')
    for section in proposal.sections:
        for block in section.blocks:
            if not set(block.sources) <= sources:
                yield _finding(f"/sections/{section.id}", f"{block.sources} is not a source.")
    metrics = {one.id for one in proposal.metrics}
    for number, component in enumerate(proposal.pricing.components):
        if component.metric_ref is not None and component.metric_ref not in metrics:
            yield _finding(
                f"/pricing/components/{number}", f'Metric "{component.metric_ref}" is not there.'
            )
    ids = [clause.id for clause in proposal.clauses]
    if len(ids) != len(set(ids)):
        yield _finding("/clauses", "Two clauses have one id.")


def _requirements(proposal: Proposal) -> Iterator[Finding]:
    """Hold what binds each answer to what is there; met or partly met needs a binding."""
    prices = {one.id for one in proposal.pricing.components}
    there = (
        ("clause_refs", "Clause", {one.id for one in proposal.clauses}),
        ("evidence_refs", "Evidence", {one.id for one in proposal.evidence}),
        ("price_refs", "Line of the price", prices),
    )
    for number, row in enumerate(proposal.requirements or ()):
        bound = row.clause_refs or row.evidence_refs or row.price_refs
        if row.status in ("met", "partly") and not bound:
            message = (
                f'Requirement {row.number} is said to be "{row.status}", and nothing binds it.'
            )
            yield _finding(f"/requirements/{number}/status", message)
        for name, what, known in there:
            refs: tuple[str, ...] = getattr(row, name)
            for ref in refs:
                if ref not in known:
                    yield _finding(f"/requirements/{number}", f'{what} "{ref}" is not there.')


def _grade(proposal: Proposal) -> Iterator[Finding]:
    if (proposal.grade == "issued") != (proposal.status == "issued"):
        yield _finding("/grade", "Grade and status disagree.")
    if proposal.grade == "for_discussion" and not proposal.released_by:
        yield _finding("/releasedBy", "A proposal for discussion names no person who released it.")
    if proposal.grade != "issued" and proposal.binding_nature == "firm_offer":
        yield _finding("/bindingNature", "Only an issued proposal is a firm offer.")


def _days(duration: str) -> int | None:
    return int(duration[1:-1]) if duration.startswith("P") and duration.endswith("D") else None


def _finding(where: str, message: str) -> Finding:
    return Finding(
        id="inconsistent",
        where=where,
        message=message,
        remedy="The data contradicts itself; ask the seller for a corrected proposal.",
    )
