"""Each price model of the guide, told in short, in the mail, in the summary and in the answers.

The amounts are the sums by hand of docs/how-to/price-models.md.
"""

# ruff: noqa: E501
from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from proposalkit.compose.parts import Release
from proposalkit.compose.price_words import PRICE_WORDS, price_words
from proposalkit.compose.proposal import compose_proposal
from proposalkit.model.proposal import Proposal
from proposalkit.workflows.gather import gather

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "workspace"
GUIDE = (ROOT / "docs" / "how-to" / "price-models.md").read_text(encoding="utf-8")
DEAL = re.compile(r"""^deal (\w+) ["'](.*?)["'](?: ["'](.*)["'])?$""", re.M)
MORE = """
  - id: two
    rates:
      - {id: access, label: Access, type: recurring, amount: 3000}
      - id: read
        label: Documents read
        type: usage
        metric: {id: document, unit: document, label: documents, kind: usage, definition: A file read to its end}
        tiers: [{price: "0.40"}]
      - id: cases
        label: Solved cases
        type: outcome
        metric: {id: case, unit: case, label: cases, kind: outcome}
        tiers: [{price: "2.00"}]
    commitments:
      - {id: quarter, label: At least 30000 a quarter, amount: 30000, period_months: 3, applies_to: [access, read, cases]}
"""
TWO = "expected: 1500, low: 900, high: 6000, others: [{metric: document, expected: 9000}]"

Composed = Mapping[str, Proposal]


def _brief(offer: str, volumes: str, more: str) -> str:
    head = re.search(r"^buyer: .*?(?=^END)", GUIDE, re.M | re.S)
    assert head is not None
    return head[0].replace("$1$3", offer + more).replace("$2", volumes)


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Composed:
    """The proposal of each model; no kit is printed."""
    shop = tmp_path_factory.mktemp("models") / "shop"
    shutil.copytree(EXAMPLE, shop)
    books = re.findall(r"<<'END'\n(version: models.*?|  - id: .*?)END", GUIDE, re.S)
    (shop / "price-books" / "models.yaml").write_text("".join(books) + MORE, encoding="utf-8")
    deals = [*DEAL.findall(GUIDE), ("two", TWO, "")]
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        for name, volumes, more in deals:
            text = _brief(name, volumes, more)
            (shop / "deals" / f"{name}.yaml").write_text(text, encoding="utf-8")
            found[name] = compose_proposal(gather(shop, name).parts, Release(deal=name))
    return found


def _texts(proposal: Proposal) -> Mapping[str, str]:
    """Give the words of the price by where they stand."""
    assert proposal.cover_email is not None
    assert proposal.sponsor_summary is not None
    answers = {one.id: one.answer for one in proposal.answers}
    return {
        "in short": " ".join(
            block.text for one in proposal.sections for block in one.blocks if one.id == "summary"
        ),
        "mail": " ".join(proposal.cover_email.paragraphs),
        "summary": " ".join(proposal.sponsor_summary.paragraphs),
        "counted": " ".join(
            block.text for one in proposal.sections for block in one.blocks if one.id == "outcome"
        ),
        "one": answers.get("price-of-one", ""),
        "month": answers.get("price-of-a-month", ""),
        "term": answers.get("price-of-the-term", ""),
        "today": answers.get("cost-today", ""),
        "more": answers.get("more-volume", ""),
    }


SAID = {
    "seats": {"in short": "The price is fixed at EUR 999.88 a month", "month": "EUR 999.88 a month.",
              "one": "One seat-equivalent costs EUR 79.99 a month."},
    "usage": {
        "in short": "Tokens: EUR 0.000003 for one token; Minutes: EUR 0.04 for one minute, after 100 in "
                    "each month at no charge. At the expected volume of 1,234,567,890 tokens and 1,001 "
                    "minutes a month, a full month is charged at EUR 3,743.70.",
        "mail": "1,234,567,890 tokens and 1,001 minutes a month, a full month is charged at EUR 3,743.70",
        "summary": "Minutes: EUR 0.04 for one minute",
        "counted": "The metered price follows the token and the minute, each with a price of its own. "
                   "Token: Input and output tokens. Minute: Minutes of a call. What is",
        "one": "Tokens: EUR 0.000003 for one token; Minutes: EUR 0.04 for one minute",
        "term": "EUR 44,924.40 for 12 months.",
    },
    "outcomes": {"one": "One case costs EUR 2.00.", "month": "EUR 1,700.00 for 1,000 cases a month."},
    "tiers": {"one": "Flat: EUR 500.00 up to 100 a month, EUR 900.00 up to 1,000 a month, EUR 1,500.00 "
                     "above that, by the step of cases reached."},
    "recovery": {
        "in short": "12% up to 50,000 a month, 8% above that, of euros recovered. At the expected volume "
                    "of 80,000 euros recovered a month, a full month is charged at EUR 8,400.00.",
        "counted": "What is measured: euros recovered. Payments received on claims older than 90 days. "
                   "The charge is a share of the amount that is counted: 12% up to 50,000 a month, 8% "
                   "above that. What is",
    },
    "savings": {
        "in short": "20% up to 30,000 in each 3 months, 10% above that, of what euros spent come to below "
                    "the baseline of EUR 100,000.00 a month. At the expected volume of 60,000 euros spent "
                    "a month, a full month is charged at EUR 1,000.00. With a settlement of the value a "
                    "month comes to EUR 5,500.00 in months 3 and 6.",
        "mail": "With a settlement of the value a month comes to EUR 5,500.00 in months 3 and 6.",
        "month": "With a settlement of the value it is EUR 5,500.00 in months 3 and 6.",
        "counted": "The value is settled every 3 months: the values of these months are added",
    },
    "years": {"in short": "The price does not move with the volume; over the term a month comes to "
                          "EUR 500.00 to EUR 1,060.90."},
    "committed": {
        "in short": "a full month is charged at EUR 1,300.00. With the shortfall of a commitment a month "
                    "comes to EUR 1,700.00 in month 3.",
        "mail": "With the shortfall of a commitment a month comes to EUR 1,700.00 in month 3.",
        "month": "With the shortfall of a commitment it is EUR 1,700.00 in month 3.",
    },
    # 3,000 + 9,000 x 0.40 + 1,500 x 2.00 = 9,600; a quarter is 28,800, 1,200 short of 30,000
    "two": {
        "in short": "Access: EUR 3,000.00 a month; Documents read: EUR 0.40 for one document; Solved "
                    "cases: EUR 2.00 for one case. At the expected volume of 9,000 documents and 1,500 "
                    "cases a month, a full month is charged at EUR 9,600.00. With the shortfall of a "
                    "commitment a month comes to EUR 10,800.00 in months 3, 6, 9 and 12.",
        "more": "up to 9,000 documents and 6,000 cases a month, which cost EUR 18,600.00",
        "term": "EUR 120,000.00 for 12 months.",
    },
}  # fmt: skip


@pytest.mark.parametrize("deal", sorted(SAID))
def test_each_price_model_is_told_as_it_is_charged(deal: str, composed: Composed) -> None:
    texts = _texts(composed[deal])
    for where, words in SAID[deal].items():
        assert words in texts[where], (where, texts[where])


def test_no_text_gives_several_things_one_unit_or_one_price(composed: Composed) -> None:
    for deal in ("usage", "two", "recovery", "savings"):
        said = price_words(composed[deal])
        assert said["price.unit"] == ""
        assert said["price.parts"]
        for where, text in _texts(composed[deal]).items():
            assert "for one token and minute" not in text, where
            assert "One token and minute" not in text, where
            assert "comes to EUR 6.6667" not in text, where
            assert "follows one unit" not in text, where
    assert price_words(composed["outcomes"])["price.parts"] == ""
    assert price_words(composed["outcomes"])["price.unit"] == "EUR 1.70"


def test_every_word_of_the_price_is_known_to_the_guide_of_slots(composed: Composed) -> None:
    """A name that no model fills would be a slot that nobody can ever see filled."""
    filled = {name for one in composed.values() for name, word in price_words(one).items() if word}
    assert set(PRICE_WORDS) - filled <= {"cost.unit", "cost.units"}


def test_a_sentence_ends_before_the_next_begins(composed: Composed) -> None:
    for deal, proposal in composed.items():
        for where, text in _texts(proposal).items():
            assert not re.search(r"[a-z] (?:The charge|Value is|What is counted)", text), (
                deal,
                where,
            )
