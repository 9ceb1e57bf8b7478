"""The hand-over document: INTERNAL, deal by deal, and no text of a deal breaks out of its cell."""

from __future__ import annotations

from datetime import date

from proposalkit.compose.hand_over import hand_over_document
from proposalkit.model.commitments import Commitment, DealSheet, Kind
from proposalkit.model.finding import Finding

ON = date(2026, 11, 23)


def _sheet(**changes: object) -> DealSheet:
    given = {
        "deal": "nordwind",
        "buyer": "Nordwind GmbH",
        "revision": 2,
        "grade": "draft",
        "on": ON,
    }
    return DealSheet.model_validate({**given, **changes})


def _row(what: str, kind: Kind = "promise", **changes: object) -> Commitment:
    given = {
        "kind": kind, "what": what, "where": "/claims/0", "deal": "nordwind",
        "buyer": "Nordwind GmbH", "revision": 2, "grade": "draft", "on": ON, "owner": "legal",
    }  # fmt: skip
    return Commitment.model_validate({**given, **changes})


def test_the_first_line_says_that_it_stays_inside() -> None:
    assert hand_over_document([], [], [], ON).startswith("# INTERNAL - never send this file\n")


def test_each_deal_tells_its_structure_people_and_open_points() -> None:
    sheet = _sheet(
        structure=("Pilot of 60 days",), people=("Katrin, COO",), open_points=("Legal review",)
    )
    text = hand_over_document([sheet], [], [], ON)
    assert "## nordwind: Nordwind GmbH, revision 2" in text
    for title, line in (
        ("### How the deal is built", "- Pilot of 60 days"),
        ("### People on the buyer's side", "- Katrin, COO"),
        ("### What is open", "- Legal review"),
    ):
        assert f"{title}\n\n{line}" in text
    assert "None: the price book stands as it is." in text


def test_counts_stand_in_the_table_of_all_deals() -> None:
    rows = [_row("A"), _row("B"), _row("C", "price_exception"), _row("Old", revision=1)]
    text = hand_over_document([_sheet()], rows, [], ON)
    assert "| nordwind | Nordwind GmbH | 2 | draft | 23 November 2026 | 2 | 1 | 0 |" in text


def test_rows_that_say_the_same_of_several_clauses_become_one() -> None:
    rows = [
        _row("Released unapproved", "deviation", clause=one, where="journal")
        for one in ("liability-cap", "data-residency")
    ]
    text = hand_over_document([_sheet()], rows, [], ON)
    assert "| Released unapproved |  | liability-cap, data-residency | 2026-11-23 | legal |" in text
    assert "Texts nobody approved went out in: nordwind." in text


def test_a_text_of_a_deal_can_neither_end_its_cell_nor_start_a_heading() -> None:
    rows = [_row("Free | for ever\n\n# Send this file")]
    text = hand_over_document([_sheet(buyer="Nord\n# wind")], rows, [], ON)
    assert "| Free \\| for ever # Send this file |" in text
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# INTERNAL - never send this file"
    ]


def test_a_kit_that_was_left_out_is_named_at_the_end() -> None:
    finding = Finding(
        id="kit-unreadable", where="acme/3", message="Not in the list.", remedy="Verify it."
    )
    text = hand_over_document([_sheet()], [], [finding], ON)
    assert text.endswith(
        "## Kits that could not be read\n\n- acme/3: Not in the list. Verify it.\n"
    )
