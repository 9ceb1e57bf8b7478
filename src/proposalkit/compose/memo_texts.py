"""Who wrote which text, what was withheld and why, what a text lacks: a section of the memo."""

from __future__ import annotations

from collections.abc import Iterator

from proposalkit.compose.draft_tasks import DraftPlan
from proposalkit.compose.memo_tables import markdown_table
from proposalkit.model.draft import DraftedSection
from proposalkit.model.drafting_book import SectionSpec

_HEAD = ("text", "written by", "blocks", "withheld", "put back", "why no new words of the model")


def written_section(
    plan: DraftPlan, sections: tuple[DraftedSection, ...], model: str
) -> tuple[str, str]:
    """Give title and body; the same texts give the same body, drafted or replayed."""
    titles = {one.spec.id: one.spec.title for one in plan.texts}
    rows = (
        (
            titles[one.section],
            _writer(one, model),
            str(len(one.blocks)),
            str(len(one.withheld)),
            str(len(one.put_back)),
            one.fault or one.kept or "-",
        )
        for one in sections
    )
    withheld = [
        (titles[one.section], str(one.number), one.rule, one.why, one.instead, one.text)
        for drafted in sections
        for one in drafted.withheld
    ]
    parts = [
        markdown_table(_HEAD, rows),
        markdown_table(("text", "block", "rule", "why", "instead", "words withheld"), withheld),
        "\n".join(f"- {line}" for one in plan.lacking for line in _lacking(plan, one)),
    ]
    return "Who wrote the texts", "\n\n".join(one for one in parts if one)


def _writer(one: DraftedSection, model: str) -> str:
    if one.by == "program":
        return "program"
    return f"model {model}" if one.kept is None else "model of an earlier run"


def _lacking(plan: DraftPlan, spec: SectionSpec) -> Iterator[str]:
    for names in spec.evidence:
        if not any(name in plan.values for name in names):
            needed = " or ".join(plan.means[name] for name in names)
            yield f'"{spec.title}" is not stated; the seller has to bring: {needed}'
