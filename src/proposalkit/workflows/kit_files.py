"""What every kit has, whatever document it carries: places, private files, the refusal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from proposalkit.errors import Refused
from proposalkit.model.finding import Status, Verdict

if TYPE_CHECKING:
    from proposalkit.readers.reading import PdfExamination


def parity_bytes(key: str, document: str, examination: PdfExamination) -> bytes:
    """Write where each shown value stands; `key` names the id of the document in the file."""
    places = {
        pointer: [{"page": place.page, "box": list(place.box)} for place in found]
        for pointer, found in examination.places.items()
    }
    parity = {"parityVersion": "1.0", key: document, "shown": places}
    return json.dumps(parity, sort_keys=True, separators=(",", ":")).encode()


def inside_bytes(content: Mapping[str, object]) -> bytes:
    """Write what stays inside: the key that says so first, the others in order."""
    ordered = dict(sorted(content.items(), key=lambda item: (item[0] != "internal", item[0])))
    return json.dumps(ordered, indent=2, ensure_ascii=False).encode() + b"\n"


def refuse_broken(verdict: Verdict, what: str = "kit") -> None:
    """Stop before anything is written; raises Refused unless the verdict is PASSED."""
    if verdict.status is not Status.PASSED:
        raise Refused(
            f"The {what} was not written, because it does not verify ({verdict.status}).",
            "Mend what the findings name; if the inputs are right, report this as a bug.",
            verdict.findings,
        )
