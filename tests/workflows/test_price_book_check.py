"""`pricebook check`: every finding has a book that breaks it, with its place and exit code."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from proposalkit.cli.app import app
from proposalkit.workflows.price_book_check import BookReport, check_deal_price, check_price_books

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ON = date(2026, 11, 24)
SOUND = """\
version: "2026-11"
currency: EUR
valid_until: 2026-12-31
offers:
  - id: standard
    rates:
      - id: cases
        label: Cases
        type: usage
        metric: {id: case, unit: case, label: cases, kind: usage, definition: A case that is closed.}
        minimum: 500
        tiers:
          - {up_to: 1000, price: "1.00"}
          - {price: "0.80"}
approvals:
  discount:
    - {limit: "0.10", role: Account executive, hours: 4}
    - {role: Chief financial officer, hours: 48}
"""  # noqa: E501
# 0.50 a unit and 100 a month: the minimum of 500 covers the first 800 units, 0.80 the rest
SELLER = """\
public:
  company:
    legal_name: Halyard BV
    country: NL
    contact: {name: Marit de Vries}
    signatory: {name: Marit de Vries, title: Director}
  agents: [{name: Agent, summary: It answers.}]
internal: {cost_per_attempt: "0.50", monthly_cost: 100}
"""


def shop(folder: Path, book: str, seller: str | None = SELLER) -> Path:
    (folder / "price-books").mkdir()
    (folder / "price-books" / "2026-11.yaml").write_text(book, encoding="utf-8")
    if seller is not None:
        (folder / "seller.yaml").write_text(seller, encoding="utf-8")
    return folder


def checked(folder: Path, old: str = "", new: str = "", seller: str | None = SELLER) -> BookReport:
    assert old in SOUND
    return check_price_books(shop(folder, SOUND.replace(old, new, 1), seller), None, ON)


def test_a_sound_book_has_no_finding(tmp_path: Path) -> None:
    report = checked(tmp_path)
    assert report.findings == ()
    assert (report.exit_code, report.summary()) == (0, "1 price book is sound: 2026-11")


@pytest.mark.parametrize(
    ("old", "new", "id_", "place", "said", "code"),
    [
        # tiers: gaps and overlaps are refused by the book itself
        ('{price: "0.80"}', '{up_to: 5000, price: "0.80"}', "bad-value", "14:13",
         "only the last tier is open", 2),
        ("{up_to: 1000,", "{", "bad-value", "13:13", "only the last tier is open", 2),
        ('- {price: "0.80"}', '- {up_to: 900, price: "0.90"}\n          - {price: "0.80"}',
         "bad-value", "14:21", "not rising", 2),
        # a volume tier: 1,000 x 1.00 less 1,001 x 0.80 = 1,000 - 800.80
        ("        minimum: 500\n", "        minimum: 500\n        tier_mode: volume\n",
         "price-cliff", "14:11", "EUR 199.20", 0),
        # up to 800 units the minimum falls away: 100 + 0.5 v against 1.00 v, 0 at 200
        ("        minimum: 500\n", "", "margin-negative", "5:5",
         'up to 199 units a month; "0" units lose EUR 100.00 a month', 0),
        ("    rates:\n", "    cap: 900\n    rates:\n", "margin-negative", "5:5",
         # 900 - 100 - 0.5 v < 0 from 1,601 on; at 3,202 units 801 is lost
         'from 1,601 units a month on; "3,202" units lose EUR 801.00 a month', 0),
        ("valid_until: 2026-12-31", "valid_until: 2026-11-23", "price-book-expired", "3:14",
         '"2026-11-23"', 1),
        (", definition: A case that is closed.", "", "unit-not-defined", "10:17",
         "does not say when one case counts", 1),
        ("unit: case, label: cases, ", "", "unit-not-named", "10:17",
         '"resolved contact" would be printed', 1),
        ('- {limit: "0.10"', '- {limit: "10"', "bad-value", "17:15", "is not a share", 2),
        ("    rates:\n", "    cap: 900.005\n    rates:\n", "bad-value", "4:1",
         "smallest coin of EUR: cap in offer", 2),
        ("cases, kind: usage, definition: A case that is closed.}\n        minimum: 500\n",
         "cases, kind: usage, definition: Closed.}\n        minimum: 500\n        maximum: 400\n",
         "bad-value", "11:18", "above maximum", 2),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_place(
    tmp_path: Path, old: str, new: str, id_: str, place: str, said: str, code: int
) -> None:
    report = checked(tmp_path, old, new)
    assert [one.id for one in report.findings] == [id_]
    (found,) = report.findings
    assert found.where.endswith(f"price-books/2026-11.yaml:{place}")
    assert said in found.message
    assert found.remedy
    assert report.exit_code == code


def test_an_offer_no_deal_can_buy_says_why(tmp_path: Path) -> None:
    fixed = SOUND.replace(
        SOUND[SOUND.index("      - id: cases") : SOUND.index("approvals:")],
        "      - {id: access, label: Access, type: recurring, amount: 900}\n    cap: 500\n",
    )
    report = check_price_books(shop(tmp_path, fixed), None, ON)
    (found,) = (one for one in report.findings if one.severity == "error")
    assert found.id == "offer-not-buyable"
    assert 'No deal can buy offer "standard": A cap of "500" needs a metered line' in found.message
    assert report.exit_code == 1


def test_without_the_internal_profile_the_margin_is_said_not_to_be_evaluated(
    tmp_path: Path,
) -> None:
    (found,) = checked(tmp_path, seller=None).findings
    assert (found.id, found.severity) == ("margin-not-evaluated", "note")


def test_without_a_cost_in_it_the_margin_names_the_field(tmp_path: Path) -> None:
    bare = SELLER.replace('internal: {cost_per_attempt: "0.50", monthly_cost: 100}\n', "")
    (found,) = checked(tmp_path, seller=bare).findings
    assert "internal.cost_per_attempt, internal.monthly_cost" in found.message


def test_a_book_without_a_matrix_gets_a_note(tmp_path: Path) -> None:
    book = SOUND[: SOUND.index("approvals:")]
    report = check_price_books(shop(tmp_path, book), None, ON)
    assert [one.id for one in report.findings] == ["no-approval-matrix"]
    assert report.exit_code == 0


def test_an_old_book_beside_a_valid_one_only_warns(tmp_path: Path) -> None:
    folder = shop(tmp_path, SOUND)
    old = SOUND.replace("2026-12-31", "2026-06-30").replace('"2026-11"', '"2026-05"')
    (folder / "price-books" / "2026-05.yaml").write_text(old, encoding="utf-8")
    report = check_price_books(folder, None, ON)
    assert [(one.id, one.severity) for one in report.findings] == [
        ("price-book-expired", "warning")
    ]
    one = folder / "price-books" / "2026-05.yaml"
    assert check_price_books(folder, one, ON).exit_code == 1


def test_every_book_is_checked_though_one_cannot_be_read(tmp_path: Path) -> None:
    folder = shop(tmp_path, SOUND.replace("2026-12-31", "2026-11-23"))
    (folder / "price-books" / "broken.yaml").write_text("currency: EURO\n", encoding="utf-8")
    report = check_price_books(folder, None, ON)
    assert {"price-book-expired", "missing-field"} <= {one.id for one in report.findings}
    assert report.exit_code == 2


def test_a_deal_is_checked_at_its_own_units_and_wishes(tmp_path: Path) -> None:
    """24 seats x 1,450 and the cap of 24,000 less 9,850 a month, 0.6312 a unit: 77,551 units.

    34,800 + 24,000 - 9,850 = 48,950; 48,950 / 0.6312 = 77,550.7.
    """
    report = check_deal_price(EXAMPLES / "hospital-group", "tamarack-authorizations", ON)
    (found,) = report.findings
    assert "from 77,551 units a month on" in found.message


def test_a_deal_beyond_its_book_is_told_who_must_release_it(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "workspace", tmp_path / "shop")
    brief = tmp_path / "shop" / "deals" / "nordwind-support.yaml"
    text = brief.read_text(encoding="utf-8").replace("payment_days: 30", "payment_days: 45")
    brief.write_text(text, encoding="utf-8")
    report = check_deal_price(tmp_path / "shop", "nordwind-support", ON)
    (found,) = (one for one in report.findings if one.id == "price-exception")
    assert found.message == "45 days to pay."
    assert found.remedy.startswith("To be released by Head of finance")
    assert report.exit_code == 0


def test_the_command_prints_findings_and_leaves_with_the_code(tmp_path: Path) -> None:
    folder = shop(tmp_path, SOUND.replace("2026-12-31", "2026-11-23"))
    run = CliRunner().invoke(
        app, ["pricebook", "check", "-w", str(folder), "--on", "2026-11-24", "--json"]
    )
    assert run.exit_code == 1
    printed = json.loads(run.stdout)
    assert printed["priceBooks"] == ["2026-11"]
    assert [one["id"] for one in printed["findings"]] == ["price-book-expired"]
    text = CliRunner().invoke(app, ["pricebook", "check", "-w", str(folder), "--on", "2026-11-23"])
    assert (text.exit_code, text.stdout) == (0, "1 price book is sound: 2026-11\n")
