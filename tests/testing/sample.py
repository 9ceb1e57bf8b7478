"""A task with a place for every class of lie, and a request that carries it."""

from __future__ import annotations

import json

from proposalkit.testing import Asked, Task
from proposalkit.testing.asked import Json

SENTENCES = (
    "The agent may close a ticket within 30 minutes, but it does not change a price.",
    "A person checks a sample of 5 % of the answers before they are sent, for example each Monday.",
    "{{buyer.name}} can raise or lower the level for some kinds of task only if both sides agree.",
    "The pilot begins on 1 March 2027 and lasts between 6 and 8 weeks, so that two teams join.",
    "The published price of such work was EUR 2,500 a month in one year.",
)
WISH = "We want all tickets closed overnight."


def line(section: str = "solution") -> str:
    """Write the task as it stands on the wire."""
    sources = [
        {"id": f"S{place}", "text": text, "kind": "knowledge"}
        for place, text in enumerate(SENTENCES, 1)
    ]
    sources.append({"id": "S6", "text": WISH, "kind": "quoted"})
    slots = [{"name": name, "means": name} for name in ("buyer.name", "seller.name", "agent.name")]
    task = {
        "section": section, "say": "How it works.", "max_words": 200,
        "sources": sources, "slots": slots,
    }  # fmt: skip
    return json.dumps(task, sort_keys=True)


def body(section: str = "solution", more: str = "") -> dict[str, Json]:
    """Write the request of a section."""
    return {
        "model": "m",
        "messages": [
            {"role": "system", "content": "Rules of the house."},
            {"role": "user", "content": f"sector: support\n{more}\nTASK\n{line(section)}"},
        ],
    }


def task() -> Task:
    """Give the task as a policy reads it."""
    found = Asked(body()).task
    assert found is not None
    return found
