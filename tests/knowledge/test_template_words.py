"""Every page template holds to the buyer's words: no word of the house, no sign that gets lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proposalkit.knowledge.lint_table import LintTable
from proposalkit.knowledge.text_lints import lint_buyer_text
from proposalkit.knowledge.yaml_text import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates" / "proposal").glob("*.j2"))
_CODE = re.compile(r"\{#.*?#\}|\{[{%].*?[%}]\}|<[^>]*>", re.DOTALL)


@pytest.fixture(scope="module")
def lints() -> LintTable:
    """The words and signs a buyer must not read."""
    text = (ROOT / "knowledge" / "lints.yaml").read_text(encoding="utf-8")
    return LintTable.model_validate(parse_yaml(text, "lints.yaml").data)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_has_no_word_of_the_house(template: Path, lints: LintTable) -> None:
    words = _CODE.sub(" ", template.read_text(encoding="utf-8"))
    quoted = " ".join(re.findall(r'"([^"]*)"', template.read_text(encoding="utf-8")))
    found = [one.message for one in lint_buyer_text(f"{words} {quoted}", str, lints)]
    assert found == []


def test_a_word_of_the_house_would_be_found(lints: LintTable) -> None:
    assert [one.id for one in lint_buyer_text("our motion", str, lints)] == ["banned-word"]
