"""Files in, a draft brief with its evidence and questions out; all problems at once, or nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.intake.reading import rules

from proposalkit.errors import InputRefused, Refused
from proposalkit.intake.question_page import question_page
from proposalkit.knowledge.inputs import read_brief
from proposalkit.model.intake import Intake
from proposalkit.workflows.intake import (
    IntakeFiles,
    IntakeOrder,
    answers_command,
    intake_files,
    take_in,
    write_intake,
)
from proposalkit.workflows.intake_talk import answered

NOTES = """\
Buyer: Meridian Logistics GmbH
Country: Germany
Sector: Logistics
Workflow: Delivery enquiries by e-mail
Today: Four people answer each mail.
System of record: Zendesk
Monthly volume: 12,000 tickets
Data categories: name, order number
Autonomy: supervised
Sponsor: Anna Keller, Head of Service
Pilot: 60 days

They asked for a 15% discount, approved by Jane.

R-1 The agent shall answer in German.
R-2 The agent should be cheap.
R-3 The agent must log each answer.
"""
ANSWERS = """\
buyer.legal_name: accept
buyer.country: accept
volumes.expected: 12500
workflow:
  outcome: {label: resolved enquiry, definition: Closed without a person., event: solved}
data.categories: accept
autonomy: accept
stage.value: piloting
offer_date: 2026-12-01
commercial.offer: standard
commercial.pilot.days: accept
commercial.discount.rate: none
"""


@pytest.fixture
def order(tmp_path: Path) -> IntakeOrder:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    return IntakeOrder((tmp_path / "notes.txt",), tmp_path, "meridian")


def with_answers(order: IntakeOrder, text: str) -> IntakeOrder:
    path = order.workspace / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return IntakeOrder(order.files, order.workspace, order.deal, answers=path, force=True)


def written(order: IntakeOrder) -> IntakeFiles:
    files = intake_files(order)
    write_intake(take_in(order), files, rules(), answers_command(order))
    return files


def test_with_all_questions_answered_the_brief_is_whole(order: IntakeOrder) -> None:
    files = written(with_answers(order, ANSWERS))
    brief = read_brief(files.brief)
    assert (brief.buyer.legal_name, brief.buyer.country) == ("Meridian Logistics GmbH", "DE")
    assert brief.volumes.expected == 12500
    assert brief.workflow.outcome is not None
    assert brief.commercial.discount is None
    assert [(one.id, one.priority) for one in brief.requirements] == [
        ("r-1", "mandatory"),
        ("r-2", "desired"),
        ("r-3", "mandatory"),
    ]
    source = brief.requirements[0].source
    assert source is not None
    assert (source.file, source.place) == ("notes.txt", "line 15")
    found = Intake.model_validate_json(files.evidence.read_bytes())
    assert found.open_questions == ()
    volume = next(one for one in found.fields if one.field == "volumes.expected")
    assert (volume.status, volume.finder) == ("confirmed", "human")
    assert [one.finder for one in volume.statements] == ["rule", "human"]


def test_a_price_of_usage_needs_no_outcome(order: IntakeOrder) -> None:
    given = "{label: resolved enquiry, definition: Closed without a person., event: solved}"
    none = "{label: none, definition: none, event: none}"
    files = written(with_answers(order, ANSWERS.replace(given, none)))
    assert read_brief(files.brief).workflow.outcome is None
    assert Intake.model_validate_json(files.evidence.read_bytes()).open_questions == ()


def test_what_is_open_is_asked_in_the_draft_as_a_form_does(order: IntakeOrder) -> None:
    files = written(order)
    text = files.brief.read_text(encoding="utf-8")
    assert "  legal_name:  # ? Registered name of the buyer\n" in text
    assert (
        "  # legal_name: proposed, not confirmed: Meridian Logistics GmbH (notes.txt, line 1)"
        in text
    )
    assert "  # proposed: notes.txt, line 3\n  sector: Logistics\n" in text
    with pytest.raises(InputRefused) as refused:
        read_brief(files.brief)
    kinds = {one.message.split('"')[1] for one in refused.value.findings if "empty" in one.message}
    assert "legal_name" in kinds
    assert "discount" not in text


def test_every_quote_stands_in_the_text_it_names(order: IntakeOrder) -> None:
    found = take_in(order)
    whole = " ".join(NOTES.split())
    quotes = [one.quote for field in found.fields for one in field.statements]
    quotes += [one.quote for one in found.requirements] + [one.quote for one in found.tender]
    assert len(quotes) > 15
    assert [one for one in quotes if one not in whole] == []


def test_the_same_texts_give_the_same_bytes(order: IntakeOrder) -> None:
    first = [one.read_bytes() for one in written(order).all]
    again = IntakeOrder(order.files, order.workspace, order.deal, force=True)
    assert [one.read_bytes() for one in written(again).all] == first


def test_questions_are_files_for_people_and_programs(order: IntakeOrder) -> None:
    files = written(order)
    page = files.page.read_text(encoding="utf-8")
    asked = json.loads(files.questions.read_text(encoding="utf-8"))["questions"]
    form = re.findall(r"^([a-z_.]+):  #", page, re.MULTILINE)
    assert form == [one["field"] for one in asked if one["blocking"]]
    assert form[0].startswith(("workflow.", "volumes."))
    assert "approved by Jane" in page


def test_the_page_of_questions_has_the_whole_command_to_type(order: IntakeOrder) -> None:
    asked = replace(order, files=(Path("inbox/the call.txt"), Path("mail.eml")), out=None,
                    workspace=Path(), deal="meridian", locale="de-DE")  # fmt: skip
    command = (
        "proposalkit intake 'inbox/the call.txt' mail.eml --deal meridian --locale de-DE "
        "--answers meridian.answers.yaml --force"
    )
    assert answers_command(asked) == command
    page = question_page(take_in(order), command)
    assert f"```console\n{command}\n```" in page
    assert "..." not in page.partition("## ")[0]


def test_nothing_is_written_over_without_being_told(order: IntakeOrder) -> None:
    files = written(order)
    before = files.brief.read_bytes()
    files.evidence.unlink()
    with pytest.raises(Refused, match="would be overwritten"):
        intake_files(order)
    assert files.brief.read_bytes() == before
    assert not files.evidence.exists()


def test_all_problems_of_all_files_come_at_once_and_nothing_is_written(order: IntakeOrder) -> None:
    folder = order.workspace
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "old.doc").write_text("x", encoding="utf-8")
    answers = with_answers(order, "volumes.expected: many\nbuyer.nmae: x\nbuyer.address: accept\n")
    names = (*order.files, folder / "empty.txt", folder / "old.doc", folder / "gone.pdf")
    with pytest.raises(InputRefused) as refused:
        take_in(IntakeOrder(names, folder, "meridian", answers=answers.answers))
    assert [(one.id, one.where.rpartition("/")[2]) for one in refused.value.findings] == [
        ("source-empty", "empty.txt"),
        ("source-kind", "old.doc"),
        ("missing-file", "gone.pdf"),
        ("unknown-key", "answers.yaml:2:13"),
        ("nothing-to-accept", "answers.yaml:3:16"),
        ("bad-value", "answers.yaml:1:19"),
    ]
    assert not (folder / "deals").exists()


def test_answers_that_do_not_fit_together_are_refused_with_their_lines(order: IntakeOrder) -> None:
    bad = with_answers(order, "volumes.expected: 5\nvolumes.low: 9\nautonomy: robot\n")
    with pytest.raises(InputRefused) as refused:
        take_in(bad)
    places = [one.where.rpartition("answers.yaml")[2] for one in refused.value.findings]
    assert sorted(place[:2] for place in places) == [":1", ":3"]


def test_a_mandatory_field_cannot_be_answered_with_none(order: IntakeOrder) -> None:
    with pytest.raises(InputRefused, match="1 problem"):
        take_in(with_answers(order, "offer_date: none\n"))


def test_a_person_on_the_terminal_takes_what_was_found_or_types_it(order: IntakeOrder) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    lines = {"stage.value": iter(["soon", "native"]), "commercial.offer": iter([""])}
    lines["offer_date"] = iter(["2026-12-01"])

    def ask(question: object, proposed: str) -> str | None:
        name = getattr(question, "field", "")
        asked.append(name)
        return next(lines.get(name, iter([""])), "")

    found = answered(order, take_in(order), ask, complaints.append)
    by_name = {one.field: one for one in found.fields}
    assert (by_name["stage.value"].status, by_name["stage.value"].value) == ("confirmed", "native")
    assert by_name["buyer.legal_name"].status == "confirmed"
    assert by_name["commercial.offer"].status == "missing"
    assert len(complaints) == 1
    assert "soon" in complaints[0]
    assert "commercial.offer" in {one.field for one in found.open_questions}


@pytest.mark.parametrize(
    ("order_", "words"),
    [
        (IntakeOrder((), Path(), "Bad Id"), "is not a deal id"),
        (IntakeOrder((), Path(), "ok", locale="xx"), "is not a known locale"),
    ],
)
def test_a_bad_order_is_refused(order_: IntakeOrder, words: str) -> None:
    def run() -> None:
        intake_files(order_)
        take_in(order_)

    with pytest.raises(Refused, match=words):
        run()


def test_two_files_of_one_name_keep_apart(order: IntakeOrder) -> None:
    other = order.workspace / "b" / "notes.txt"
    other.parent.mkdir()
    other.write_text("Pilot: 30 days", encoding="utf-8")
    found = take_in(IntakeOrder((*order.files, other), order.workspace, "d"))
    assert len({one.file for one in found.sources}) == 2
    pilot = next(one for one in found.fields if one.field == "commercial.pilot.days")
    assert pilot.status == "conflict"
