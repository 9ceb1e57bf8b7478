"""Whole kits, made by the command as a person makes them: what stands in the data and on pages."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.drafting.corpus import ROOT
from benchmarks.drafting.counts import Count, as_table, total
from benchmarks.drafting.deals import EXAMPLES, deal
from benchmarks.drafting.figures import Figures
from proposalkit.cli.runtime import run
from proposalkit.compose.draft_tasks import plan_drafts
from proposalkit.model.slot_text import fill_slots, slots_of
from proposalkit.testing import Change, FakeModel, Policy, policy_of

KITS: Sequence[tuple[str, str]] = (
    ("nordwind-support", "offline"),
    ("nordwind-support", "hallucinating"),
    ("nordwind-support", "honest"),
    ("huettental-service", "offline"),
    ("huettental-service", "adaptive"),
    ("huettental-service", "broken"),
)
"""Which example deals are made into kits, and by which model."""
_OFFLINE = "offline"
_FIGURES = (
    ("facts coverage", "values not found on the pages of whole kits", 0),
    ("clauses verbatim", "clause texts of whole kits that are not those chosen", 1),
    ("unsupported claims", "lies found on the pages of whole kits", 2),
)
"""What of the counts of a kit goes into the table of figures."""
_TEXTS = frozenset({"sections", "sources", "drafting", "coverEmail", "sponsorSummary", "revision"})


@dataclass(frozen=True)
class Kit:
    """One kit on the disk, with what the fake model did for it."""

    deal: str
    model: str
    folder: Path
    code: int
    calls: int
    changes: tuple[Change, ...]
    seconds: float
    said: str

    @property
    def data(self) -> Mapping[str, object]:
        """Give the proposal."""
        return dict(json.loads((self.folder / "buyer" / "proposal.json").read_bytes()))

    @property
    def pages(self) -> str:
        """Give the letters and digits of all pages, read by a library and not by our reader."""
        import pypdfium2

        with pypdfium2.PdfDocument(self.folder / "buyer" / "proposal.pdf") as pdf:
            return "".join(_letters(page.get_textpage().get_text_bounded()) for page in pdf)

    @property
    def digests(self) -> Mapping[str, str]:
        """Give the SHA-256 of every file for the buyer."""
        return {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((self.folder / "buyer").rglob("*"))
            if path.is_file()
        }


def kit_tables(figures: Figures) -> Iterator[str]:
    """Make the kits and write their tables."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        made = [_make(folder, name, model) for name, model in KITS]
        own = {one.deal: one for one in made if one.model == _OFFLINE}
        head = [
                "kit", "model", "exit code", "calls", "facts", "facts missing", "clauses",
                "clauses changed", "lies told", "lies printed", "other parts changed", "time",
        ]  # fmt: skip
        counted = [_counts(one, own[one.deal]) for one in made]
        for about, what, place in _FIGURES:
            figures.count(about, what, total(one[place] for one in counted))
        pairs = zip(made, counted, strict=True)
        yield as_table(head, (_row(one, own[one.deal], counts) for one, counts in pairs))
        lying = next(one for one in made if one.model == "hallucinating")
        yield as_table(["then", "calls", "files", "outcome"], _again(folder, lying))


def _policy(model: str) -> Policy:
    return policy_of(model, faults=("server-error",) if model == "broken" else ())


def _make(folder: Path, name: str, model: str) -> Kit:
    workspace = folder / f"{name}-{model}"
    shutil.copytree(ROOT / "examples" / EXAMPLES[name], workspace)
    if model == _OFFLINE:
        return _generated(workspace, name, model, None)
    with FakeModel(_policy(model)) as fake:
        return _generated(workspace, name, model, fake)


def _generated(workspace: Path, name: str, model: str, fake: FakeModel | None, *more: str) -> Kit:
    began = perf_counter()
    llm = ("--llm", "openai", "--llm-url", fake.url, "--llm-model", "m") if fake else ()
    code, said = _run("generate", name, "-w", str(workspace), *llm, *more)
    if not (workspace / "output" / name).is_dir():
        raise ValueError(f"The kit of {name} could not be made:\n{said}")
    revisions = sorted((workspace / "output" / name).glob("[0-9]*"), key=lambda one: int(one.name))
    return Kit(
        deal=name, model=model, folder=revisions[-1], code=code,
        calls=len(fake.exchanges) if fake else 0, changes=fake.changes if fake else (),
        seconds=perf_counter() - began, said=said,
    )  # fmt: skip


def _run(*arguments: str) -> tuple[int, str]:
    said = io.StringIO()
    kept = {name: os.environ.pop(name, None) for name in ("OPENAI_API_KEY", "PROPOSALKIT_LLM")}
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return run(arguments), said.getvalue()
    finally:
        os.environ.update({name: value for name, value in kept.items() if value is not None})


def _counts(kit: Kit, own: Kit) -> tuple[Count, Count, Count]:
    pages = kit.pages
    return _facts(kit, pages), _clauses(kit, kit.data), _lies(kit, own, pages)


def _row(kit: Kit, own: Kit, counts: tuple[Count, Count, Count]) -> list[str]:
    data, (facts, clauses, lies) = kit.data, counts
    changed = [name for name in own.data if name not in _TEXTS and own.data[name] != data.get(name)]
    return [
        kit.deal, kit.model, str(kit.code), str(kit.calls), str(facts.tries),
        ", ".join(facts.examples) or "0", str(clauses.tries), str(clauses.hits),
        str(lies.tries), "; ".join(lies.examples) or "0", ", ".join(changed) or "none",
        f"{kit.seconds:.1f} s",
    ]  # fmt: skip


def _facts(kit: Kit, pages: str) -> Count:
    """Look on the pages for every value of the data that a text names."""
    one = deal(kit.deal)
    plan = plan_drafts(one.parts, one.proposal())
    values, count = plan.values, Count()
    said = {name for task in plan.tasks for each in task.sources for name in slots_of(each.text)}
    for slot in one.parts.catalogue.drafting.slots:
        if slot.path is not None and slot.name in said:
            count.add(_letters(values[slot.name]) not in pages, slot.name)
    return count


def _clauses(kit: Kit, data: Mapping[str, object]) -> Count:
    """Hold the clauses of the data against those the rules chose and filled."""
    chosen = {one.id: one.text for one in deal(kit.deal).parts.terms.clauses}
    rows = data["clauses"]
    assert isinstance(rows, list)
    count = Count()
    for name in chosen.keys() | {row["id"] for row in rows}:
        text = next((row["text"] for row in rows if row["id"] == name), None)
        count.add(text != chosen.get(name), name)
    return count


def _lies(kit: Kit, own: Kit, pages: str) -> Count:
    """Look for every lie on the pages; what the program's own kit says too is none."""
    one = deal(kit.deal)
    values = plan_drafts(one.parts, one.proposal()).values
    harmless, count = own.pages, Count()
    for change in kit.changes:
        if change.held_by not in ("text", "quote", "hidden"):
            continue
        said = re.sub(r"\{\{[^}]*\}\}", "", fill_slots(change.after, values))
        found = [_letters(text) for text in (said, *change.marks)]
        count.add(
            any(text and text in pages and text not in harmless for text in found), change.after
        )
    return count


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _again(folder: Path, first: Kit) -> Iterator[list[str]]:
    """Make the same kit once more, then from its ledger alone."""
    workspace = folder / f"{first.deal}-{first.model}"
    with FakeModel(_policy(first.model)) as fake:
        again = _generated(workspace, first.deal, first.model, fake)
        yield ["the same command again", *_same(first, again)]
        replay = ("--llm", "replay", "--force")
        replayed = _generated(workspace, first.deal, "replay", None, *replay)
        yield ["--llm replay --force", str(len(fake.exchanges) - again.calls),
               *_same(first, replayed)[1:]]  # fmt: skip


def _same(first: Kit, again: Kit) -> list[str]:
    equal = first.digests == again.digests and again.code == first.code
    return [str(again.calls), str(len(again.digests)), "same bytes" if equal else "DIFFERENT"]
