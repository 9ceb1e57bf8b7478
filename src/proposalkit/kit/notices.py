"""Writes and reads the notices beside the revisions of a deal."""

from __future__ import annotations

from pathlib import Path

import rfc8785
from pydantic import ValidationError

from proposalkit.errors import InputRefused
from proposalkit.kit.layout import NOTICES, DealFolder
from proposalkit.kit.write import explain_os_error
from proposalkit.model.finding import Finding
from proposalkit.model.notices import Notice


def write_notice(deal: DealFolder, notice: Notice) -> Path:
    """Write one notice under the next number; one that is there is never written over."""
    folder = deal.root / NOTICES
    try:
        folder.mkdir(exist_ok=True)
        taken = [int(one.name.partition("-")[0]) for one in folder.glob("[0-9]*-*.json")]
        number = max(taken, default=0) + 1
        path = folder / f"{number}-{notice.kind}-revision-{notice.revision}.json"
        with path.open("xb") as handle:
            handle.write(rfc8785.dumps(notice.model_dump(mode="json", exclude_none=True)))
    except OSError as error:
        raise explain_os_error(error, folder) from error
    return path


def read_notices(deal: DealFolder) -> tuple[Notice, ...]:
    """Read all notices of a deal, the oldest first; raises InputRefused for a broken one."""
    found: list[tuple[int, Notice]] = []
    faults: list[Finding] = []
    for path in sorted((deal.root / NOTICES).glob("[0-9]*-*.json")):
        try:
            notice = Notice.model_validate_json(path.read_bytes())
            found.append((int(path.name.partition("-")[0]), notice))
        except OSError as error:
            raise explain_os_error(error, path, "read") from error
        except (ValidationError, ValueError) as error:
            faults.append(
                Finding(
                    id="notice-unreadable",
                    where=f"{NOTICES}/{path.name}",
                    message=f"The notice cannot be read: {str(error).splitlines()[0]}.",
                    remedy="Restore it from a backup; notices are only ever added.",
                )
            )
    if faults:
        raise InputRefused(faults)
    return tuple(notice for _, notice in sorted(found, key=lambda row: row[0]))
