"""Counts what an intake made of a request against what a person marked in it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.intake.make_rfp import Request

from proposalkit.model.intake import Intake


@dataclass(frozen=True)
class Counts:
    """How many of how many; the names of what is missing, wrong or too much."""

    requirements: int
    found: int
    priority: int
    extra: tuple[str, ...]
    missed: tuple[str, ...]
    fields: int
    fields_found: int
    wrong_fields: tuple[str, ...]
    tender: int
    tender_found: int
    missed_tender: tuple[str, ...]

    def line(self) -> str:
        """Give the counts as one line of a table."""
        return (
            f"requirements {self.found}/{self.requirements}, priority {self.priority}/{self.found},"
            f" too much {len(self.extra)}; fields {self.fields_found}/{self.fields};"
            f" rules of the tender {self.tender_found}/{self.tender}"
        )


def count(request: Request, found: Intake) -> Counts:
    """Count one intake."""
    rows = {_plain(one.quote): one for one in found.requirements}
    missed: list[str] = []
    priority, used = 0, set[str]()
    labelled = request.labelled()
    for number, mark, text in labelled:
        plain = _plain(text)
        hits = [quote for quote in rows if quote in plain or plain in quote]
        used.update(hits)
        wanted = "mandatory" if mark == "M" else "desired"
        priority += any(rows[one].priority == wanted for one in hits)
        if not hits:
            missed.append(number or text[:40])
    values = {one.field: one.value for one in found.fields}
    wrong = tuple(name for name, value in request.fields.items() if values.get(name) != value)
    facts = [(kind, one) for kind, many in request.tender.items() for one in many]
    lost = tuple(f"{kind}: {one}" for kind, one in facts if not _has(found, kind, one))
    return Counts(
        requirements=len(labelled),
        found=len(labelled) - len(missed),
        priority=priority,
        extra=tuple(rows[one].id for one in rows if one not in used),
        missed=tuple(missed),
        fields=len(request.fields),
        fields_found=len(request.fields) - len(wrong),
        wrong_fields=wrong,
        tender=len(facts),
        tender_found=len(facts) - len(lost),
        missed_tender=lost,
    )


def _has(found: Intake, kind: str, value: str) -> bool:
    said = [one for one in found.tender if one.kind == kind]
    return any(value in part for one in said for part in (*one.values, one.quote))


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".;").casefold()
