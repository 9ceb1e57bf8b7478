"""An offer is taken back or replaced by a notice beside it; the kit itself stays as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proposalkit.errors import InputRefused, Refused
from proposalkit.kit.journal import read_lines
from proposalkit.kit.layout import DealFolder
from proposalkit.workflows.notices import Said, notice_results, supersede, withdraw
from proposalkit.workflows.pack import pack_kit

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
MARIT = Said("Marit TEST, Account executive", "The price book changed.")


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    """A deal with three revisions: issued, issued, draft."""
    folder = tmp_path / "deal"
    for number, grade in ((1, "issued"), (2, "issued"), (3, "draft")):
        buyer = folder / str(number) / "buyer"
        buyer.mkdir(parents=True)
        data = json.dumps({"proposalId": "urn:x", "revision": number})
        (buyer / "proposal.json").write_text(data, encoding="utf-8")
        (buyer / "manifest.json").write_text(json.dumps({"grade": grade, "files": []}))
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.glob("[0-9]/**/*") if one.is_file()}


def _told(folder: Path, number: int) -> list[str]:
    return [one.id for result in notice_results(DealFolder(folder), number)
            for one in result.findings]  # fmt: skip


def test_a_withdrawn_revision_says_so_and_no_byte_of_it_changes(deal: Path) -> None:
    before = _files(deal)
    path = withdraw(deal, 2, MARIT, now=NOW)
    assert path.relative_to(deal).as_posix() == "notices/1-withdrawn-revision-2.json"
    assert _files(deal) == before
    assert (_told(deal, 1), _told(deal, 2)) == ([], ["offer-withdrawn"])
    (entry,) = (json.loads(line) for line in read_lines(deal / "journal.jsonl"))
    assert (entry["kind"], entry["data"]["revision"], entry["data"]["by"]) == (
        "withdrawn", 2, MARIT.by,
    )  # fmt: skip


def test_a_superseded_revision_names_the_one_in_its_place(deal: Path) -> None:
    notice = json.loads(supersede(deal, 1, 2, MARIT, now=NOW).read_bytes())
    assert (notice["revision"], notice["replacedBy"]) == (1, 2)
    assert _told(deal, 1) == ["offer-superseded"]


@pytest.mark.parametrize(
    ("revision", "said", "message"),
    [
        (3, MARIT, "Revision 3 was never released"),
        (9, MARIT, "There is no revision 9"),
        (2, Said(" ", "why"), "A notice needs a person"),
        (2, Said("Marit"), "A withdrawal needs a reason"),
    ],
)
def test_what_cannot_be_withdrawn_is_refused_and_leaves_no_notice(
    deal: Path, revision: int, said: Said, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        withdraw(deal, revision, said, now=NOW)
    assert not (deal / "notices").exists()


def test_an_earlier_revision_replaces_nothing_and_nothing_is_taken_back_twice(deal: Path) -> None:
    with pytest.raises(Refused, match="Revision 1 is not later than revision 2"):
        supersede(deal, 2, 1, MARIT, now=NOW)
    withdraw(deal, 2, MARIT, now=NOW)
    with pytest.raises(Refused, match="was withdrawn on 2026-12-01"):
        withdraw(deal, 2, MARIT, now=NOW)
    assert len(list((deal / "notices").iterdir())) == 1


def test_a_withdrawn_revision_is_not_packed(deal: Path) -> None:
    (deal / "3" / "buyer" / "manifest.json").unlink()
    (deal / "3" / "buyer" / "proposal.json").unlink()
    for path in (deal / "3" / "buyer", deal / "3"):
        path.rmdir()
    withdraw(deal, None, MARIT, now=NOW)
    with pytest.raises(Refused, match="This revision was withdrawn"):
        pack_kit(deal, now=NOW)


def test_a_notice_that_was_changed_is_a_finding(deal: Path) -> None:
    path = withdraw(deal, 2, MARIT, now=NOW)
    path.write_text('{"kind": "withdrawn"}', encoding="utf-8")
    with pytest.raises(InputRefused, match="1 problem"):
        list(notice_results(DealFolder(deal), 2))
