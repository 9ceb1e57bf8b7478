"""How clause texts, their life and their changes are printed for a person."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from proposalkit.cli.show import fit, print_findings
from proposalkit.model.word_changes import marked_changes

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding
    from proposalkit.workflows.clause_library import TextDiff, TextRow, TextSheet


def print_texts(rows: Sequence[TextRow], findings: tuple[Finding, ...]) -> None:
    """Print a line for each text, what is wrong with the records, and the count of each status."""
    width = max((len(f"{one.clause}/{one.position}") for one in rows), default=0)
    for one in rows:
        status = one.status.replace("_", " ")
        by = f"  {one.decided_by}, {one.decided_on}" if one.decided_by else ""
        name = f"{one.clause}/{one.position}"
        print(fit(f"{name:<{width}}  {one.version:>2}  {status:<10}{by}".rstrip(), sys.stdout))
    print_findings(findings)
    counts = Counter(one.status.replace("_", " ") for one in rows)
    told = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    print(f"{len(rows)} texts: {told}" if rows else "0 texts")


def print_text(sheet: TextSheet) -> None:
    """Print one text with everything a person needs to approve it."""
    row = sheet.row
    print(f"{row.title} ({row.clause}), {row.position}, version {row.version}")
    print(f"Status: {row.status.replace('_', ' ')}; owner: {row.owner}; read again by "
          f"{row.review_by}")  # fmt: skip
    print(f"File: {row.file}\nSHA-256: {row.digest}\n\n{sheet.text}\n")
    print("Why:")
    print(f"{sheet.why}\n\nSource: {sheet.source}")
    for name, value in sheet.facts.items():
        print(f"Commits to: {name} = {value if isinstance(value, str) else ', '.join(value)}")
    for one in sheet.records:
        step = one.step.replace("_", " ")
        print(fit(f"{one.on}  {step} by {one.name}, {one.role}. {one.note}".rstrip(), sys.stdout))
    for version, digest, status in sheet.earlier:
        print(f"Earlier: version {version}, {digest[:12]}, {status.replace('_', ' ')}")


def print_text_diff(found: TextDiff) -> None:
    """Print the words that went in [-...-] and those that came in {+...+}."""
    print(f"{found.clause}: {_short(found.before)} -> {_short(found.after)}")
    if all(one.kind == "same" for one in found.changes):
        print("No word differs.")
        return
    print(fit(marked_changes(found.changes), sys.stdout))


def _short(name: str) -> str:
    return name[:12] if len(name) == 64 else name
