"""Whatever a proposal says is in the export or in its list of losses, and never silently gone."""

from __future__ import annotations

import io
import json
from functools import cache
from xml.etree import ElementTree

import openpyxl
import pytest

from proposalkit.exports.catalogue import EXPORTS, NAMES, export_files, losses_file
from proposalkit.exports.places import NO_FIELD, losses, places_of

from .golden_proposals import CONTEXT, DEALS, golden


@cache
def files(deal):
    return export_files(golden(deal), CONTEXT.read_bytes())


def leaves(node, pointer=""):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{pointer}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from leaves(value, f"{pointer}/{number}")
    elif node is not None:
        yield pointer, node


def words(name, data):
    """Give all texts of a file as another tool reads them, in one string."""
    if name.endswith("xml"):
        root = ElementTree.fromstring(data)
        return "\n".join(
            text for one in root.iter() for text in (one.text or "", *one.attrib.values())
        )
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    return "\n".join(str(value) for _, value in leaves(json.loads(data)))


@pytest.mark.parametrize("kind", EXPORTS, ids=NAMES)
@pytest.mark.parametrize("deal", DEALS)
def test_each_value_is_carried_or_named_as_lost(deal, kind) -> None:
    written = files(deal)
    said = words(kind.file, written[kind.file])
    lost = [one["pointer"] for one in json.loads(written[losses_file(kind)])["losses"]]
    silent = [
        pointer
        for pointer, value in leaves(places_of(golden(deal)).node)
        if not any(pointer == one or pointer.startswith(f"{one}/") for one in lost)
        and (("yes" if value else "no") if isinstance(value, bool) else str(value)) not in said
    ]
    # totals of nothing are carried as a sum of nothing; the scenario is named by its own total
    assert [one for one in silent if "capReduction" not in one] == []


@pytest.mark.parametrize("deal", DEALS)
def test_each_loss_points_at_something_and_gives_a_reason(deal) -> None:
    everything = dict(leaves(places_of(golden(deal)).node))
    for kind in EXPORTS:
        lost = json.loads(files(deal)[losses_file(kind)])["losses"]
        pointers = [one["pointer"] for one in lost]
        assert len(pointers) == len(set(pointers))
        assert all(
            any(leaf == one or leaf.startswith(f"{one}/") for leaf in everything)
            for one in pointers
        )
        assert all(one["reason"].endswith(".") for one in lost)


def test_a_part_not_taken_is_one_loss_and_a_part_taken_in_part_is_several() -> None:
    root = places_of(golden("nordwind-support"))
    root.text("pricing", "tax", "text")
    found = {one.pointer: one.reason for one in losses(root, {"/pricing/*": "Not asked."})}
    assert found["/parties"] == NO_FIELD
    assert found["/pricing/tax/treatment"] == "Not asked."
    assert "/pricing" not in found
    assert "/pricing/tax/text" not in found


def test_the_same_proposal_gives_the_same_bytes() -> None:
    again = export_files(golden("nordwind-support"), CONTEXT.read_bytes())
    assert again == files("nordwind-support")
    assert len(again) == 2 * len(EXPORTS)
