"""What a buyer's commands print, write and exit with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.workflows.buyer_offers import Document, eur, golden, line, read_in_this_process, written

from proposalkit.cli.runtime import run
from proposalkit.workflows.schema_files import schema_file

DAY = ("--on", "2026-12-01")
ATTACK = "=HYPERLINK(evil)"


@pytest.fixture(autouse=True)
def _at_a_terminal_of_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")


def dearer(document: Document) -> None:
    line(document, "platform")["amount"] = eur("1000.00")


def attacked(document: Document) -> None:
    dearer(document)
    document["title"] = ATTACK
    document["parties"]["seller"]["name"] = "<script>alert(1)</script>"


def facts(clauses: list[Document]) -> int:
    return sum(len(one["facts"]) for one in clauses)


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_proposal_is_read_on_one_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(written(tmp_path)), *DAY]) == 0
    text = out(capsys)
    lines = text.splitlines()
    assert len(lines) <= 60
    assert [one for one in lines if len(one) > 82] == []
    for said in ("Halyard Agents B.V.", "Nordwind Outdoor GmbH", "stands until 7 January 2027",
                 "EUR 11,440.00 a month for 12,000 resolved contacts", "EUR 147,530.00 in 12",
                 "Unit     resolved contact", "Where does the model run?",
                 "incident-and-rollback:1",
                 "Silent   Which insurance covers its errors?"):  # fmt: skip
        assert said in text
    assert run(["read", str(tmp_path / "proposal.json"), "--clauses", "--on", "2027-01-08"]) == 0
    text = out(capsys)
    assert "incident.notice_hours: 72" in text
    assert "EXPIRED" in text


def test_the_screen_as_json_has_pointers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["read", str(written(tmp_path)), "--json", *DAY]) == 0
    summary = json.loads(out(capsys))
    assert summary["price"]["total"] == eur("147530.00")
    assert summary["price"]["pointer"] == "/pricing/scenarios/1"
    assert len(summary["objections"]) == 3
    assert [one["clause"] for one in summary["clauses"]] == [
        one["id"] for one in golden()["clauses"]
    ]
    assert facts(summary["clauses"]) == facts(golden()["clauses"]) > 50


def test_a_comparison_is_printed_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = str(written(tmp_path)), str(written(tmp_path, attacked, to="other"))
    html, xlsx = tmp_path / "r.html", tmp_path / "r.xlsx"
    command = ["compare", *paths, "--volume", "low=6000", "expected=12000", "high=24000", *DAY]
    assert run([*command, "--html", str(html), "--xlsx", str(xlsx)]) == 0
    text = out(capsys)
    assert "expected        12,000 147,530.00 148,130.00 A" in text
    assert "A and B: A is lower from 0 (units a month, searched to 48,000)." in text
    assert f"Commitments: 0 of {facts(golden()['clauses'])} facts differ" in text
    assert "\x1b" not in text
    page = html.read_text()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "EUR 148,130.00" in page
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page
    book = load_workbook(xlsx)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.value == ATTACK] == [ATTACK]
    totals = [row for row in book["Totals"].iter_rows(min_row=2, values_only=True)]
    assert [float(str(row[3])) for row in totals][:2] == [88490.0, 89090.0]


def test_what_an_offer_typed_by_hand_does_not_state_is_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = tmp_path / "offers.csv"
    typed.write_text(
        "offer,line,type,amount,up_to,price,included,minimum,maximum,currency,term_months,tax\n"
        "Rival,Contacts,outcome,,,0.80,,,,EUR,12,exclusive\n"
    )
    path = str(written(tmp_path))
    assert run(["compare", path, "--offer", str(typed), "--volume", "12000", *DAY]) == 0
    text = out(capsys)
    silence = "not comparable: A alone states any, B states none"
    assert f"Outcome definitions: {silence}" in text
    assert f"Commitments: {silence}" in text
    assert "outcome definition: stated and not stated" in text
    # two that state them are compared; the third is named
    weights, html, xlsx = (tmp_path / name for name in ("w.yaml", "r.html", "r.xlsx"))
    weights.write_text("price: {scenario: expected, weight: '60'}\n")
    files = ["--weights", str(weights), "--html", str(html), "--xlsx", str(xlsx)]
    command = ["compare", path, path, "--offer", str(typed), "--volume", "12000", *DAY, *files]
    assert run(command) == 0
    text = out(capsys)
    assert "Outcome definitions: 0 of 17 fields differ; C states none" in text
    # the report and the workbook hold the same two against each other, and mark the third
    page = html.read_text()
    assert "C states none" in page
    assert '<th class="n">C (UNVERIFIED)</th>' in page
    assert len(re.findall("<tr><td>[^<]*</td><td>yes</td>", page)) > 50
    assert re.search("<tr><td>[^<]*</td><td>no</td>", page) is None
    book = load_workbook(xlsx)
    assert {row[2] for row in book["Commitments"].iter_rows(min_row=2, values_only=True)} == {"yes"}
    last = [row[-1] for row in book["Totals"].iter_rows(min_row=2, values_only=True)]
    assert last == ["verified", "verified", "UNVERIFIED"]
    (points, _) = book["Points"].iter_rows(min_row=2, values_only=True)
    assert points[2:5] == ("not scored",) * 3
    assert book["Commitments"].print_title_rows == "$1:$1"


def test_the_json_of_a_comparison_fits_its_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import jsonschema

    paths = str(written(tmp_path)), str(written(tmp_path, dearer, to="other"))
    assert run(["compare", *paths, "--volume", "12000", "--json", *DAY]) == 0
    document = json.loads(out(capsys))
    jsonschema.validate(document, json.loads(schema_file("comparison").read_text()))
    assert document["pairs"][0]["spans"] == [{"first": 0, "last": 24000, "lower": "A"}]
    assert "scores" not in document


@pytest.mark.parametrize(
    ("requirements", "code"),
    [
        ("fact: {id: data.retention_days, at_most: '30'}", 0),
        ("fact: {id: insurance.covers}", 3),
        ("fact: {id: data.retention_days, at_most: '29'}", 1),
    ],
)
def test_the_exit_code_of_a_check_says_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], requirements: str, code: int
) -> None:
    policy = tmp_path / "own.yaml"
    policy.write_text(
        "policy: own\ntitle: Own\nversion: '1'\nas_of: 2026-11-21\nrequirements:\n"
        f"  - {{id: one, what: Asked., {requirements}}}\n"
    )
    assert run(["check", str(written(tmp_path)), "--policy", str(policy), *DAY]) == code
    assert "silence does not count as consent" in out(capsys)


def test_a_deviation_outweighs_silence_and_the_report_holds_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import jsonschema

    html, xlsx = tmp_path / "p.html", tmp_path / "p.xlsx"
    command = ["check", str(written(tmp_path)), "--policy", "eu-bank", *DAY]
    assert run([*command, "--html", str(html), "--xlsx", str(xlsx)]) == 1
    said = " ".join(out(capsys).split())
    assert "19 met, 3 deviate, 2 not stated" in said
    assert "That is 60" in said
    assert html.read_text().count('class="status deviates"') == 3
    assert load_workbook(xlsx)["Answers"].max_row == 25
    assert run([*command, "--json"]) == 1
    document = json.loads(out(capsys))
    jsonschema.validate(document, json.loads(schema_file("policy-report").read_text()))


def test_a_policy_can_be_copied_without_a_proposal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "own.yaml"
    assert run(["check", "--policy", "public-body", "--copy", str(copy)]) == 0
    assert copy.read_text().startswith("# What a public body may ask")
    assert run(["check", "--policy", "public-body"]) == 2


def test_a_report_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html = tmp_path / "none" / "r.html"
    command = ["check", str(written(tmp_path)), "--policy", "eu-bank", "--html", str(html)]
    assert run(command) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "proposal.json") == []
