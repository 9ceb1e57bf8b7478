"""The parts of a buyer's Word file or workbook, with words for whoever sent it."""

from __future__ import annotations

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.readers.zip_files import read_zip

_AGAIN = "Save it again with an office program, or ask the sender for it again."


def office_parts(name: str, data: bytes) -> dict[str, bytes]:
    """Unpack an office file with all limits; raises InputRefused in words about that file."""
    try:
        return read_zip(data, name)
    except InputRefused as refused:
        raise InputRefused([_said(name, one) for one in refused.findings]) from refused


def _said(name: str, one: Finding) -> Finding:
    message = one.message
    if one.id == "zip-unreadable":
        message = f'"{name}" is not an office file, whatever its name says, or it is damaged.'
    where = name if one.where in ("zip", "file", name) else f"{name}: {one.where}"
    return one.model_copy(update={"where": where, "message": message, "remedy": _AGAIN})
