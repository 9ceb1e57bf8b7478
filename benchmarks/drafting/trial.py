"""One section at a time: a task, the fake model over HTTP by the real client, the checks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pydantic import SecretStr

from benchmarks.drafting.corpus import grounding_rules
from benchmarks.drafting.figures import Figures
from proposalkit.grounding.section import ground_section
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.endpoint import Endpoint
from proposalkit.llm.ledger import Ledger
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import Prompting
from proposalkit.model.draft import DraftedSection, SectionReply, SectionTask
from proposalkit.model.grounding import GroundingRules
from proposalkit.testing import Change, FakeModel, Policy, Told, got_through, policy_of

ROOT = Path(__file__).parents[2]
PROMPT = ROOT / "knowledge" / "prompts" / "drafting.md"
SHARED = ("Sector: insurance.", "Region: EU.")
_MANY = 100_000_000


class Drafted(NamedTuple):
    """A section after the checks, what the model answered, and what it had changed."""

    task: SectionTask
    reply: SectionReply
    section: DraftedSection
    changes: tuple[Change, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """Give our own words of the final text; the buyer's stand there marked as its quotation."""
        quoted = {one.id for one in self.task.sources if one.kind == "quoted"}
        return tuple(
            Told(one.text, one.sources)
            for one in self.section.blocks
            if not one.sources or not set(one.sources) <= quoted
        )

    def through(self, change: Change) -> bool:
        """Whether a change got through, by the log of who made it."""
        return got_through(change, self.told, self.task.max_words)


@dataclass
class Trial:
    """A fake model, the drafter that asks it, and the rules its answers are held against."""

    fake: FakeModel
    settings: LlmSettings
    prompting: Prompting
    rules: GroundingRules
    endpoint: Endpoint
    figures: Figures = field(default_factory=Figures)

    def draft(self, task: SectionTask, policy: Policy) -> Drafted:
        """Let the fake model answer one task in one way, and check the answer."""
        self.fake.forget()
        self.fake.policy = policy
        drafter = EndpointDrafter(
            self.settings, self.prompting, Ledger(), _not_kept, server=self.endpoint
        )
        (reply,) = drafter.draft((task,))
        section = ground_section(task, reply, self.rules)
        return Drafted(task, reply, section, self.fake.changes)


def _not_kept(kind: str, data: object) -> None:
    """Keep no ledger: each try is a new one."""


@contextmanager
def trial() -> Iterator[Trial]:
    """Set up a fake model with everything that asks it."""
    with FakeModel(policy_of("honest")) as fake:
        settings = settings_for(fake.url)
        with closing(Endpoint(settings)) as endpoint:
            yield Trial(
                fake=fake,
                settings=settings,
                prompting=Prompting(rules=PROMPT.read_text(encoding="utf-8"), shared=SHARED),
                rules=grounding_rules(),
                endpoint=endpoint,
            )


def settings_for(url: str, **more: object) -> LlmSettings:
    """Give settings that hold nothing back: long answers, many tokens."""
    given = {
        "mode": "openai", "url": url, "key": SecretStr("none"), "model": "proposalkit-fake",
        "cap": 32_000, "max_tokens": _MANY,
    }  # fmt: skip
    return LlmSettings.model_validate(given | more)
