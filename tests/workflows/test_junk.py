"""Whatever stands in a field: a proposal comes of it, or a message with place and remedy."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import rfc8785

from proposalkit.compose.parts import Release
from proposalkit.compose.proposal import compose_proposal
from proposalkit.errors import InputRefused, Refused
from proposalkit.knowledge.yaml_text import parse_yaml
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.finding import Finding
from proposalkit.workflows.gather import gather
from proposalkit.workflows.judging import Material, judge
from proposalkit.workflows.judging_json import judge_data
from proposalkit.workflows.pages import PageView

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "workspace"
FILES = ("deals/nordwind-support.yaml", "seller.yaml", "price-books/2026-11.yaml")
JUNK = (
    '""', "x", "-1", "0", "[]", "{a: b}", "99999999999999", "2026-13-45", '"  "', "null", "1e5",
    '"{agent} {{ param.x }}"', '"<b>&amp;"', "9999-12-31", "0001-01-01", "EU", "yes",
)  # fmt: skip
STRANGE = ("", "x", -1, None, True, "9999-12-31", "P999999999999D", "1e5", "\u200b", 2**53 - 1)
SEED = 20261123
SOME = pytest.mark.parametrize("sample", [20, pytest.param(120, marks=pytest.mark.deep)])
"""Places that get junk, in the quick run and in full."""


def _places() -> Iterator[tuple[str, int, int, str]]:
    """Give file, line, column and text of every value that stands on one line."""
    for file in FILES:
        text = (EXAMPLE / file).read_text("utf-8")
        document, lines = parse_yaml(text, file), text.splitlines()
        for path, value in document.leaves():
            mark = document.values[path]
            rest = lines[mark.line - 1][mark.column - 1 :]
            written = next((one for one in (f'"{value}"', value) if rest.startswith(one)), None)
            if written:
                yield file, mark.line, mark.column, written


@SOME
def test_junk_in_any_field_of_the_inputs_is_taken_or_refused_in_words(
    sample: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, workspace)
    monkeypatch.chdir(workspace)
    chooser = random.Random(SEED)
    poor: list[str] = []
    for file, line, column, written in chooser.sample(list(_places()), sample):
        text = (EXAMPLE / file).read_text("utf-8")
        lines, junk = text.splitlines(keepends=True), chooser.choice(JUNK)
        old = lines[line - 1]
        lines[line - 1] = old[: column - 1] + junk + old[column - 1 + len(written) :]
        Path(file).write_text("".join(lines), encoding="utf-8")
        poor += [f"{file}:{line} {junk}: {one.line()}" for one in _poor_findings()]
        Path(file).write_text(text, encoding="utf-8")
    assert poor == []


def _poor_findings() -> Iterator[Finding]:
    """Give what a person could not act on, and what a buyer would find wrong in a proposal."""
    try:
        gathered = gather(Path(), "nordwind-support")
        composed = partial(compose_proposal, gathered.parts, Release(deal="x"))
        proposal = gathered.placing.of(composed)
    except (InputRefused, Refused) as error:
        for one in error.findings:
            placed = ":" in one.where or one.where.startswith("knowledge/")
            if not placed or not one.remedy:
                yield one
        return
    data = canonical_bytes(proposal)
    assert PageView(proposal, sha256_hex(data)).html
    yield from (one for result in judge_data(proposal, data) for one in result.findings)


def _leaves(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _leaves(value, (*path, number))
    else:
        yield path


@SOME
def test_junk_in_any_field_of_a_proposal_is_judged_not_stumbled_over(sample: int) -> None:
    """One leaf of each kind of place; what a stranger sends must not end in a trace."""
    golden = json.loads((ROOT / "tests/golden/nordwind-support/proposal.json").read_bytes())
    chooser = random.Random(SEED)
    kinds: dict[tuple[str, ...], list[tuple[str | int, ...]]] = {}
    for path in _leaves(golden):
        kind = tuple(part if isinstance(part, str) else "*" for part in path)
        kinds.setdefault(kind, []).append(path)
    dated = [kind for kind in kinds if {"pilot", "validity", "path", "languages"} & set(kind)]
    chosen = chooser.sample(dated, min(sample, len(dated)))
    chosen += chooser.sample(sorted(set(kinds) - set(dated)), 15)
    for kind in chosen:
        for strange in chooser.sample(STRANGE, 2):
            document = copy.deepcopy(golden)
            *way, last = chooser.choice(kinds[kind])
            node = document
            for part in way:
                node = node[part]
            node[last] = strange
            assert judge(Material(proposal_json=rfc8785.dumps(document)))
