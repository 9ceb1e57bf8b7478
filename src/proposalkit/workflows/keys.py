"""Make a key pair for signatures."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.keys import KeyFiles, write_key_pair

_STEM = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def new_key_pair(folder: Path, stem: str, person: str, today: date) -> KeyFiles:
    """Write `<stem>-private.jwk` and `<stem>-public.jwk`.

    With a person, the public half names that person and the day from which it signs approvals.
    Raises Refused for a name that is none and for a file that is there already.
    """
    if not _STEM.fullmatch(stem):
        raise Refused(
            f'"{stem}" cannot be the name of a key file.',
            'Use small letters, digits, ".", "-" and "_", such as --name seller-2026',
        )
    whose = " ".join(person.split())
    return write_key_pair(folder, stem, whose, today.isoformat() if whose else "")
