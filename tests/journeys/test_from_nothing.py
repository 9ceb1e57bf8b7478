"""From an empty folder to a verified kit: at most 25 mandatory answers, the rest can wait."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Union, get_args, get_origin

import pytest
import typer
import yaml
from pydantic import BaseModel

from proposalkit.cli.runtime import run
from proposalkit.errors import Refused
from proposalkit.model.brief import DealBrief
from proposalkit.model.price_book import PriceBook
from proposalkit.model.seller import SellerProfile
from proposalkit.workflows.check import validate_file
from proposalkit.workflows.start import Asker, ask_questions, init_workspace, open_questions

FORMS = Path(__file__).resolve().parents[2] / "templates" / "workspace"
ANSWERS = Path(__file__).parent / "answers.txt"
MODEL_OF: dict[str, type[BaseModel]] = {
    "seller.yaml": SellerProfile, "price-book.yaml": PriceBook, "deal.yaml": DealBrief,
}  # fmt: skip
TODAY = datetime.now(UTC).date()


@pytest.fixture(scope="module")
def first_kit(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """A workspace made by init, new and generate as a person would type them."""
    workspace = tmp_path_factory.mktemp("home") / "kits"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        patch.chdir(workspace.parent)
        assert run(["init", "kits"]) == 0
        patch.chdir(workspace)
        assert run(["new", "calder-billing", "--answers", str(ANSWERS)]) == 0
        assert run(["generate", "calder-billing"]) == 0
    return workspace


def _proposal(workspace: Path, deal: str) -> dict[str, object]:
    path = workspace / "output" / deal / "1" / "buyer" / "proposal.json"
    document: dict[str, object] = json.loads(path.read_bytes())
    return document


def test_the_forms_ask_at_most_25_questions_in_all() -> None:
    questions = [re.findall(r"# \?,? (.+)", path.read_text("utf-8")) for path in FORMS.iterdir()]
    assert len(list(FORMS.iterdir())) == 3
    asked = [one for form in questions for one in form]
    assert len(asked) <= 25
    assert len(set(asked)) == len(asked)


def test_a_form_is_asked_as_it_is_written() -> None:
    text = (FORMS / "deal.yaml").read_text("utf-8")
    assert list(open_questions(text)) == re.findall(r"# \?,? (.+)", text)


@pytest.mark.parametrize("form", MODEL_OF)
def test_every_field_without_default_stands_in_the_form(form: str) -> None:
    """What the form neither asks nor fills is optional: the model has a default for it."""
    given = set(_paths(yaml.safe_load((FORMS / form).read_text("utf-8"))))
    needed = set(_required(MODEL_OF[form]))
    assert needed
    assert needed <= given


def test_the_first_kit_verifies(first_kit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(ANSWERS.read_text("utf-8").splitlines()) <= 25
    assert run(["verify", str(first_kit / "output" / "calder-billing")]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("PASSED calder-billing/1: 23 checks")


def test_the_answers_are_in_the_proposal_but_for_the_stage_of_the_buyer(first_kit: Path) -> None:
    proposal = _proposal(first_kit, "calder-billing")
    text = json.dumps(proposal, ensure_ascii=False)
    *shown, stage = ANSWERS.read_text("utf-8").splitlines()
    for part in (part for answer in shown for part in answer.split(", ")):
        assert part in text, part
    assert stage not in text
    assert proposal["offerDate"] == TODAY.isoformat()
    assert "evidence" not in proposal or proposal["evidence"] == []
    assert proposal.get("pilot") is None


def test_strict_ends_with_3_while_a_text_lacks_what_it_needs(
    first_kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody answered who watches the agent: a model may not fill the gap, and a script sees it."""
    again = ["generate", "calder-billing", "-w", str(first_kit)]
    for arguments, code in ((again, 0), ([*again, "--strict"], 3)):
        assert run(arguments) == code
        said = capsys.readouterr().out
        assert 'Not stated, for want of what it needs: "Who stays in control"' in said
    assert run([*again, "--strict", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["textsNotStated"] == ["Who stays in control"]


def test_what_is_missing_is_not_stated_to_the_buyer_and_asked_in_the_memo(first_kit: Path) -> None:
    proposal = _proposal(first_kit, "calder-billing")
    assert isinstance(proposal["notStated"], list)
    for missing in (
        "The path of the data from system to system", "Service levels",
        "The cost of one unit today", "In which country are data and backups?",
    ):  # fmt: skip
        assert missing in proposal["notStated"]
    # where the model runs stands with the models, so the answer says it and that nothing binds it
    assert "Where does the model run?" not in proposal["notStated"]
    memo = first_kit / "output" / "calder-billing" / "1" / "internal" / "deal-desk.md"
    asked = memo.read_text("utf-8").split("## Open questions")[1].split("\n## ")[0]
    for field in ("workflow.cost_today", "public.data_flow", "public.service_levels",
                  "public.models.retention_days", "volumes.low", "internal.cost_per_attempt",
                  "buyer.signatory", "data.location"):  # fmt: skip
        assert f"| {field} |" in asked


def test_a_second_deal_asks_about_the_deal_alone(first_kit: Path) -> None:
    asked: list[str] = []
    of_deal = open_questions((FORMS / "deal.yaml").read_text("utf-8"))
    answers = ANSWERS.read_text("utf-8").splitlines()[-len(of_deal) :]

    def answer(question: str) -> str:
        asked.append(question)
        return answers[len(asked) - 1]

    written = ask_questions(first_kit, "second", asker=Asker(answer, pytest.fail), today=TODAY)
    assert [path.name for path in written] == ["second.yaml"]
    assert asked == list(of_deal)
    assert "Registered name of your company" not in asked


def test_stopping_in_the_middle_keeps_the_answers_and_goes_on_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C at the 16th question, in the brief; then again with the answers that are left."""
    answers = ANSWERS.read_text("utf-8").splitlines()
    asked: list[str] = []

    def typed(question: str, **_: object) -> str:
        asked.append(question)
        if len(asked) == 16:
            raise typer.Abort
        return answers[len(asked) - 1]

    init_workspace(tmp_path / "kits", example=False)
    monkeypatch.chdir(tmp_path / "kits")
    monkeypatch.setattr(typer, "prompt", typed)
    assert run(["new", "calder-billing"]) == 1
    assert capsys.readouterr().err == (
        'Stopped at "Name of the work the agent takes over". The answers given so far are kept. '
        "Run the command again to go on where you stopped.\n"
    )
    brief = yaml.safe_load(Path("deals/calder-billing.yaml").read_text("utf-8"))
    assert brief["buyer"] == {
        "legal_name": "Calder Software Inc.", "country": "US", "sector": "software",
    }  # fmt: skip

    rest = tmp_path / "rest.txt"
    rest.write_text("\n".join(answers[15:]), encoding="utf-8")
    assert run(["new", "calder-billing", "--answers", str(rest)]) == 0
    for path in (Path("seller.yaml"), *Path("price-books").iterdir(), *Path("deals").iterdir()):
        assert open_questions(path.read_text("utf-8")) == ()


def test_an_answers_file_that_ends_too_early_says_at_which_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    init_workspace(tmp_path / "kits", example=False)
    monkeypatch.chdir(tmp_path / "kits")
    (tmp_path / "two.txt").write_text("Lumen Assist Inc.\nUS\n", encoding="utf-8")
    form = Path("seller.yaml").read_bytes()
    assert run(["new", "calder-billing", "--answers", "../two.txt"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith(
        '../two.txt:3: "Name of the contact a buyer writes to" has no answer on this line.'
    )
    assert told[-1].startswith("23 problems")  # 25 questions in all, two answered
    assert Path("seller.yaml").read_bytes() == form
    assert run(["new", "calder-billing", "--answers", "../three.txt"]) == 2
    assert "three.txt: This file does not exist." in capsys.readouterr().err


def test_a_complete_deal_is_not_asked_again_and_a_bad_id_is_refused(
    first_kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(first_kit)
    assert run(["new", "calder-billing"]) == 1
    assert run(["new", "Calder Billing"]) == 1
    assert run(["init", "."]) == 1
    assert capsys.readouterr().err.splitlines() == [
        '"deals/calder-billing.yaml" exists. Choose another id, or edit that file.',
        '"Calder Billing" is not a deal id. Use small letters, digits and hyphens.',
        '"." is not empty. Choose a new folder; nothing was changed.',
    ]


def test_an_answer_with_quotes_and_colons_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    odd = 'He said: "10 % # of {all}", \\ and it\'s - yes'
    init_workspace(tmp_path / "kits", example=False)
    answers = iter([odd])
    asker = Asker(lambda _: next(answers, ""), pytest.fail)
    with pytest.raises(Refused, match="left empty"):
        ask_questions(tmp_path / "kits", "odd", asker=asker, today=TODAY)
    seller = yaml.safe_load((tmp_path / "kits" / "seller.yaml").read_text("utf-8"))
    assert seller["public"]["company"]["legal_name"] == odd


def test_an_answer_that_does_not_fit_is_told_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A country and a volume in words, a point nobody can read, an unknown level; then right."""
    told = {
        "Country of the buyer, two letters": ["Germany"],
        "Outcomes in a normal month": ["many", "12.000"],
        "How far it acts alone (copilot, supervised, autopilot)": ["alone"],
    }
    answers = iter(ANSWERS.read_text("utf-8").splitlines())

    def typed(question: str, **_: object) -> str:
        wrong = told.get(question)
        return wrong.pop(0) if wrong else next(answers)

    init_workspace(tmp_path / "kits", example=False)
    monkeypatch.chdir(tmp_path / "kits")
    monkeypatch.setattr(typer, "prompt", typed)
    assert run(["new", "calder-billing"]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.split('"')[1] for line in said] == [
        "Germany", "many", "12.000", "alone",
    ]  # fmt: skip
    assert all(line.endswith(".") for line in said)
    assert validate_file(Path("deals/calder-billing.yaml")) == "deal brief"


def test_wrong_answers_in_a_file_are_all_told_by_line_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    init_workspace(tmp_path / "kits", example=False)
    monkeypatch.chdir(tmp_path / "kits")
    form, answers = Path("seller.yaml").read_bytes(), ANSWERS.read_text("utf-8").splitlines()
    answers[1], answers[13] = "America", "USA"
    (tmp_path / "all.txt").write_text("\n".join(answers), encoding="utf-8")
    assert run(["new", "calder-billing", "--answers", "../all.txt"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.partition('" ')[0] for line in told[:-1]] == [
        '../all.txt:2: "America', '../all.txt:14: "USA',
    ]  # fmt: skip
    assert Path("seller.yaml").read_bytes() == form
    assert not list(Path("deals").iterdir())
    answers[1], answers[13] = "US", "US"
    (tmp_path / "all.txt").write_text("\n".join(answers), encoding="utf-8")
    assert run(["new", "calder-billing", "--answers", "../all.txt"]) == 0


def _paths(value: object, path: str = "") -> Iterator[str]:
    """Give each key path of a form that stands on a leaf; items of lists share one path."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _paths(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for item in value:
            yield from _paths(item, path)
    else:
        yield path


def _required(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """Give each leaf that must be given: required, below nothing but required fields."""
    for name, field in model.model_fields.items():
        if field.is_required():
            below = f"{path}.{field.alias or name}".lstrip(".")
            inner = next(_models(field.annotation), None)
            yield from _required(inner, below) if inner else (below,)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, BaseModel):
            yield annotation
    elif get_origin(annotation) in (Annotated, Union, types.UnionType, tuple):
        for argument in get_args(annotation):
            yield from _models(argument)
