"""How much a foreign folder or archive may hold, counted while it is read."""

from __future__ import annotations

from proposalkit.model.finding import Finding
from proposalkit.readers.refusal import one_finding

MIB = 1024 * 1024
MAX_FILES = 200
MAX_FILE_BYTES = 64 * MIB
MAX_TOTAL_BYTES = 256 * MIB
MAX_PATH_LETTERS = 200
_SMALLER = "Give the kit as it was made, without other files in it."


class Budget:
    """Counts files and bytes; says in a finding when there are too many."""

    def __init__(self) -> None:
        self.files = 0
        self.total = 0

    def take(self, name: str, size: int) -> Finding | None:
        """Count one file; give a finding when it, or all together, is too large."""
        self.files += 1
        self.total += size
        if size > MAX_FILE_BYTES:
            return one_finding(
                "file-too-large",
                name,
                f'"{name}" has {size:,} bytes; at most {MAX_FILE_BYTES:,} are read.',
                _SMALLER,
            )
        if self.total > MAX_TOTAL_BYTES:
            return one_finding(
                "too-many-bytes",
                name,
                f"The files together have more than {MAX_TOTAL_BYTES:,} bytes.",
                _SMALLER,
            )
        if self.files > MAX_FILES:
            return one_finding(
                "too-many-files", name, f"There are more than {MAX_FILES} files.", _SMALLER
            )
        return None


def unsafe_name(name: str) -> str:
    """Say why a name of a file in an archive cannot be used; an empty text when it can."""
    if not name or len(name) > MAX_PATH_LETTERS:
        return "is empty or too long"
    if "\\" in name or ":" in name or any(ord(letter) < 32 for letter in name):
        return "holds a character that is not allowed"
    parts = name.split("/")
    if name.startswith("/") or any(part in {"", ".", ".."} for part in parts):
        return "leads out of the archive"
    return ""
