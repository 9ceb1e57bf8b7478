"""Eight sections of a deal as the composer asks for them, and a server without a socket."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.failures import CallFailed
from proposalkit.llm.settings import Flags, LlmSettings, settings_from
from proposalkit.llm.wire import Prompting, Request
from proposalkit.model.draft import DraftSectionId, SectionTask, Slot, SourceSentence

RULES = (Path(__file__).parents[2] / "knowledge" / "prompts" / "drafting.md").read_text("utf-8")
PROMPTING = Prompting(
    rules=RULES,
    shared=(
        "Sector of the buyer: insurance.",
        "Region of the work: the European Union.",
        "Autonomy: supervised; the agent acts and a person reviews in aggregate.",
        "Stage of the buyer: has run a pilot before.",
    ),
)
SLOTS = (
    Slot(name="buyer.name", means="legal name of the buyer"),
    Slot(name="agent.name", means="name of the agent"),
)
OUTLINE: Mapping[DraftSectionId, tuple[str, tuple[str, ...]]] = {
    "summary": ("What is offered, and why it fits this buyer.", (
        "With {{agent.name}}, {{buyer.name}} hands over tickets that follow a known path.",
        "You pay for a resolved ticket, and for nothing else.",
        "A person can take over each case at any time.")),
    "need": ("What the work costs the buyer today, in hours and in patience.", (
        "Today people at {{buyer.name}} answer each ticket by hand.",
        "Waiting is what customers complain about most.",
        "We want our people back on the hard cases.")),
    "solution": ("What the agent does from a ticket's arrival to its end.", (
        "{{agent.name}} reads a ticket, looks up the account and drafts the answer.",
        "What it is not sure of goes to a person with all it has found.",
        "Each step is written to a log that you can read.")),
    "pilot": ("How the pilot runs, and how it ends.", (
        "The pilot works on real tickets beside your people.",
        "Before it begins, both sides write down what would make it a success.",
        "If the result is not reached, the pilot ends and nothing further is owed.")),
    "outcome": ("What counts as a resolved ticket, and who counts.", (
        "A ticket counts once it is closed and not opened again.",
        "Your own system of record is what is counted in.",
        "You may object to a count, and the disputed tickets are looked at together.")),
    "oversight": ("Who watches the agent, and what happens when it is wrong.", (
        "A reviewer sees a sample of finished tickets each week.",
        "The agent stops where its instructions end.",
        "Who is responsible when it is wrong?")),
    "cover_email": ("A short letter that the proposal is sent with.", (
        "Enclosed is our proposal for {{buyer.name}}.",
        "Its first page has the terms that matter most.",
        "Your systems can read it as data too.")),
    "sponsor": ("What the sponsor can forward to colleagues.", (
        "{{agent.name}} takes over tickets that follow a known path.",
        "The pilot shows on your own tickets whether it works.",
        "Leaving is as simple as starting.")),
}  # fmt: skip


def task_of(section: DraftSectionId) -> SectionTask:
    """Make the task of a section: its first sentence is of the deal, questions are the buyer's."""
    say, texts = OUTLINE[section]
    sources = tuple(
        SourceSentence(
            id=f"S{number}",
            text=text,
            kind="deal" if number == 1 else "quoted" if "We want" in text or "?" in text
            else "knowledge",
            item=f"{section}-{number}",
            title="A passage",
            sha256="0" * 64,
        )
        for number, text in enumerate(texts, start=1)
    )  # fmt: skip
    return SectionTask(section=section, say=say, max_words=120, sources=sources, slots=SLOTS)


TASKS = tuple(task_of(section) for section in OUTLINE)


def settings(url: str = "http://127.0.0.1:9/v1", **changes: object) -> LlmSettings:
    """Give settings for a server on this machine."""
    made = settings_from(Flags(mode="openai", url=url, model="small"), {})
    return made.model_copy(update=changes)


def block(kind: str, **keys: object) -> dict[str, object]:
    """Give one block with all five keys."""
    empty = {"chunk": None, "text": None, "cites": [], "quote": None}
    return {"kind": kind, **empty, **keys}


def content(*blocks: object) -> str:
    """Give the text of an answer."""
    return json.dumps({"blocks": blocks})


SOUND = content(
    block("verbatim", chunk="S1"),
    block("connective", text="And then there is this."),
    block("prose", text="Said in other words.", cites=["S2"], quote="a"),
)


def sound(request: Request) -> Answer:
    """Answer as asked."""
    return Answer(
        text=SOUND, finish="stop", model="small-1", fingerprint="fp",
        usage=Usage(sent=1000, answered=100, cached=800),
    )  # fmt: skip


@dataclass
class Scripted:
    """Takes the place of a server; keeps what it was asked, and passes time without waiting."""

    answer: Callable[[Request], Answer | CallFailed] = sound
    seconds: float = 0.0
    asked: list[Request] = field(default_factory=list)
    now: float = 0.0
    slept: list[float] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def ask(self, request: Request, seconds: float) -> Answer:
        """Give the answer of the script, or raise it."""
        with self.lock:
            self.asked.append(request)
            self.now += self.seconds
        found = self.answer(request)
        if isinstance(found, CallFailed):
            raise found
        return found

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self.lock:
            self.slept.append(seconds)
            self.now += seconds


@dataclass
class Journal:
    """Keeps entries as the deal's journal would, line by line."""

    entries: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def record(self, kind: str, data: Mapping[str, object]) -> None:
        """Append an entry."""
        self.entries.append((kind, dict(data)))

    def lines(self) -> list[str]:
        """Give the entries as the lines they would be."""
        return [json.dumps({"kind": kind, "data": data}) for kind, data in self.entries]

    def of(self, kind: str) -> list[dict[str, object]]:
        """Give the data of the entries of one kind."""
        return [data for one, data in self.entries if one == kind]
