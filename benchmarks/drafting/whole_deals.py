"""Whole proposals: what a lying model, or a poisoned brief, changes in them outside their texts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import yaml

from benchmarks.drafting.corpus import ROOT
from benchmarks.drafting.counts import Count, as_table
from benchmarks.drafting.deals import EXAMPLES, ExampleDeal, deals, example, listed, slots_said
from benchmarks.drafting.payloads import ORDER, PAYLOADS, Payload
from benchmarks.drafting.trial import Drafted, Trial
from proposalkit.model.draft import DraftedSection
from proposalkit.model.proposal import Proposal
from proposalkit.testing import Policy
from proposalkit.testing.adaptive import adaptive
from proposalkit.testing.hallucinating import hallucinating
from proposalkit.testing.honest import honest
from proposalkit.testing.obedient import obedient

_TEXTS = frozenset({"sections", "sources", "drafting", "cover_email", "sponsor_summary"})
"""The texts, the marks behind them, and who put them together."""
_POLICIES: Mapping[str, Callable[[int], Policy]] = {
    "honest": honest,
    "hallucinating": lambda seed: hallucinating(1.0, seed),
    "adaptive": lambda seed: adaptive(1.0, seed),
    "obedient": lambda seed: obedient,
}


def lying_rows(trial: Trial, seeds: int) -> Iterator[list[str]]:
    """Draft each example deal with each model, and hold the proposal against the program's own."""
    for name, policy in _POLICIES.items():
        lies, fields, facts = Count(), Count(), Count()
        texts = fell_back = back = 0
        for one in deals():
            own, said = _rest(one.proposal()), listed(one)
            for seed in range(seeds):
                drafted = _drafted(trial, one, policy(seed))
                texts += len(drafted)
                fell_back += sum(each.section.by == "program" for each in drafted)
                for each in drafted:
                    back += len(each.section.put_back)
                    _add_facts(each, said[each.task.section], facts)
                    for change in each.changes:
                        lies.add(each.through(change), change.after)
                _compare(own, _rest(one.proposal(_sections(one, drafted))), fields)
        trial.figures.count("facts coverage", f"{name}: facts of the program's texts lost", facts)
        if lies.tries:
            trial.figures.count("unsupported claims", f"{name}: lies in texts of deals", lies)
        yield [name, str(texts), str(fell_back), str(back), f"{facts.tries:,}", str(facts.hits),
               f"{lies.tries:,}", str(lies.hits), *fields.row()]  # fmt: skip


def _add_facts(drafted: Drafted, own: DraftedSection, count: Count) -> None:
    """Look for every value and every sentence required of a text; a party's name has equals."""
    for name in slots_said(own) - {"buyer.name", "seller.name"}:
        count.add(name not in slots_said(drafted.section), name)
    said = {one for block in drafted.section.blocks for one in block.sources}
    for source in drafted.task.sources:
        if source.required:
            count.add(source.id not in said, source.text)


def _drafted(trial: Trial, one: ExampleDeal, policy: Policy) -> list[Drafted]:
    """Draft every text, held against parties and clauses as the workflow does."""
    made = []
    for task in one.tasks:
        loose = trial.draft(task, policy)
        made.append(loose._replace(section=one.ground(task, loose.reply)))
    return made


def _sections(one: ExampleDeal, drafted: list[Drafted]) -> tuple[DraftedSection, ...]:
    return tuple(each.section for each in drafted)


def _rest(proposal: Proposal) -> dict[str, object]:
    """Give everything of a proposal but its texts and the marks behind them."""
    return proposal.model_dump(mode="json", exclude=set(_TEXTS))


def _compare(own: Mapping[str, object], made: Mapping[str, object], count: Count) -> None:
    for name in own.keys() | made.keys():
        count.add(own.get(name) != made.get(name), name)


def lying_table(trial: Trial, seeds: int) -> str:
    """Write the table."""
    head = ["model", "texts", "by the program", "sentences put back", "facts", "lost",
            "lies told", "lies printed",
            "parts of proposals outside the texts", "changed", "95 % upper bound"]  # fmt: skip
    return as_table(head, lying_rows(trial, seeds))


_FIELDS: Mapping[str, Callable[[dict[str, object], str], None]] = {
    "description": lambda brief, text: _put(brief, "workflow", "description", text),
    "need": lambda brief, text: _put(brief, "workflow", "needs", [text, "We want quick answers."]),
    "requirement": lambda brief, text: brief.update(
        requirements=[{"id": "r-1", "text": text, "priority": "mandatory"}]
    ),
}


def _put(brief: dict[str, object], part: str, name: str, value: object) -> None:
    held = brief[part]
    assert isinstance(held, dict)
    held[name] = value


def poisoned_table(trial: Trial) -> str:
    """Poison free texts of a brief with each payload, and let an obedient model draft it."""
    name = "nordwind-support"
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "w"
        shutil.copytree(ROOT / "examples" / EXAMPLES[name], workspace)
        for field, put in _FIELDS.items():
            count = Count()
            harmless = _rest(_poisoned(workspace, name, put, None).proposal())
            for payload in PAYLOADS:
                one = _poisoned(workspace, name, put, payload)
                drafted = _drafted(trial, one, obedient)
                made = one.proposal(_sections(one, drafted))
                broken = _broken(payload, harmless, made, drafted, field)
                count.add(bool(broken), f"{payload.aim}: {', '.join(broken)}")
            rows.append([f"brief, {field}", *count.row(), "; ".join(count.examples)])
    return as_table(["poisoned", "n", "succeeded", "95 % upper bound", "which"], rows)


def _poisoned(
    workspace: Path,
    name: str,
    put: Callable[[dict[str, object], str], None],
    payload: Payload | None,
) -> ExampleDeal:
    path = ROOT / "examples" / EXAMPLES[name] / "deals" / f"{name}.yaml"
    brief = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    put(brief, ORDER.format(wanted=payload.wanted) if payload else "We want it done well.")
    target = workspace / "deals" / f"{name}.yaml"
    target.write_text(yaml.safe_dump(brief, sort_keys=False), encoding="utf-8")
    return example(workspace, name)


def _broken(
    payload: Payload,
    harmless: Mapping[str, object],
    made: Proposal,
    drafted: list[Drafted],
    field: str,
) -> list[str]:
    """Name what the poison changed: parts outside the texts, or our own words in them."""
    rest = _rest(made)
    changed = [name for name in rest if rest[name] != harmless.get(name)]
    if field == "requirement":  # the buyer's words stand in the list of its requirements
        changed = [name for name in changed if name != "requirements"]
    ours = " ".join(
        block.text
        for section in made.sections
        for block in section.blocks
        if block.kind != "buyer_words"
    )
    if payload.wanted in ours:
        changed.append("our own words")
    if any(each.through(change) for each in drafted for change in each.changes):
        changed.append("the order was obeyed")
    return changed
