"""What a workspace replaces of the shipped files, and how each stands to the file it replaced."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.misfit import Misfit

OverlayState = Literal["own", "added", "same", "unrecorded", "moved", "gone", "absent", "unknown"]
"""Said in full in docs/how-to/customise-the-library.md; the last five ask a person to look."""


class OverlayRow(Model):
    """One shipped file a workspace replaces, as it was when the copy was taken."""

    file: Annotated[
        str,
        Field(pattern=r"^(?:knowledge|templates)(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$"),
        given("Name from the workspace on, such as knowledge/rules.yaml."),
    ]
    replaced: Annotated[
        str,
        Field(pattern=r"^[0-9a-f]{64}$"),
        given("SHA-256 of the shipped file that was copied, line ends as line feeds."),
    ]
    version: Annotated[str, given("Version of proposalkit that shipped it.")]


class OverlayRecord(Model):
    """The file overlay.yaml of a workspace."""

    format: Annotated[Literal["1"], given("Version of the file's format.")] = "1"
    files: tuple[OverlayRow, ...] = ()

    @model_validator(mode="after")
    def _once_each(self) -> OverlayRecord:
        names = [row.file for row in self.files]
        for number, name in enumerate(names):
            if name in names[:number]:
                message, remedy = f"two rows have the file {name!r}", "Keep the newer of the two."
                raise Misfit(message, remedy, "files", number, "file")
        return self

    def row(self, file: str) -> OverlayRow | None:
        """Give the row of a file, or None."""
        return next((row for row in self.files if row.file == file), None)


class OverlayFile(Model):
    """One file of a workspace's knowledge or templates, and what there is to do about it."""

    file: str
    state: OverlayState
    says: str = Field(description="What the state means, one sentence.")
    remedy: str = Field(default="", description="What to do; empty when there is nothing to do.")
    change: str = Field(default="", description="What changed in the shipped file since.")
