"""The buyer's own script: standard library only, short, and the same cent as every proposal."""

from __future__ import annotations

import ast
import copy
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from tests.pricing.test_properties import MakeBook, MakeBrief, deal, offers, steady, three
from tests.pricing.three_ways import by_oracle, line, order, plain

from proposalkit.pricing.public import public_pricing

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "examples" / "buyer" / "recompute.py"
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*/proposal.json"))
LONGEST = 250
"""Lines of the whole file."""
Json = dict[str, object]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("recompute", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT_MODULE = _load()
differences: Callable[[object], list[str]] = SCRIPT_MODULE.differences


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script alone, isolated from this environment's packages."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *arguments], capture_output=True, text=True
    )


def test_the_script_is_short_and_needs_only_the_standard_library() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert max(map(len, text.splitlines())) <= 100
    imported = {
        name.name.partition(".")[0] if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= {"json", "sys", "fractions"}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_every_golden_proposal_is_computed_to_the_same_cent(path: Path) -> None:
    done = run(str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "every amount equal" in done.stdout


def test_there_are_golden_proposals() -> None:
    assert GOLDEN


def _spots(value: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the way to every amount of money below a value."""
    if isinstance(value, dict):
        if set(value) == {"amount", "currency"}:
            return [(*way, "amount")]
        return [spot for key, part in value.items() for spot in _spots(part, (*way, key))]
    if isinstance(value, list):
        return [spot for number, part in enumerate(value) for spot in _spots(part, (*way, number))]
    return []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_one_changed_coin_in_any_amount_of_a_scenario_is_named(path: Path) -> None:
    proposal = json.loads(path.read_text(encoding="utf-8"))
    spots = _spots(proposal["pricing"]["scenarios"])
    assert len(spots) > 30
    for spot in spots:
        one = copy.deepcopy(proposal["pricing"]["scenarios"][spot[0]])
        changed = {"pricing": proposal["pricing"] | {"scenarios": [one]}}
        holder = one
        for step in spot[1:-1]:
            holder = holder[step]
        holder["amount"] = holder["amount"][:-1] + ("1" if holder["amount"][-1] != "1" else "2")
        found = differences(changed)
        assert len(found) == 1, spot
        assert holder["amount"] in found[0]


def test_a_unit_price_changed_after_the_totals_were_made_is_found(tmp_path: Path) -> None:
    path = ROOT / "tests" / "golden" / "nordwind-support" / "proposal.json"
    text = path.read_text(encoding="utf-8")
    assert text.count('"0.82"') == 1
    changed = tmp_path / "changed.json"
    changed.write_text(text.replace('"0.82"', '"0.83"'), encoding="utf-8")
    done = run(str(changed))
    assert done.returncode == 1
    # 7,000 units of the second tier, one cent dearer: 70.00 more a month
    assert (
        "expected: componentAmounts resolved-contacts amount: the file says 10490.00, "
        "its own rules give 10560.00\n"
    ) in done.stdout


def test_another_volume_is_priced_as_worked_by_hand() -> None:
    """20,001: 4,750 + 8,200 + 5,001 x 0.70 = 3,500.70 make 16,450.70, capped at 16,000.

    The cap takes off 450.70 a month, in twelve months 5,408.40.
    """
    done = run(str(GOLDEN[0].parent.parent / "nordwind-support" / "proposal.json"),
               "--volume", "20001")  # fmt: skip
    values = {line.rsplit(None, 2)[0]: line.split()[-2] for line in done.stdout.splitlines()}
    assert values["componentAmounts resolved-contacts amount"] == "16450.70"
    assert values["capReduction"] == "5408.40"
    assert values["total"] == "213650.00"


def two_metrics(tmp_path: Path, **changes: object) -> Path:
    """Write a proposal that counts cases at 1.00 and calls at 0.05, 100 and 1,000 a month."""
    calls = line("usage", (None, "0.05"), id="calls", metricRef="call")
    volumes = {"case": {"perPeriod": "100", "firstMonths": ["50"]}, "call": "1000"}
    made = order(line("usage", (None, "1"), id="cases"), calls, volumes=volumes)
    pricing = plain(made.pricing) | {"scenarios": [by_oracle(made)]} | changes
    path = tmp_path / "proposal.json"
    path.write_text(json.dumps({"pricing": pricing}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("asked", "cases", "calls"),
    [
        (("case=10",), "120.00", "600.00"),  # 12 x 10 x 1.00, calls as in the file
        (("case=10", "call=20"), "120.00", "12.00"),  # 12 x 20 x 0.05
    ],
)
def test_each_metric_may_have_its_own_volume(
    tmp_path: Path, asked: tuple[str, ...], cases: str, calls: str
) -> None:
    given = [part for text in asked for part in ("--volume", text)]
    done = run(str(two_metrics(tmp_path)), *given)
    values = {line.rsplit(None, 2)[0]: line.split()[-2] for line in done.stdout.splitlines()}
    assert values["componentAmounts cases term"] == cases
    assert values["componentAmounts calls term"] == calls


@pytest.mark.parametrize(
    ("volume", "said"),
    [
        ("mail=3", '"mail=3" names none of case, call: write NAME=3.'),
        ("30", '"30" names none of case, call: write NAME=30.'),
        ("case=-3", '"-3" is no number such as 1250 or 0.0031.'),
        ("call=1e9", '"1e9" is no number such as 1250 or 0.0031.'),
        ("call=", '"" is no number such as 1250 or 0.0031.'),
    ],
)
def test_a_volume_that_cannot_be_read_is_named(tmp_path: Path, volume: str, said: str) -> None:
    path = two_metrics(tmp_path)
    done = run(str(path), "--volume", volume)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{path}: cannot be computed: {said}\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"components": [{"id": "a", "type": "usage", "metricRef": "case", "tiers": []}]},
         'the last tier of "a" is not open'),
        ({"components": [{"id": "a", "type": "recurring", "amount": {"amount": "1e999999999"}}]},
         '"1e999999999" is no number such as 1250 or 0.0031'),
        ({"scenarios": [{"id": "low", "termMonths": 10**9, "volumes": []}]},
         "1000000000 is no number of months"),
        ({"commitments": [{"period": "P1W", "kind": "spend", "amount": {"amount": "1"},
                           "firstMonth": 1, "appliesTo": []}]},
         '"P1W" is no number of months such as P6M'),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_computed_are_said_in_one_sentence(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    path = two_metrics(tmp_path, **changes)
    done = run(str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{path}: cannot be computed: {said}.\n"


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "--volume"), ("not-there.json",)])
def test_what_cannot_be_used_ends_with_code_2_and_a_word(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


@steady
@given(offer=offers(), quantities=three)
def test_made_up_deals_are_computed_to_the_same_cent(
    book_of: MakeBook,
    brief_of: MakeBrief,
    words: Mapping[str, str],
    offer: dict[str, object],
    quantities: list[str],
) -> None:
    pricing = public_pricing(*deal(book_of, brief_of, offer, quantities), words)
    document = json.loads(pricing.model_dump_json(by_alias=True, exclude_none=True))
    assert differences({"pricing": document}) == []


@pytest.mark.parametrize("content", [b"%PDF-1.7\n\xe2\xe3", b"[1, 2", b"{}", b"[]"])
def test_a_file_that_is_no_proposal_is_refused_in_two_lines(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "proposal.pdf"
    path.write_bytes(content)
    done = run(str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{path}: cannot be computed: it is no proposal.json.\n"
        "Give the proposal.json of the kit, or the one attached to its PDF.\n"
    )
