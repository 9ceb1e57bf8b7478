"""An export in a kit is held against what the data gives; another layout is said, not judged."""

from __future__ import annotations

import json

from proposalkit.model.finding import CheckResult
from proposalkit.verify.exports import check_exports

NAME, LIST = "quotation.ubl.xml", "quotation.ubl.xml.losses.json"


def losses(layout: object = "1") -> bytes:
    return json.dumps({"layout": layout, "losses": []}).encode()


EXPECTED = {NAME: b"<a>\n<b>100.00</b>\n</a>", LIST: losses()}


def checked(found: dict[str, bytes], alike: tuple[str, ...] = ()) -> CheckResult:
    return check_exports(EXPECTED, found, "exports", alike)


def ids(found: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(one.id, one.where) for one in checked(found).findings]


def test_what_the_data_gives_passes() -> None:
    result = checked(EXPECTED)
    assert (result.outcome, result.detail) == ("ran", "2 of 2 files compared")
    assert result.findings == ()


def test_a_changed_digit_is_found_with_its_line() -> None:
    (one,) = checked({NAME: b"<a>\n<b>900.00</b>\n</a>", LIST: losses()}).findings
    assert (one.id, one.where) == ("export-differs", f"exports/{NAME}")
    assert "line 2" in one.message
    assert "900.00" in one.message
    assert "100.00" in one.message


def test_a_file_cut_short_or_made_longer_is_found() -> None:
    for data in (EXPECTED[NAME][:-1], EXPECTED[NAME] + b"\n"):
        assert ids({NAME: data, LIST: losses()}) == [("export-differs", f"exports/{NAME}")]


def test_a_changed_list_of_losses_is_found() -> None:
    shorter = json.dumps({"layout": "1"}).encode()
    assert ids({**EXPECTED, LIST: shorter}) == [("export-differs", f"exports/{LIST}")]


def test_a_list_without_its_layout_does_not_hide_a_change() -> None:
    """A cheat who takes the layout out gets no milder judgement."""
    for cheat in (b"{}", b"no json", losses(7), losses(None)):
        found = {NAME: b"<a>900.00</a>", LIST: cheat}
        assert ("export-differs", f"exports/{NAME}") in ids(found)


def test_an_export_of_another_layout_is_not_compared_and_that_is_said() -> None:
    result = checked({NAME: b"<z/>", LIST: losses("9")})
    assert result.outcome == "not_applicable"
    (one,) = result.findings
    assert (one.id, one.severity) == ("export-layout-unknown", "warning")


def test_a_file_that_is_no_export_is_named() -> None:
    assert ids({**EXPECTED, "better-price.json": b"{}"}) == [
        ("export-strange", "exports/better-price.json")
    ]


def test_an_export_and_its_list_come_together() -> None:
    assert ids({NAME: EXPECTED[NAME]}) == [("export-incomplete", f"exports/{LIST}")]
    assert ids({LIST: EXPECTED[LIST]}) == [("export-incomplete", f"exports/{NAME}")]


def test_a_file_packed_otherwise_that_holds_the_same_passes() -> None:
    assert checked({NAME: b"packed", LIST: losses()}, (NAME,)).findings == ()
