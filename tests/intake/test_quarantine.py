"""Foreign text is made plain, and what is taken out is counted with its place."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from tests.intake.reading import field, notes, rules, take_in

from proposalkit.intake.quarantine import clean_source, fold_text, mixed_script


@pytest.mark.parametrize(
    ("sign", "kind"),
    [
        ("\u200b", "invisible"), ("\u2060", "invisible"), ("\ufeff", "invisible"),
        ("\u00ad", "invisible"), ("\u202e", "direction"), ("\u2066", "direction"),
        ("\u200f", "direction"), ("\ufe0f", "variation"), ("\U000e0101", "variation"),
        ("\U000e0041", "tag"), ("\U000e007f", "tag"), ("\x07", "control"), ("\x9f", "control"),
        ("\ue000", "invisible"), ("\U0010fffd", "invisible"), ("\u3164", "invisible"),
    ],
)  # fmt: skip
def test_a_sign_nobody_sees_is_taken_out_and_counted(sign: str, kind: str) -> None:
    source = notes(f"plain\nBuyer: Ac{sign}me {sign}Ltd\nmore{sign}")
    clean = clean_source(source, rules().limits)
    assert clean.source.lines[1].text == "Buyer: Acme Ltd"
    assert [(one.kind, one.count, one.place) for one in clean.stripped] == [(kind, 3, "line 2")]


def test_no_format_or_control_character_of_unicode_comes_through() -> None:
    unseen = ("Cf", "Cc", "Co", "Cs")
    every = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in unseen]
    left = fold_text("a" + "".join(every) + "b", Counter())
    # Cf also has visible signs: the Arabic, Syriac, Kaithi and Egyptian ones that enclose others
    assert [one for one in left if unicodedata.category(one) in ("Cc", "Co", "Cs")] == []
    names = {unicodedata.name(one).split()[0] for one in left if unicodedata.category(one) == "Cf"}
    assert names <= {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN", "SHORTHAND", "MUSICAL"}


def test_wide_and_joined_letters_become_plain_ones() -> None:
    found = take_in(notes("Monthly volume: \uff11\uff12\uff0c\uff10\uff10\uff10 tickets"))
    assert field(found, "volumes.expected").value == "12000"


def test_a_name_of_two_scripts_is_given_to_review() -> None:
    found = take_in(notes("Buyer: \u0410cme Bank plc"))  # a Cyrillic A
    assert [one.where for one in found.findings if one.id == "mixed-script"] == [
        "notes.txt: line 1"
    ]
    assert mixed_script("Sie\u043c\u0435ns")
    assert not mixed_script("H\u00fcttental")
    assert not mixed_script("\u041c\u043e\u0441\u043a\u0432\u0430")


def test_a_text_beyond_the_cap_is_refused_whole() -> None:
    few = rules().limits.model_copy(update={"letters": 1000})
    clean = clean_source(notes("word " * 400), few)
    assert [one.id for one in clean.findings] == ["intake-too-long"]
