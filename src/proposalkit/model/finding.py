"""One result of one check, and the verdict they fold into."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, field_validator

from proposalkit.model.base import Model

Severity = Literal["error", "warning", "note"]


class Finding(Model):
    """One thing a check or a reader has to say, with its place and what to do about it."""

    id: str = Field(description="Stable id of the kind of fault, such as `unknown-key`.")
    severity: Severity = Field(default="error", description="error, warning or note.")
    where: str = Field(description="`file:line:column`, a JSON pointer, or `page 3`.")
    message: str = Field(description="What is wrong, the offending value in quotes.")
    remedy: str = Field(description="What to do about it, one sentence.")

    @field_validator("where", "message", "remedy", mode="before")
    @classmethod
    def _whole_characters(cls, text: object) -> object:
        """Replace halves of characters, which foreign JSON may hold and no text file can."""
        if isinstance(text, str) and not text.isascii():
            return text.encode("utf-8", "replace").decode()
        return text

    def line(self) -> str:
        """Give the finding as one line of text for a terminal or a log."""
        return f"{self.where}: {self.message} {self.remedy}".strip()


class Status(StrEnum):
    """The three answers of a verification."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    INDETERMINATE = "INDETERMINATE"


class CheckResult(Model):
    """What one check found, or why it did not run."""

    check: str = Field(description="Id of the check, such as `page-equals-data`.")
    outcome: Literal["ran", "could_not_run", "not_applicable"] = "ran"
    detail: str = Field(default="", description="What was counted, or why it did not run.")
    findings: tuple[Finding, ...] = ()


class Said(Model):
    """What one side of a kit says."""

    who: str = Field(description="A file, a part of one, a page or a JSON pointer.")
    text: str


class Cause(Model):
    """One change that most likely made many findings: a likelihood, where a finding is a fact."""

    what: str = Field(description="What most likely was changed, one sentence.")
    where: str = Field(description="The place that shows it best.")
    said: tuple[Said, ...] = Field(default=(), description="What the sides say there.")
    because: tuple[str, ...] = Field(default=(), description="What speaks for it.")
    remedy: str
    explains: dict[str, int] = Field(description="Findings it explains, counted by check.")


class Verdict(Model):
    """What the checks say of one kit, buyer folder or PDF."""

    status: Status
    subject: str = Field(description="What was verified: the name of the kit, folder or file.")
    results: tuple[CheckResult, ...]
    causes: tuple[Cause, ...] = Field(
        default=(), description="What most likely made the errors, what explains most first."
    )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give all findings of all checks in order."""
        return tuple(f for r in self.results for f in r.findings)

    def summary(self) -> str:
        """Give one line: status, how many checks ran, how many findings."""
        ran = sum(r.outcome == "ran" for r in self.results)
        found = len(self.findings)
        skipped = sum(r.outcome == "not_applicable" for r in self.results)
        return (
            f"{self.status} {self.subject}: {ran} checks run, "
            f"{found} {'finding' if found == 1 else 'findings'}, {skipped} not applicable"
        )


SECOND_OPINIONS = {"letter-shapes": "letters-as-seen"}
"""A check that could not run, and the check that settles the matter when it ran and passed."""


def fold_verdict(subject: str, results: tuple[CheckResult, ...]) -> Verdict:
    """Fold check results into a verdict: an error fails, a check that could not run is unclear."""
    passed = {one.check for one in results if one.outcome == "ran" and not one.findings}
    if any(f.severity == "error" for r in results for f in r.findings):
        status = Status.FAILED
    elif any(
        r.outcome == "could_not_run" and SECOND_OPINIONS.get(r.check) not in passed for r in results
    ):
        status = Status.INDETERMINATE
    else:
        status = Status.PASSED
    return Verdict(status=status, subject=subject, results=results)
