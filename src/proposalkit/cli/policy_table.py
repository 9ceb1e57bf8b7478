"""How a proposal held against a policy is printed."""

from __future__ import annotations

import re
import sys

from proposalkit.cli.show import fit
from proposalkit.cli.tables import print_table
from proposalkit.model.comparison_words import CHECKED, standing_in_words
from proposalkit.model.policy import PolicyReport, RequirementRow

STATUS = {"met": "met", "deviates": "DEVIATES", "not_stated": "not stated"}


def print_policy_report(report: PolicyReport) -> None:
    """Print one row for each requirement, then what deviates with its quote, then the count."""
    print(fit(f"{report.title}, {report.seller}", sys.stdout))
    stands = standing_in_words(report.standing, report.valid_until)
    print(fit(f"{CHECKED[report.checked]} ({report.checked_detail}); {stands}", sys.stdout))
    print(fit(f"held against {report.policy_title}, version {report.policy_version}", sys.stdout))
    if report.answered:
        print(fit(f"the seller's own answers to your list: {report.answered}", sys.stdout))
    print()
    rows = ([STATUS[one.status], one.what, _found(one)] for one in report.rows)
    print_table(["", "Required", "The proposal"], rows)
    print(f"\n{report.met} met, {report.deviates} deviate, {report.not_stated} not stated; "
          "silence does not count as consent")  # fmt: skip


def _found(row: RequirementRow) -> str:
    said = row.quote if row.kind == "fact" and row.quote else row.found
    if said != row.found and re.match(r"\d+,? \D", row.found):
        said = f"{said} That is {row.found}."  # a number that was worked out stands in no sentence
    parts = [said if row.status == "met" else f"{said} (asked: {row.asked})"]
    page = f"page {row.page}, " if row.page else ""
    parts += [f"{page}{row.pointer}"] if row.pointer else []
    return "\n".join(parts)
