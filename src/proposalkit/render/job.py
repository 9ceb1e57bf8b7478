"""The wire between the parent and the rendering child: one JSON line, then raw bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from proposalkit.model.render_job import RenderJob

Outcome = Literal["done", "bad_input", "refused", "unavailable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing the child found wrong; the parent turns it into a finding."""

    id: str
    where: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the child sends back: the PDF, or why there is none."""

    outcome: Outcome
    pdf: bytes = b""
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0


class WireBroken(ValueError):
    """The bytes are not a whole message: the other side stopped before it had finished."""


def job_to_wire(job: RenderJob) -> bytes:
    """Write a job as bytes that `job_from_wire` reads back."""
    head = {
        "title": job.title,
        "author": job.author,
        "language": job.language,
        "created": job.created.isoformat(),
        "proposal_id": job.proposal_id,
        "schema_version": job.schema_version,
        "template_digest": job.template_digest,
        "attachment_name": job.attachment_name,
        "generator": job.generator,
        "images": [name for name, _ in job.images],
    }
    texts = (job.html.encode(), job.stylesheet.encode(), job.payload)
    return _pack(head, (*texts, *(data for _, data in job.images)))


def job_from_wire(data: bytes) -> RenderJob:
    """Read a job; raises WireBroken when bytes are missing."""
    head, (html, stylesheet, payload, *images) = _unpack(data)
    names = head["images"]
    assert isinstance(names, list)
    return RenderJob(
        html=html.decode(),
        stylesheet=stylesheet.decode(),
        title=str(head["title"]),
        author=str(head["author"]),
        language=str(head["language"]),
        created=date.fromisoformat(str(head["created"])),
        proposal_id=str(head["proposal_id"]),
        schema_version=str(head["schema_version"]),
        payload=payload,
        template_digest=str(head["template_digest"]),
        attachment_name=str(head["attachment_name"]),
        images=tuple(zip(map(str, names), images, strict=True)),
        generator=str(head["generator"]),
    )


def answer_to_wire(answer: Answer) -> bytes:
    """Write an answer as bytes that `answer_from_wire` reads back."""
    problems = [[p.id, p.where, p.message, p.remedy] for p in answer.problems]
    head = {
        "outcome": answer.outcome,
        "problems": problems,
        "pages": answer.pages,
        "cpu_seconds": answer.cpu_seconds,
        "peak_bytes": answer.peak_bytes,
    }
    return _pack(head, (answer.pdf,))


def answer_from_wire(data: bytes) -> Answer:
    """Read an answer; raises WireBroken when the child stopped before it had finished."""
    head, (pdf,) = _unpack(data)
    rows = head["problems"]
    assert isinstance(rows, list)
    return Answer(
        outcome=_outcome(head["outcome"]),
        pdf=pdf,
        problems=tuple(Problem(id=i, where=w, message=m, remedy=r) for i, w, m, r in rows),
        pages=int(str(head["pages"])),
        cpu_seconds=float(str(head["cpu_seconds"])),
        peak_bytes=int(str(head["peak_bytes"])),
    )


def _outcome(word: object) -> Outcome:
    known: tuple[Outcome, ...] = ("done", "bad_input", "refused", "unavailable")
    for outcome in known:
        if outcome == word:
            return outcome
    raise WireBroken(f"{word!r} is not an outcome")


def _pack(head: Mapping[str, object], parts: tuple[bytes, ...]) -> bytes:
    sizes = {"sizes": [len(part) for part in parts]}
    line = json.dumps({**sizes, **head}).encode()
    return b"".join((line, b"\n", *parts))


def _unpack(data: bytes) -> tuple[dict[str, object], list[bytes]]:
    line, mark, rest = data.partition(b"\n")
    if not mark:
        raise WireBroken("the message has no first line")
    head: dict[str, object] = json.loads(line)
    sizes = head["sizes"]
    assert isinstance(sizes, list)
    if sum(sizes) != len(rest):
        raise WireBroken(f"the message has {len(rest)} bytes, its first line says {sum(sizes)}")
    parts, start = [], 0
    for size in sizes:
        parts.append(rest[start : start + size])
        start += size
    return head, parts
