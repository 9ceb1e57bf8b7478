"""Count an event log by the definition of a proposal, and work out the invoices."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from proposalkit.errors import InputRefused, Refused
from proposalkit.exports.recount_files import BAD, COUNTED, EXCLUDED, RECONCILED, RecountFolder
from proposalkit.kit.write import explain_os_error
from proposalkit.model.finding import Finding
from proposalkit.model.outcome import Outcome
from proposalkit.model.proposal import Proposal
from proposalkit.model.recount import Reconciliation, RecountReport
from proposalkit.pricing.counting import columns_of
from proposalkit.pricing.recount import Tally, follows_the_calendar
from proposalkit.pricing.rules import rules_of
from proposalkit.pricing.soundness import soundness_findings
from proposalkit.workflows.read import read_proposal
from proposalkit.workflows.recount_log import BadLines, CountedLog, count_log, tally_lines
from proposalkit.workflows.recount_sides import compare_sides

PERIOD = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
Progress = Callable[[int, int], None]
"""Takes the bytes read and the bytes there are."""


@dataclass(frozen=True)
class RecountRequest:
    """What is asked: which log, by whose definition, which month, against what, where to."""

    events: Path
    proposal: Path
    period: str | None = None
    against: Path | None = None
    out: Path | None = None
    definition: Path | None = None
    delimiter: str = ","
    start: str | None = None
    """First month of production, such as 2027-05."""


def recount(
    request: RecountRequest, progress: Progress = lambda _done, _all: None
) -> RecountReport:
    """Count the log and price each month; with `against` join it with the system of record.

    Raises InputRefused when log or proposal cannot be used, Refused when the definition cannot be
    executed; then nothing is written.
    """
    _refuse_strange_request(request)
    proposal = read_proposal(request.proposal)
    outcome, metric = _outcome(proposal, request.definition)
    names = (COUNTED, EXCLUDED, BAD, *((RECONCILED,) if request.against else ()))
    folder = RecountFolder(None, ())
    try:
        folder = RecountFolder(request.out, names)
        report = _count(request, proposal, outcome, metric, folder, progress)
        files = folder.finish(_as_bytes(report))
        return report.model_copy(update={"files": files})
    except OSError as error:
        raise explain_os_error(error, request.out or request.events) from error
    finally:
        folder.abandon()


def _as_bytes(report: RecountReport) -> bytes:
    document = report.model_dump(mode="json", by_alias=True, exclude_none=True)
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n".encode()


def _count(
    request: RecountRequest,
    proposal: Proposal,
    outcome: Outcome,
    metric: str,
    folder: RecountFolder,
    progress: Progress,
) -> RecountReport:
    zone = ZoneInfo(proposal.validity.timezone)
    size = request.events.stat().st_size if request.events.is_file() else 0
    bad = BadLines(request.events.name, folder)
    with count_log(
        request.events, outcome, zone, bad, request.delimiter,
        lambda done: progress(done, size), folder, request.period,
        keep_all=request.against is not None, pointer=_pointer(request, proposal, outcome),
    ) as log:  # fmt: skip
        price = rules_of(proposal.pricing)
        compared: tuple[Reconciliation, int] | None = None
        if request.against is None:
            for _ in tally_lines(log, folder, zone):
                pass
        else:
            compared = compare_sides(request.against, log, outcome, zone, folder, price, metric,
                                     request.period or "", request.delimiter,
                                     request.start)  # fmt: skip
        return _report(request, proposal, outcome, log, bad, compared,
                       log.tally.months(outcome, price, metric, request.start),
                       log.tally).model_copy(update={
                           "start_missing": request.start is None and follows_the_calendar(price)
                       })  # fmt: skip


def _report(
    request: RecountRequest,
    proposal: Proposal,
    outcome: Outcome,
    log: CountedLog,
    bad: BadLines,
    compared: tuple[Reconciliation, int] | None,
    months: tuple[object, ...],
    tally: Tally,
) -> RecountReport:
    return RecountReport.model_validate({
        "events": request.events.name,
        "proposal_id": proposal.proposal_id,
        "outcome": outcome.label,
        "definition": outcome.definition,
        "timezone": proposal.validity.timezone,
        "currency": proposal.pricing.currency,
        "lines": log.lines + bad.count,
        "counted": tally.counted,
        "excluded": tally.excluded,
        "other_months": tally.other_months,
        "bad": bad.count,
        "months": months,
        "reasons": tally.reasons(),
        "bad_lines": tuple(bad.first),
        "bad_against": compared[1] if compared else 0,
        "reconciliation": compared[0] if compared else None,
    })  # fmt: skip


def _refuse_strange_request(request: RecountRequest) -> None:
    if request.period is not None and not PERIOD.fullmatch(request.period):
        raise _bad_option("--period", f'"{request.period}" is not a month.',
                          "Write year and month, such as 2027-02.")  # fmt: skip
    if request.start is not None and not PERIOD.fullmatch(request.start):
        raise _bad_option("--start", f'"{request.start}" is not a month.',
                          "Write year and month, such as 2027-02.")  # fmt: skip
    if len(request.delimiter) != 1 or request.delimiter in '"\r\n':
        raise _bad_option("--delimiter", f'"{request.delimiter}" cannot part columns.',
                          "Write comma, semicolon, tab or bar.")  # fmt: skip
    if request.against is not None and request.period is None:
        raise _bad_option("--against", "Two systems are compared month by month.",
                          "Add --period with the month, such as 2027-02.")  # fmt: skip


def _bad_option(option: str, message: str, remedy: str) -> InputRefused:
    return InputRefused([Finding(id="recount-option", where=option, message=message,
                                 remedy=remedy)])  # fmt: skip


def _outcome(proposal: Proposal, other: Path | None) -> tuple[Outcome, str]:
    """Give the outcome and the metric it is billed by; another definition takes its place."""
    unsound = soundness_findings(proposal.pricing, proposal.metrics)
    if unsound:
        raise InputRefused(unsound)
    counted = {metric.outcome_ref: metric.id for metric in proposal.metrics if metric.outcome_ref}
    found = [one for one in proposal.outcomes if one.id in counted]
    if len(found) != 1:
        raise Refused(
            f"The proposal bills {len(found)} outcomes; a recount needs one.",
            "Use a proposal that is priced by one outcome.",
        )
    outcome = _other_definition(other) if other else found[0]
    columns_of(outcome)
    return outcome, counted[found[0].id]


def _pointer(request: RecountRequest, proposal: Proposal, outcome: Outcome) -> str:
    return "" if request.definition else f"/outcomes/{proposal.outcomes.index(outcome)}"


def _other_definition(path: Path) -> Outcome:
    from pydantic import ValidationError

    from proposalkit.workflows.check import read_bytes

    try:
        return Outcome.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise InputRefused([
            Finding(
                id="definition-invalid",
                where=f"{path.name}:/{'/'.join(str(part) for part in row['loc'])}",
                message=f"{row['msg']}.",
                remedy="Write it as an outcome stands in a proposal.json.",
            )
            for row in error.errors(include_url=False, include_context=False)
        ]) from error  # fmt: skip
