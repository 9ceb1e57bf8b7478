"""What is wrong with a proposal.json is said with its place, in words, and with what to do."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from pathlib import Path

import pytest
import rfc8785
from tests.timing import processor_seconds

from proposalkit.errors import InputRefused
from proposalkit.readers.proposal_json import (
    ASK,
    ASK_VERSION,
    _written_by_the_model,
    check_schema,
    read_proposal,
)
from proposalkit.verify.digest import check_canonical
from proposalkit.workflows.judging_json import judge_json

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schema" / "proposal.schema.json"
MINIMAL = json.loads((ROOT / "examples" / "minimal" / "proposal.json").read_bytes())


def found(data: bytes):
    return check_schema(data, SCHEMA, author=True).findings


def said(change):
    """Change the minimal example and give place and message of what is found."""
    document = deepcopy(MINIMAL)
    change(document)
    return [(one.where, one.message) for one in found(json.dumps(document).encode())]


def test_the_minimal_example_is_valid_and_holds_together() -> None:
    data = rfc8785.dumps(MINIMAL)
    assert len(data) < 5000
    results = judge_json(data).results
    assert [one.check for one in results if one.findings] == []
    assert len(results) == 6


def test_left_out_fields_are_canonical_and_a_changed_or_spaced_text_is_not() -> None:
    proposal = read_proposal(rfc8785.dumps(MINIMAL), SCHEMA)
    assert check_canonical(rfc8785.dumps(MINIMAL), proposal).findings == ()
    data = rfc8785.dumps(MINIMAL | {"title": f"{MINIMAL['title']} "})
    (one,) = check_canonical(data, read_proposal(data, SCHEMA)).findings
    assert one.id == "json-not-canonical"


def test_a_missing_field_is_named_with_its_own_place_and_meaning() -> None:
    def change(document):
        del document["parties"]["seller"]["name"], document["payment"]

    assert said(change) == [
        ("/parties/seller/name", '"name" is missing: Registered name.'),
        ("/payment", '"payment" is missing.'),
    ]


def test_each_kind_of_fault_is_said_in_words() -> None:
    def change(document):
        document["offerDate"] = "11.01.2027"
        document["grade"] = "final"
        document["revision"] = "one"
        document["pricing"]["components"][0]["tiers"][0]["unitPrice"]["amount"] = 0.9
        document["pricing"]["components"][0]["biling"] = "P1M"
        document["payment"]["terms"] = "30 days"
        document["clauses"][0]["id"] = "No Training"
        document["parties"]["buyer"]["country"] = "Holland"

    assert said(change) == [
        ("/clauses/0/id",
         '"No Training" is not an id of small letters, digits and -, _ or . between them.'),
        ("/grade", '"final" is not one of the words known here.'),
        ("/offerDate", '"11.01.2027" is not a day, such as 2026-11-23.'),
        ("/parties/buyer/country", '"Holland" is not a country of ISO 3166-1, such as DE.'),
        ("/payment/terms", '"30 days" is not a time of one unit, such as P30D, P12M or PT4H.'),
        ("/pricing/components/0/biling", '"biling" is no field here.'),
        ("/pricing/components/0/tiers/0/unitPrice/amount", '"0.9" is not a text.'),
        ("/revision", '"one" is not a whole number.'),
    ]  # fmt: skip


def test_a_slip_in_a_name_is_guessed_and_a_word_is_offered() -> None:
    document = deepcopy(MINIMAL)
    document["pricing"]["curency"] = document["pricing"].pop("currency")
    document["grade"] = "final"
    remedies = {one.where: one.remedy for one in found(json.dumps(document).encode())}
    assert remedies["/pricing/curency"].startswith('Did you mean "currency"? The fields are ')
    assert remedies["/grade"] == 'Write "draft" or "for_discussion" or "issued".'
    assert set(remedies) == {"/grade", "/pricing/curency", "/pricing/currency"}


def test_a_name_with_a_slash_keeps_the_pointer_a_pointer() -> None:
    assert said(lambda document: document.update({"a/b~c": 1}))[0][0] == "/a~1b~0c"


@pytest.mark.parametrize(
    ("data", "kind", "word"),
    [
        (b'{"a": 1, "a": 2}', "json-key-twice", '"a" stands twice'),
        (b'{"a": NaN}', "json-not-a-number", '"NaN"'),
        (b'{"a": -Infinity}', "json-not-a-number", '"-Infinity"'),
        (b'{"a": "' + b"x" * 10_000_000 + b'"}', "json-too-large", "10,000,009 bytes"),
        (b"[" * 200_000, "json-too-deep", "nested"),
        (b'{"a": ' * 100_000, "json-too-deep", "nested"),
        (b'{"a": "\xff"}', "json-not-utf-8", "byte 7"),
        (b'{"a": 1,\n "b" 2}', "json-malformed", "line 2, column 6"),
        (b'{"a": "\\uD83D\\uDe00\\ud83d"}', "json-half-character", '"U+D83D"'),
        (b"", "json-malformed", "line 1, column 1"),
        (b"9" * 10_000, "json-number", "cannot be read"),
        (b'{"schemaVersion": "7.0", "new": true}', "schema-version-unknown", '"7.0"'),
        (b"[]", "schema-invalid", "is not an object"),
        (b"null", "schema-invalid", "is not an object"),
    ],
    ids=["twice", "nan", "infinity", "10-MB", "deep-list", "deep-object", "latin-1", "comma",
         "half", "empty", "long-number", "other-version", "list", "null"],
)  # fmt: skip
def test_what_cannot_be_read_is_one_typed_refusal(data, kind, word) -> None:
    (one,) = found(data)
    assert one.id == kind
    assert word in one.message
    assert one.remedy
    with pytest.raises(InputRefused):
        read_proposal(data, SCHEMA)


def test_a_hundred_thousand_keys_take_time_in_proportion_to_their_number() -> None:
    def keys(count: int) -> bytes:
        return b"{" + b",".join(b'"k%d":0' % number for number in range(count)) + b',"k1":0}'

    few, many = keys(10_000), keys(100_000)
    (one,) = found(many)
    assert one.id == "json-key-twice"
    once = processor_seconds(lambda: found(few))
    assert processor_seconds(lambda: found(many)) < 30 * once + 0.05


def test_a_buyer_is_told_to_ask_and_not_to_write() -> None:
    (one,) = check_schema(b'{"a": NaN}', SCHEMA).findings
    assert one.remedy == ASK


ODD = ("", "x", " x ", "1", 1, -1, 0, True, None, [], {}, "9999-12-31", "P1Y", "EUR", "1.0", "1e5",
       "0.10", "2026-02-30", "yes", "a\nb", "\u200b")  # fmt: skip


@pytest.mark.parametrize("count", [400, pytest.param(20_000, marks=pytest.mark.deep)])
def test_what_the_model_takes_and_writes_again_is_valid_by_the_schema(count: int) -> None:
    """`read_proposal` leaves the schema out for such bytes; this is what it stands on."""
    chooser, taken = random.Random(20261121), 0
    for _ in range(count):
        document = deepcopy(MINIMAL)
        node = document
        while isinstance(node, dict | list) and node:
            key = chooser.choice(list(node) if isinstance(node, dict) else range(len(node)))
            holder, node = node, node[key]
            if chooser.random() < 0.1:
                break
        holder[key] = chooser.choice(ODD)
        data = rfc8785.dumps(document)
        if _written_by_the_model(data) is not None:
            taken += 1
            assert found(data) == (), data
    assert taken > count / 50


def test_what_the_model_only_mends_is_left_to_the_schema() -> None:
    """The model takes the text "1" for a number; the schema does not, and so no reader does."""
    document = deepcopy(MINIMAL) | {"revision": "1"}
    data = rfc8785.dumps(document)
    assert _written_by_the_model(data) is None
    with pytest.raises(InputRefused):
        read_proposal(data, SCHEMA)


@pytest.mark.parametrize("version", ["0.1", "1.1", "9.7", "../1.0", "1.0\n", ""])
def test_a_buyer_is_told_what_to_do_about_a_version_that_is_not_known(version: str) -> None:
    document = deepcopy(MINIMAL) | {"schemaVersion": version}
    (one,) = check_schema(rfc8785.dumps(document), SCHEMA).findings
    assert one.id == "schema-version-unknown"
    assert one.remedy == ASK_VERSION
