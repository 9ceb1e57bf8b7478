"""One deal through its life: made, unchanged, released, restyled, packed, repriced."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from tests.journeys.approvals import TEST, approve_all, ask_for_no_missing_clause
from tests.journeys.workspaces import BOOK, DEAL, NOW, change, contents, copy_example, write

from proposalkit.errors import Refused
from proposalkit.kit.journal import read_lines
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.finding import Status
from proposalkit.readers.workbook import read_workbook
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.issue import issue_kit
from proposalkit.workflows.kit_report import KitReport
from proposalkit.workflows.notices import Said, withdraw
from proposalkit.workflows.pack import pack_kit
from proposalkit.workflows.verify import verify_path

RELEASER = "Marit de Vries, Account executive"


@dataclass
class Story:
    """What each step reported and what the deal's folder held after it."""

    request: Request
    reports: dict[str, KitReport] = field(default_factory=dict)
    after: dict[str, Mapping[str, str]] = field(default_factory=dict)
    zips: list[bytes] = field(default_factory=list)
    refused: str = ""
    not_packed: str = ""
    draft: dict[str, object] = field(default_factory=dict)

    @property
    def deal(self) -> Path:
        """The folder of the deal."""
        return self.request.output / DEAL

    def note(self, step: str, report: KitReport) -> None:
        """Keep the report of a step and the state after it; released files are kept aside."""
        self.reports[step] = report
        self.after[step] = contents(self.deal)


@pytest.fixture(scope="module")
def story(
    tmp_path_factory: pytest.TempPathFactory, example_output: Path, shared_cache: Path
) -> Story:
    """All steps, one after the other; the tests look at what was kept of each."""
    home = tmp_path_factory.mktemp("life")
    workspace = copy_example(home / "workspace")
    shutil.copytree(example_output, home / "kits")
    story = Story(Request(workspace=workspace, deal=DEAL, output=home / "kits"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        _live(story, workspace, home)
    return story


def _live(story: Story, workspace: Path, home: Path) -> None:
    story.after["made"] = contents(story.deal)
    story.note("unchanged", generate_kit(story.request, now=NOW))
    released = issue_kit(story.request, grade="for_discussion", by=f" {RELEASER} ", now=NOW)
    story.note("released", released)
    shutil.copytree(released.folder, home / "released")
    story.note("kept", generate_kit(story.request, now=NOW))
    style = (packaged_path("templates") / "proposal" / "style.css").read_text("utf-8")
    write(workspace, "templates/proposal/style.css", f"{style}\n/* our own */\n")
    story.note("restyled", generate_kit(story.request, now=NOW))
    for _ in range(2):
        story.zips.append(pack_kit(story.deal, now=NOW).read_bytes())
    change(workspace, BOOK, 'price: "0.82"', 'price: "0.80"')
    with pytest.raises(Refused) as refused:
        issue_kit(story.request, grade="for_discussion", by=RELEASER, now=NOW)
    story.refused = refused.value.message
    story.after["refused"] = contents(story.deal)
    approve_all(workspace)
    ask_for_no_missing_clause(workspace, DEAL)
    story.note("repriced", generate_kit(story.request, now=NOW))
    story.draft = json.loads((story.deal / "2" / "buyer" / "proposal.json").read_bytes())
    with pytest.raises(Refused) as refused:
        pack_kit(story.deal, now=NOW)
    story.not_packed = refused.value.message
    story.note("issued", issue_kit(story.request, grade="issued", by=RELEASER, now=NOW))
    limits = (packaged_path("knowledge") / "limits.yaml").read_text("utf-8")
    write(workspace, "knowledge/limits.yaml", f"{limits}# read once more\n")
    story.note("kept offer", generate_kit(story.request, now=NOW))


def _pages(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = (page.get_textpage().get_text_range() for page in document)
        return [" ".join(text.split()) for text in texts]


def _part(state: Mapping[str, str], folder: str) -> dict[str, str]:
    return {name: digest for name, digest in state.items() if name.startswith(folder)}


def _journal(story: Story) -> list[dict[str, object]]:
    return [json.loads(line) for line in read_lines(story.deal / "journal.jsonl")]


def test_unchanged_inputs_leave_every_file_alone(story: Story) -> None:
    assert story.reports["unchanged"].unchanged
    assert story.after["unchanged"] == story.after["made"]


def test_nothing_is_started_for_an_unchanged_deal(
    example_output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started() -> None:
        raise AssertionError("an engine was started")

    workspace = copy_example(tmp_path / "workspace")
    shutil.copytree(example_output, tmp_path / "kits")
    monkeypatch.setattr("proposalkit.workflows.engines.start_engines", started)
    request = Request(workspace=workspace, deal=DEAL, output=tmp_path / "kits")
    assert generate_kit(request, now=NOW).unchanged


@pytest.mark.parametrize(
    "harm",
    ["1/buyer/proposal.pdf", "1/buyer/manifest.json", "1/internal/deal-desk.md", "+stray", "logo"],
)
def test_a_kit_that_is_not_whole_is_made_again(
    example_output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    """A missing file, a file too many, another logo: the quick way out is not taken."""
    workspace = copy_example(tmp_path / "workspace")
    shutil.copytree(example_output, tmp_path / "kits")
    if harm == "+stray":
        write(tmp_path / "kits" / DEAL, "1/buyer/note.txt", "stray")
    elif harm == "logo":
        (workspace / "assets" / "halyard.png").write_bytes(b"another")
    else:
        (tmp_path / "kits" / DEAL / harm).unlink()
    monkeypatch.setattr("proposalkit.workflows.engines.start_engines", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        generate_kit(Request(workspace=workspace, deal=DEAL, output=tmp_path / "kits"), now=NOW)


def test_a_release_keeps_the_revision_and_says_so_on_every_page(story: Story) -> None:
    report = story.reports["released"]
    assert (report.revision, report.grade) == (1, "for_discussion")
    folder = story.deal.parent.parent / "released" / "buyer"
    proposal = json.loads((folder / "proposal.json").read_bytes())
    assert (proposal["grade"], proposal["releasedBy"]) == ("for_discussion", RELEASER)
    assert (proposal["status"], proposal["bindingNature"]) == ("draft", "subject_to_contract")
    pages = _pages(folder / "proposal.pdf")
    notice = "For discussion. The terms are proposed and bind neither party until both have signed."
    assert [number for number, page in enumerate(pages, 1) if notice not in page] == []
    assert f"Released by {RELEASER}" in pages[0]
    assert not any("Draft for the seller's own review" in page for page in pages)


def test_the_journal_lists_each_unapproved_clause_the_release_covers(story: Story) -> None:
    released = next(row for row in _journal(story) if row["kind"] == "released")
    data = released["data"]
    assert isinstance(data, dict)
    proposal = json.loads((story.deal.parent.parent / "released/buyer/proposal.json").read_bytes())
    chosen = {one["id"] for one in proposal["clauses"]} - {"definitions"}
    assert set(data["unapprovedClauses"]) == chosen  # no shipped text is approved
    assert data["releasedBy"] == RELEASER
    pdf = (story.deal.parent.parent / "released/buyer/proposal.pdf").read_bytes()
    assert data["pdfSha256"] == hashlib.sha256(pdf).hexdigest()


def test_generating_after_a_release_keeps_it(story: Story) -> None:
    report = story.reports["kept"]
    assert (report.unchanged, report.grade, report.revision) == (True, "for_discussion", 1)
    assert story.after["kept"] == story.after["released"]


def test_another_template_renders_the_same_revision_again_and_keeps_its_release(
    story: Story,
) -> None:
    report, now = story.reports["restyled"], story.after["restyled"]
    before = story.after["released"]
    assert (report.unchanged, report.grade, report.revision) == (False, "for_discussion", 1)
    assert "2" not in now
    assert now["1/buyer/proposal.json"] == before["1/buyer/proposal.json"]
    assert now["1/buyer/proposal.pdf"] != before["1/buyer/proposal.pdf"]


@pytest.mark.parametrize(
    ("grade", "by", "message"),
    [
        ("final", RELEASER, '"final" is not a grade.'),
        ("draft", RELEASER, '"draft" is not a grade.'),
        ("for_discussion", "  ", "A release needs a person."),
    ],
)  # fmt: skip
def test_a_release_without_person_or_with_another_grade_is_refused(
    story: Story, grade: str, by: str, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        issue_kit(story.request, grade=grade, by=by, now=NOW)
    assert refused.value.message == message


def test_what_nobody_has_read_is_not_released(story: Story, tmp_path: Path) -> None:
    """The price changed after the kit was read; or there is no kit at all."""
    assert story.refused == "The inputs changed since revision 1 was made."
    assert _part(story.after["refused"], "1/") == _part(story.after["restyled"], "1/")
    nothing = Request(workspace=story.request.workspace, deal=DEAL, output=tmp_path)
    with pytest.raises(Refused, match=f'There is no kit of "{DEAL}" to release'):
        issue_kit(nothing, grade="for_discussion", by=RELEASER, now=NOW)
    assert contents(tmp_path) == {}


def test_a_draft_is_not_packed(story: Story) -> None:
    assert "a draft is not packed" in story.not_packed  # revision 2 was a draft then


def test_the_zip_of_a_release_verifies_and_has_the_same_bytes_twice(
    story: Story, tmp_path: Path
) -> None:
    assert story.zips[0] == story.zips[1]
    path = tmp_path / "kit.zip"
    path.write_bytes(story.zips[0])
    verdict = verify_path(path, story.request.workspace)
    assert (verdict.status, verdict.findings) == (Status.PASSED, ())


def test_a_buyer_without_the_sellers_templates_is_told_what_was_not_compared(
    story: Story, tmp_path: Path
) -> None:
    path = tmp_path / "kit.zip"
    path.write_bytes(story.zips[0])
    verdict = verify_path(path)
    assert verdict.status is Status.PASSED
    told = [(one.id, one.severity) for one in verdict.findings]
    assert told == [("templates-unknown", "warning")]


def test_a_changed_price_makes_revision_2_and_leaves_revision_1(story: Story) -> None:
    report = story.reports["repriced"]
    assert (report.revision, report.grade, report.unchanged) == (2, "draft", False)
    assert _part(story.after["repriced"], "1/") == _part(story.after["restyled"], "1/")
    assert story.draft["revision"] == 2
    assert "releasedBy" not in story.draft


def test_an_issued_kit_is_a_firm_offer_on_approvals_that_are_named(story: Story) -> None:
    report = story.reports["issued"]
    assert (report.revision, report.grade, report.blockers) == (2, "issued", ())
    proposal = json.loads((report.folder / "buyer" / "proposal.json").read_bytes())
    assert (proposal["grade"], proposal["status"], proposal["bindingNature"]) == (
        "issued", "issued", "firm_offer",
    )  # fmt: skip
    pages = _pages(report.pdf)
    assert [number for number, page in enumerate(pages, 1) if "Firm offer" not in page] == []
    data = _journal(story)[-1]["data"]
    assert isinstance(data, dict)
    chosen = {one["id"] for one in proposal["clauses"]} - {"definitions"}
    assert {str(one).partition(" ")[0] for one in data["approvals"]} == chosen
    assert all(TEST.name in str(one) for one in data["approvals"])
    assert data["unapprovedClauses"] == []
    assert not any("TEST" in page for page in pages)  # who approved stays inside


def test_a_firm_offer_is_never_made_again(story: Story) -> None:
    """A changed library that changes no word of it: generate keeps the bytes, and says so."""
    kept = story.reports["kept offer"]
    assert (kept.unchanged, kept.grade, kept.revision) == (True, "issued", 2)
    assert [one.id for one in kept.warnings if one.id == "offer-kept"] == ["offer-kept"]
    assert story.after["kept offer"] == story.after["issued"]


def test_an_offer_past_its_last_day_fails_as_expired_and_a_withdrawn_one_as_withdrawn(
    story: Story, tmp_path: Path
) -> None:
    deal = tmp_path / DEAL
    shutil.copytree(story.deal, deal)
    last = date.fromisoformat(
        json.loads((deal / "2/buyer/proposal.json").read_bytes())["validity"]["validUntil"]
    )
    workspace = story.request.workspace
    told = {}
    for day in (last, last + timedelta(days=1)):
        verdict = verify_path(deal / "2" / "buyer" / "proposal.json", workspace, day)
        told[day] = (verdict.status, [one.id for one in verdict.findings])
    assert told[last] == (Status.PASSED, [])
    assert told[last + timedelta(days=1)] == (Status.FAILED, ["offer-expired"])
    withdraw(deal, 2, Said(RELEASER, "The price changed."), now=NOW)
    assert "offer-withdrawn" in {one.id for one in verify_path(deal / "2").findings}


def test_the_journal_tells_the_whole_life_in_one_chain(story: Story) -> None:
    lines = (story.deal / "journal.jsonl").read_bytes().splitlines()
    rows = [json.loads(line) for line in lines]
    told = [(row["seq"], row["kind"], row["data"]["revision"]) for row in rows]
    assert told == [
        (1, "generated", 1), (2, "released", 1), (3, "generated", 1), (4, "packed", 1),
        (5, "packed", 1), (6, "generated", 2), (7, "released", 2),
    ]  # fmt: skip
    chain = [hashlib.sha256(line).hexdigest() for line in lines]
    assert [row["previous"] for row in rows] == ["0" * 64, *chain[:-1]]


def test_the_internal_folder_is_private_and_every_file_in_it_says_so(story: Story) -> None:
    folder = story.reports["repriced"].folder / "internal"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert "INTERNAL - never send this file" in "".join(path.read_text("utf-8")[:200])


def test_no_internal_value_is_in_any_file_for_the_buyer(story: Story) -> None:
    """The PDF is looked through page by page, with its attachment and metadata taken out; the
    workbook cell by cell.
    """
    inside = ["CANARY-7f3e9a", "competing offer", "0.2137", "0.5260", "180000", "180,000",
              "deal desk", "INTERNAL", "needs legal", "piloting", "sorting model",
              "0.1186", "0.0465", "0.4293", "0.5443", "6531.31", "6,531.31"]  # fmt: skip
    folder = story.reports["repriced"].folder / "buyer"
    with pypdfium2.PdfDocument(folder / "proposal.pdf") as document:
        count = document.count_attachments()
        attached = [document.get_attachment(number).get_data() for number in range(count)]
        metadata = " ".join(document.get_metadata_dict().values())
    files = [path for path in folder.rglob("*") if path.is_file()]
    texts = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode(errors="replace")
        for path in files
    }
    texts["pages"] = " ".join(_pages(folder / "proposal.pdf"))
    texts["summary"] = " ".join(_pages(folder / "summary.pdf"))
    cells = read_workbook((folder / "pricing.xlsx").read_bytes()).cells
    texts["cells"] = " ".join(text for cell in cells.values() for text in cell)
    texts["inside the PDF"] = metadata + " ".join(bytes(one).decode() for one in attached)
    assert sorted(name for name in texts if "/" not in name) == [
        "cells", "cover-email.txt", "inside the PDF", "manifest.json", "pages", "parity.json",
        "pricing.xlsx", "proposal.json", "proposal.pdf", "summary", "summary.pdf",
    ]  # fmt: skip
    assert [(name, one) for name, text in texts.items() for one in inside if one in text] == []
