"""The exception tree and the exit codes: three kinds of error, each with a remedy."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposalkit.model.finding import Finding


class ExitCode(IntEnum):
    """What a command's exit status means; faults differ by finding id, never by code."""

    DONE = 0
    REFUSED = 1
    BAD_INPUT = 2
    INDETERMINATE = 3
    BUG = 70


class ProposalkitError(Exception):
    """An error meant to be shown to a person: what is wrong, where, and what to do."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class InputRefused(ProposalkitError):
    """Input that cannot be read or used; carries every problem found, each with its place."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        count = len(self.findings)
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"{count} {noun} in the input", "Mend each place listed and run again.")


class Refused(ProposalkitError):
    """A rule said no: the input is readable, the request is not allowed."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, remedy: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, remedy)
        self.findings = tuple(findings)


class Unavailable(ProposalkitError):
    """Something the work needs is not there: a system library, a disk, a permission, a lock."""

    exit_code = ExitCode.BAD_INPUT
