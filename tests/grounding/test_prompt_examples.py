"""The answers that the prompt calls good stand whole: a model is not taught what is thrown away."""

from __future__ import annotations

import json
import re

import pytest

from proposalkit.grounding.section import ground_section
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.draft import SectionReply, SectionTask
from proposalkit.model.grounding import GroundingRules

PROMPT = (packaged_path("knowledge") / "prompts" / "drafting.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^TASK\n(\{.*\})\n\nA good answer:\n(\{.*\})$", PROMPT, re.MULTILINE)


def test_the_prompt_has_examples() -> None:
    assert len(EXAMPLES) == PROMPT.count("A good answer:") >= 3


@pytest.mark.parametrize(("asked", "answer"), EXAMPLES)
def test_a_good_answer_stands(asked: str, answer: str, rules: GroundingRules) -> None:
    task = SectionTask.model_validate_json(asked)
    blocks = json.loads(answer)["blocks"]
    reply = SectionReply.model_validate({"section": task.section, "blocks": blocks})
    made = ground_section(task, reply, rules)
    assert [(one.rule, one.text) for one in made.withheld] == []
    assert len(made.blocks) == len(blocks)
