"""Wrap what a buyer gets into one zip."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.journal import append_entry
from proposalkit.kit.layout import DealFolder
from proposalkit.kit.lock import deal_lock
from proposalkit.kit.pack import pack_bytes
from proposalkit.kit.write import explain_os_error, mend_interrupted
from proposalkit.model.canonical import sha256_hex
from proposalkit.workflows.notices import refuse_withdrawn


def pack_kit(folder: Path, *, now: datetime) -> Path:
    """Make `<deal>-<revision>.zip` beside the revisions; raises Refused for a draft."""
    deal = DealFolder(folder)
    mend_interrupted(deal)
    number = _latest(deal)
    if number is None:
        raise Refused(f'There is no kit in "{folder}".', f"Run proposalkit generate {folder.name}")
    with deal_lock(folder):
        refuse_withdrawn(deal, number)
        data = pack_bytes(deal.buyer(number))
        path = folder / f"{folder.name}-{number}.zip"
        try:
            staging = path.with_suffix(".zip.part")
            staging.write_bytes(data)
            staging.replace(path)
        except OSError as error:
            raise explain_os_error(error, folder) from error
        append_entry(deal.journal, "packed", now, {"revision": number, "sha256": sha256_hex(data)})
    return path


def _latest(deal: DealFolder) -> int | None:
    try:
        return deal.latest()
    except OSError as error:
        raise explain_os_error(error, deal.root, "read") from error
