"""The advice stays inside: it stands in the memo, and a kit that carries it out is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from tests.journeys.mutations import refresh_manifest
from tests.journeys.workspaces import DEAL, DEALS

from proposalkit.model.finding import Status
from proposalkit.workflows.verify import verify_path

INSIDE = ("motion", "motions", "curious", "piloting", "native", "mismatch", "diagnostic")
PLANTED = (
    "motion/enterprise-field",
    "Outbound selling with agents",
    "Messages grow 10 times, nobody tunes prompts or watches deliverability, and mail providers "
    "begin to distrust the domain.",
    "founder-capacity: no",
)


def test_a_kit_with_advice_in_a_buyer_file_fails(example_output: Path, tmp_path: Path) -> None:
    kit = tmp_path / "1"
    shutil.copytree(example_output / DEAL / "1", kit)
    parity = json.loads((kit / "buyer" / "parity.json").read_bytes())
    parity["note"] = " and ".join(PLANTED)
    (kit / "buyer" / "parity.json").write_text(json.dumps(parity), encoding="utf-8")
    refresh_manifest(kit / "buyer")
    verdict = verify_path(kit)
    assert verdict.status is Status.FAILED
    leaked = [one.message for one in verdict.findings if one.id == "internal-text-leaked"]
    for name in (
        "motion/enterprise-field.key",
        "motion/ai-outbound.title",
        "founder-capacity)",
        "failure/outbound-without-revops.",
    ):
        assert any(name in one for one in leaked), leaked


def test_the_memo_has_the_advice_and_no_page_has_a_word_of_it(
    output_of: Callable[[str], Path],
) -> None:
    deal = next(iter(DEALS))
    kit = output_of(deal) / deal / "1"
    memo = (kit / "internal" / "deal-desk.md").read_text(encoding="utf-8")
    assert "## How to sell this deal" in memo
    assert "Best fit: Outbound selling with agents" in memo
    with pypdfium2.PdfDocument(kit / "buyer" / "proposal.pdf") as document:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
    data = (kit / "buyer" / "proposal.json").read_text(encoding="utf-8")
    for text in (pages, data):
        words = {word.strip(".,;:()\"'{}[]") for word in text.lower().replace('"', " ").split()}
        assert words & set(INSIDE) == set()
