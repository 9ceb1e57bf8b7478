"""How the commitments of all kits are printed for a person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from proposalkit.cli.show import fit, print_findings
from proposalkit.compose.memo import INTERNAL_LINE
from proposalkit.model.commitments import KINDS

if TYPE_CHECKING:
    from proposalkit.workflows.commitments import CommitmentReport


def print_commitments(report: CommitmentReport, csv: Path | None, hand_over: Path | None) -> None:
    """Print deal by deal: exceptions and deviations in full, promises with their clauses."""
    print(INTERNAL_LINE)
    for sheet in report.sheets:
        mine = [
            row for row in report.rows if (row.deal, row.revision) == (sheet.deal, sheet.revision)
        ]
        title = f"{sheet.deal}, revision {sheet.revision} ({sheet.grade}), {sheet.buyer}"
        print(f"\n{title}, {sheet.on.isoformat()}")
        for kind in KINDS:
            found = [row for row in mine if row.kind == kind]
            print(f"  {kind.replace('_', ' ')}: {len(found)}")
            for row in found:
                clause = f" [{row.clause}]" if row.clause else ""
                detail = f" ({row.detail})" if row.detail and kind != "promise" else ""
                print(fit(f"    {row.what}{detail}{clause}, {row.owner}", sys.stdout))
    print(f"\n{len(report.rows)} commitments in {len(report.sheets)} kits")
    for label, path in (("List", csv), ("Hand-over", hand_over)):
        if path is not None:
            print(f"{label}: {path}")
    print_findings(report.findings)
