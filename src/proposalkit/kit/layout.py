"""Where the files of a kit stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BUYER, INTERNAL, NOTICES, JOURNAL = "buyer", "internal", "notices", "journal.jsonl"
PROPOSAL_PDF, PROPOSAL_JSON = "proposal.pdf", "proposal.json"
STANDARD_PDF, STANDARD_JSON = "standard-answers.pdf", "standard-answers.json"
PRICING_SHEET = "pricing.xlsx"
SUMMARY_PDF, COVER_EMAIL = "summary.pdf", "cover-email.txt"
PARITY, MANIFEST = "parity.json", "manifest.json"
EXPORTS = "exports"
"""Folder below `buyer/` with the proposal in the formats of other tools."""
MEMO, NUMBERS, CANARIES, INPUTS = "deal-desk.md", "numbers.csv", "canaries.json", "inputs.json"
NEGOTIATION = "negotiation.md"


STANDARD_KIT = "standard-kit"
"""Folder of the standard answers below the output folder; no deal may have this name."""


@dataclass(frozen=True)
class DealFolder:
    """The folder of one deal below the output folder."""

    root: Path

    @property
    def journal(self) -> Path:
        """Give the journal that spans all revisions."""
        return self.root / JOURNAL

    def revision(self, number: int) -> Path:
        """Give the folder of one revision."""
        return self.root / str(number)

    def buyer(self, number: int) -> Path:
        """Give the folder that may be sent."""
        return self.revision(number) / BUYER

    def internal(self, number: int) -> Path:
        """Give the folder that is never sent."""
        return self.revision(number) / INTERNAL

    def latest(self) -> int | None:
        """Give the highest revision that is there, or None."""
        if not self.root.is_dir():
            return None
        names = (one.name for one in self.root.iterdir() if one.is_dir())
        numbers = [int(name) for name in names if name.isascii() and name.isdecimal()]
        return max(numbers, default=None)
