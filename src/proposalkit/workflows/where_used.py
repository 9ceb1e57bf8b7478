"""Find every kit that uses a clause, by a quick look into the data of each revision."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from proposalkit.errors import Refused
from proposalkit.kit.layout import BUYER, MANIFEST, PROPOSAL_JSON, STANDARD_JSON
from proposalkit.kit.write import explain_os_error
from proposalkit.model.base import Model


class Use(Model):
    """One kit that holds a clause, with the version and digest it is pinned by."""

    deal: str
    revision: int
    grade: str
    version: str
    digest: str


def where_used(output: Path, clause: str) -> tuple[Use, ...]:
    """Give each revision below an output folder that holds a clause, in order.

    Why no JSON reader: a proposal is canonical (RFC 8785), so its bytes have one shape, and a
    thousand of them are looked through in less than a second. Raises Refused when there is no
    folder of kits, Unavailable when it cannot be read.
    """
    name = re.escape(clause.encode())
    pinned = re.compile(
        rb'"id":"' + name + rb'","landsIn":"[a-z_]*","origin":"[a-z_]*",'
        rb'"text":"(?:[^"\\]|\\.)*","textSha256":"([0-9a-f]{64})","title":"(?:[^"\\]|\\.)*",'
        rb'"version":"([^"\\]*)"'
    )
    mark = b'"id":"' + clause.encode() + b'","landsIn"'
    try:
        return tuple(_uses(output, pinned, mark))
    except FileNotFoundError as error:
        raise Refused(
            f'There is no folder "{output}".', "Name the folder of the kits with --output."
        ) from error
    except OSError as error:
        raise explain_os_error(error, output, "read") from error


def _uses(output: Path, pinned: re.Pattern[bytes], mark: bytes) -> Iterator[Use]:
    for deal in sorted(one.name for one in os.scandir(output) if one.is_dir()):
        if deal.startswith("."):
            continue
        names = (one.name for one in os.scandir(output / deal) if one.is_dir())
        for number in sorted(int(one) for one in names if one.isascii() and one.isdecimal()):
            buyer = output / deal / str(number) / BUYER
            data = _data(buyer)
            start = data.find(mark)
            found = pinned.match(data, start) if start >= 0 else None
            if found is not None:
                yield Use(
                    deal=deal,
                    revision=number,
                    grade=_grade(buyer),
                    version=found[2].decode(),
                    digest=found[1].decode(),
                )


def _data(buyer: Path) -> bytes:
    for name in (PROPOSAL_JSON, STANDARD_JSON):
        try:
            return (buyer / name).read_bytes()
        except FileNotFoundError:
            continue
    return b""


def _grade(buyer: Path) -> str:
    try:
        return str(json.loads((buyer / MANIFEST).read_bytes())["grade"])
    except (OSError, ValueError, KeyError, TypeError):
        return "unknown"
