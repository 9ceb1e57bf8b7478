"""The list of places is judged entry by entry: page, box, nothing missing, nothing extra."""

from __future__ import annotations

import json

import pytest

from proposalkit.model.shown import ShownValue
from proposalkit.verify.parity import Spot, check_parity

VALUES = (
    ShownValue("/title", "Offer to Nordwind", "text"),
    ShownValue("/price", "EUR 3,750.00", "money"),
)
TITLE, PRICE, SECOND = (
    Spot(1, (70.0, 700.0, 200.0, 712.5)),
    Spot(2, (70.0, 300.0, 120.0, 309.0)),
    Spot(5, (70.0, 90.0, 120.0, 99.0)),
)
FOUND = {"/title": (TITLE,), "/price": (PRICE, SECOND)}


def listed(**changed: object) -> bytes:
    shown: dict[str, object] = {
        "/title": [{"page": 1, "box": [70.0, 700.0, 200.0, 712.5]}],
        "/price": [
            {"page": 2, "box": [70.0, 300.0, 120.0, 309.0]},
            {"page": 5, "box": [70.0, 90.0, 120.0, 99.0]},
        ],
    }
    shown |= {f"/{name}": entry for name, entry in changed.items()}
    shown = {name: entry for name, entry in shown.items() if entry is not None}
    return json.dumps({"parityVersion": "0.1", "proposalId": "urn:x", "shown": shown}).encode()


def said(data: bytes, found: dict[str, tuple[Spot, ...]] | None = None) -> list[tuple[str, str]]:
    result = check_parity(data, VALUES, FOUND if found is None else found)
    assert all(one.message.endswith(".") and one.remedy for one in result.findings)
    return [(one.id, one.where) for one in result.findings]


def test_a_list_that_fits_the_pages_gives_no_finding() -> None:
    result = check_parity(listed(), VALUES, FOUND)
    assert result.findings == ()
    assert result.detail == "2 values, 3 places"


def test_a_box_that_moved_by_more_than_rounding_is_found() -> None:
    assert said(listed(title=[{"page": 1, "box": [70.9, 700.0, 200.0, 712.5]}])) == []
    moved = listed(title=[{"page": 1, "box": [70.0, 688.0, 200.0, 700.5]}])
    assert said(moved) == [("place-wrong", "/title")]
    (one,) = check_parity(moved, VALUES, FOUND).findings
    assert one.message == (
        '"Offer to Nordwind" does not stand on page 1 in the box 70, 688, 200, 700.5; it stands '
        "on page 1 in the box 70, 700, 200, 712.5."
    )


def test_a_box_as_large_as_the_page_is_not_where_a_value_stands() -> None:
    assert said(listed(title=[{"page": 1, "box": [0, 0, 595, 842]}])) == [("place-wrong", "/title")]


def test_the_right_box_on_another_page_is_found() -> None:
    wrong = listed(title=[{"page": 2, "box": [70.0, 700.0, 200.0, 712.5]}])
    assert said(wrong) == [("place-wrong", "/title")]


@pytest.mark.parametrize("entry", [None, []])
def test_a_value_without_a_place_is_missing(entry: object) -> None:
    assert said(listed(price=entry)) == [("place-missing", "/price")]


def test_a_value_that_stands_nowhere_cannot_be_listed_anywhere() -> None:
    assert said(listed(), {"/price": (PRICE, SECOND)}) == [("place-wrong", "/title")]


def test_an_entry_of_nothing_that_is_shown_is_extra() -> None:
    entry = [{"page": 1, "box": [70.0, 700.0, 200.0, 712.5]}]
    assert said(listed(floorPrice=entry)) == [("place-extra", "/floorPrice")]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b'{"parityVersion":"0.1"}', b'{"parityVersion":"0.1","shown":[]}',
        listed(title="page 1"), listed(title=[{"page": "1", "box": [1, 2, 3, 4]}]),
        listed(title=[{"page": 1, "box": [1, 2, 3]}]),
        listed(title=[{"page": 1, "box": [1, 2, 3, float("nan")]}]),
        listed(title=[{"page": 1, "box": [1, 2, 3, True]}]),
        listed(title=[7]), b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_list_of_places_is_said_once(data: bytes) -> None:
    ((id_, where),) = said(data)
    assert where == "parity.json"
    assert id_ in ("places-unreadable", "places-version-unknown")


def test_a_list_of_a_later_version_could_not_be_checked_and_is_no_fault() -> None:
    result = check_parity(listed().replace(b'"0.1"', b'"7.0"'), VALUES, FOUND)
    assert result.outcome == "could_not_run"
    (one,) = result.findings
    assert (one.id, one.severity) == ("places-version-unknown", "warning")
    assert '"7.0"' in one.message


def test_many_faults_are_counted_after_the_first_twenty() -> None:
    entry = [{"page": 1, "box": [1, 2, 3, 4]}]
    many = listed(**{f"x{number}": entry for number in range(50)})
    result = check_parity(many, VALUES, FOUND)
    assert len(result.findings) == 21
    assert result.findings[-1].message.startswith("30 more entries")
