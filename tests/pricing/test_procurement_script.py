"""The buyer's single file reads, verifies and prices, and the smallest reader needs the schema."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import zlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUYER = ROOT / "examples" / "buyer"
SCRIPT = BUYER / "procurement.py"
SCHEMA = ROOT / "schema" / "proposal.schema.json"
GOLDEN = ROOT / "tests" / "golden" / "nordwind-support" / "proposal.json"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAIN = load(SCRIPT).main
SMALLEST = load(BUYER / "smallest.py").main
DATA = json.dumps(
    json.loads(GOLDEN.read_bytes()), sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode()


def pdf(*attached: bytes) -> bytes:
    """Make what the script looks for in a PDF: packed streams of attached files."""
    head = b"<</Type /EmbeddedFile/Filter /FlateDecode>>\nstream\n"
    return b"%PDF-1.7\n" + b"\nendstream\n".join(head + zlib.compress(one) for one in attached)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Write a kit's folder with data, PDF and manifest."""
    from proposalkit.model.canonical import sha256_hex

    files = {"proposal.json": DATA, "proposal.pdf": pdf(DATA)}
    rows = [{"name": name, "sha256": sha256_hex(data)} for name, data in files.items()]
    files["manifest.json"] = json.dumps({"files": rows}).encode()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def rule(path: Path) -> str:
    """Cut the rule of the price out of a script."""
    text = path.read_text(encoding="utf-8")
    end = text.index("\n\n", text.index("def at_volumes"))
    return text[text.index("ZERO, LONGEST") : end]


def test_both_scripts_have_the_same_rule_letter_by_letter() -> None:
    assert rule(SCRIPT) == rule(BUYER / "recompute.py")
    assert "def differences" in rule(SCRIPT)


def test_the_scripts_stay_short() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines())
               for path in (SCRIPT, BUYER / "smallest.py")}  # fmt: skip
    assert lengths["procurement.py"] < 450
    assert lengths["smallest.py"] < 50


def test_it_reads_and_prices_without_any_package(kit: Path) -> None:
    alone = [sys.executable, "-I", "-S", str(SCRIPT)]
    read = subprocess.run([*alone, "read", str(kit / "proposal.pdf")], capture_output=True)
    assert (read.returncode, read.stderr) == (0, b"")
    verify = subprocess.run([*alone, "verify", str(kit)], capture_output=True, text=True)
    assert verify.returncode == 3
    assert "jsonschema is not installed" in verify.stdout


def test_the_key_facts_come_out_of_the_pdf(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert MAIN(["read", str(kit / "proposal.pdf")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for fact in ("Halyard Agents B.V.", "147530.00 EUR in 12 months", "unit: resolved contact",
                 "on 30 days' notice", "[data-no-training]", "2027-01-07"):  # fmt: skip
        assert fact in said


def test_a_whole_kit_passes_every_check(kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert MAIN(["verify", str(kit), "--schema", str(SCHEMA)]) == 0
    said = capsys.readouterr().out
    assert said.count("PASSED") == 7
    assert said.endswith("PASSED\n")


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        (b'"147530.00"', b'"147531.00"', "prices"),
        (b"means the AI software agent", b"means an AI software agent", "clause digests"),
        (b'"revision":1', b'"revision":"one"', "schema"),
        (b'"revision":1', b'"revision": 1', "canonical form"),
        (b'"grade":"draft"', b'"grade":"issued"', "attachment"),
        (b'"grade":"draft"', b'"grade":"issued"', "manifest"),
    ],
)
def test_a_forged_kit_fails_in_the_check_it_breaks(
    kit: Path, capsys: pytest.CaptureFixture[str], old: bytes, new: bytes, check: str
) -> None:
    assert old in DATA
    (kit / "proposal.json").write_bytes(DATA.replace(old, new, 1))
    assert MAIN(["verify", str(kit), "--schema", str(SCHEMA)]) == 1
    said = capsys.readouterr().out
    assert f"{check:<16} FAILED\n" in said
    assert said.endswith("\nFAILED\n")


def test_a_file_more_and_a_file_less_are_named(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kit / "proposal.pdf").rename(kit / "other.pdf")
    assert MAIN(["verify", str(kit), "--schema", str(SCHEMA)]) == 1
    said = capsys.readouterr().out
    assert "other.pdf is there and not listed" in said
    assert "proposal.pdf is listed and not there" in said


def test_any_volume_is_priced_as_by_the_other_script(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """16,450.70 a month by hand, see the test of the other script."""
    assert MAIN(["price", str(kit / "proposal.pdf"), "--volume", "20001"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["componentAmounts", "resolved-contacts", "amount", "16450.70", "EUR"] in lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf(), "it has 0 attachments of data, not one"),
        (pdf(DATA, DATA), "it has 2 attachments of data, not one"),
        (b"%PDF-1.7 /Encrypt", "it is encrypted"),
        (pdf(b"{" + b" " * 2_000_001), "its data has more than 2000000 bytes"),
        (pdf(b"{}")[:-4], "it is no proposal.json"),
        (b'{"pricing":{},"pricing":{}}', "a key stands twice"),
        (b'{"pricing":{"a":NaN}}', '"NaN" is no number'),
        (b'{"pricing":{}}', "it is no proposal.json"),
        (b"[" * 100_000, "it is no proposal.json"),
        (b"\xff\xfe", "it is no proposal.json"),
    ],
)
def test_what_cannot_be_used_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert MAIN(["read", str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{path}: cannot be used: {said}" in shown.err


def bare(value: object, rule: dict[str, object], known: dict[str, dict[str, object]]) -> object:
    """Leave out all that the schema does not require."""
    ref = rule.get("$ref")
    rule = known[str(ref).rpartition("/")[2]] if ref else rule
    inner, kept = rule.get("properties"), rule.get("required", [])
    if isinstance(value, dict) and isinstance(inner, dict) and isinstance(kept, list):
        return {name: bare(value[name], inner[name], known) for name in kept if name in value}
    items = rule.get("items")
    if isinstance(value, list) and isinstance(items, dict):
        return [bare(one, items, known) for one in value]
    return value


def test_it_reads_a_proposal_that_has_nothing_optional(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads(SCHEMA.read_bytes())
    least = bare(json.loads(DATA), schema, schema["$defs"])
    assert isinstance(least, dict)
    assert "address" not in least["parties"]["buyer"]
    path = tmp_path / "proposal.json"
    path.write_text(json.dumps(least), encoding="utf-8")
    assert MAIN(["read", str(path)]) == 0
    said = capsys.readouterr().out
    assert "buyer:                 Nordwind Outdoor GmbH\n" in said
    assert SMALLEST(str(path), str(SCHEMA)) == 0  # it is a valid proposal


@pytest.mark.parametrize("text", [None, "{", "no JSON"])
def test_the_smallest_reader_says_in_one_line_what_it_cannot_read(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proposal.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert SMALLEST(str(path), str(SCHEMA)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(str(path))
    assert said.err.count("\n") == 1


def test_the_smallest_reader_prints_price_unit_and_termination_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert SMALLEST(str(GOLDEN), str(SCHEMA)) == 0
    said = capsys.readouterr().out
    for fact in ("147530.00 EUR", "unit: resolved contact", "termination right: While production"):
        assert fact in said


def test_the_smallest_reader_names_every_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proposal.json"
    path.write_bytes(DATA.replace(b'"revision":1', b'"revision":"one"', 1))
    assert SMALLEST(str(path), str(SCHEMA)) == 1
    assert capsys.readouterr().out.startswith("/revision: ")
