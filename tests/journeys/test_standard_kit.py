"""The standard kit: made without a deal, verified like a kit, and caught when it is forged."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.journeys.mutations import (
    Json,
    change_json,
    digit_swaps,
    leaves,
    put,
    refresh_manifest,
    with_attachment,
    with_metadata,
)
from tests.journeys.workspaces import EXAMPLE, NOW, change, copy_example

from proposalkit.errors import InputRefused, Refused, Unavailable
from proposalkit.model.finding import Status
from proposalkit.model.standard_answers import StandardAnswers
from proposalkit.workflows.check import validate_file
from proposalkit.workflows.generate import Request, generate_kit
from proposalkit.workflows.pack import pack_kit
from proposalkit.workflows.standard_kit import StandardRequest, make_standard_kit
from proposalkit.workflows.verify import verify_path

SEED = 20261121
ON = date(2026, 11, 23)
PDF, DATA = "standard-answers.pdf", "standard-answers.json"
Forgery = tuple[str, Callable[[Path], None]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Path:
    """An output folder with the standard kit of the worked example; copy it before a change."""
    folder = tmp_path_factory.mktemp("output")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROPOSALKIT_CACHE", str(shared_cache))
        make_standard_kit(StandardRequest(EXAMPLE, folder, ON), now=NOW)
    return folder


@pytest.fixture(scope="module")
def kit(output: Path) -> Path:
    return output / "standard-kit" / "1"


@pytest.fixture(scope="module")
def answers(kit: Path) -> StandardAnswers:
    return StandardAnswers.model_validate_json((kit / "buyer" / DATA).read_bytes())


def test_the_clean_kit_passes_in_every_form_a_buyer_may_hold(
    output: Path, kit: Path, tmp_path: Path
) -> None:
    shutil.copytree(output / "standard-kit", tmp_path / "standard-kit")
    packed = pack_kit(tmp_path / "standard-kit", now=NOW)
    assert packed.name == "standard-kit-1.zip"
    for path in (kit, kit / "buyer", kit / "buyer" / PDF, kit / "buyer" / DATA, packed):
        verdict = verify_path(path)
        assert verdict.status is Status.PASSED, verdict.findings
        assert verdict.findings == ()


def test_prices_are_not_applicable_and_every_other_check_runs_on_the_kit(kit: Path) -> None:
    outcomes = {one.check: one.outcome for one in verify_path(kit).results}
    assert {name for name, outcome in outcomes.items() if outcome != "ran"} == {
        "prices",
        "signature",
    }
    assert {"manifest", "pdf-structure", "page-text", "no-price", "internal-stays-inside"} <= set(
        outcomes
    )


def test_the_zip_holds_the_buyer_files_and_nothing_internal(output: Path, tmp_path: Path) -> None:
    shutil.copytree(output / "standard-kit", tmp_path / "standard-kit")
    with zipfile.ZipFile(pack_kit(tmp_path / "standard-kit", now=NOW)) as archive:
        assert sorted(archive.namelist()) == ["manifest.json", "parity.json", DATA, PDF]


def test_it_answers_the_three_objections_in_one_line_each(answers: StandardAnswers) -> None:
    assert [one.id for one in answers.objections] == ["training", "errors", "residency"]
    training, errors, residency = (one.answer for one in answers.objections)
    assert training == (
        "Customer data is not used to train any model. "
        "Model providers may not train on customer data."
    )
    assert "wrong output is corrected and not billed" in errors
    assert "only in France and Germany" in residency


def test_it_holds_no_buyer_no_price_and_no_offer(kit: Path) -> None:
    text = (kit / "buyer" / DATA).read_text(encoding="utf-8")
    assert "Nordwind" not in text
    assert "EUR" not in text
    document = json.loads(text)
    assert {"pricing", "parties", "validity", "outcomes", "pilot"}.isdisjoint(document)
    assert document["gradeNotice"].startswith("Standard answers, no offer.")


def test_a_text_that_needs_a_deal_keeps_its_words_and_says_what_the_proposal_sets(
    answers: StandardAnswers,
) -> None:
    cap = next(one for one in answers.clauses if one.id == "liability-cap")
    assert "(b) the amount set in the proposal." in cap.text
    assert "liability-cap" in {one.clause for one in answers.open_terms}
    texts = [
        one.text
        for objection in answers.objections
        for question in objection.questions
        for one in question.statements
        if one.state == "set_in_the_proposal"
    ]
    assert texts == [
        "Set in the proposal: Decisions that need a person.",
        "Set in the proposal: Amount above which a person decides.",
    ]


def test_the_same_inputs_give_the_same_bytes_and_no_new_revision(
    output: Path, tmp_path: Path
) -> None:
    shutil.copytree(output / "standard-kit", tmp_path / "standard-kit")
    report = make_standard_kit(StandardRequest(EXAMPLE, tmp_path, ON), now=NOW)
    assert report.revision == 1
    before, after = (one / "standard-kit" / "1" for one in (output, tmp_path))
    for name in sorted(one.name for one in (before / "buyer").iterdir()):
        assert (before / "buyer" / name).read_bytes() == (after / "buyer" / name).read_bytes()


def test_internal_files_say_so_and_are_private(kit: Path) -> None:
    memo = kit / "internal" / "standard-kit.md"
    assert memo.read_text(encoding="utf-8").startswith("# INTERNAL - never send this file")
    assert memo.stat().st_mode & 0o777 == 0o600
    assert "data-no-training" in memo.read_text(encoding="utf-8")


def test_validate_knows_the_data(kit: Path) -> None:
    assert validate_file(kit / "buyer" / DATA) == "set of standard answers"


def test_a_thin_profile_says_what_lacks_and_who_brings_it(tmp_path: Path) -> None:
    (tmp_path / "seller.yaml").write_text(
        "format: 1\npublic:\n  company:\n    legal_name: Bare Agents Ltd\n    country: IE\n"
        "    contact: {name: Una Byrne, role: Founder}\n"
        "    signatory: {name: Una Byrne, title: Director}\n"
        "  agents:\n    - {name: Bare, summary: Answers.}\n",
        encoding="utf-8",
    )
    request = StandardRequest(tmp_path, tmp_path / "output", ON)
    report = make_standard_kit(request, now=NOW)
    assert report.verdict.status is Status.PASSED
    document = json.loads((report.folder / "buyer" / DATA).read_bytes())
    assert {one["owner"] for one in document["toBeSupplied"]} == {"Una Byrne, Bare Agents Ltd"}
    whats = " ".join(one["what"] for one in document["toBeSupplied"])
    for lacking in (
        "Where the model runs", "Where data rests", "The path of the data", "The models",
        "Who checks the work of Bare", "How the buyer stops Bare", "provider terms",
    ):  # fmt: skip
        assert lacking in whats
    assert "To be supplied by the seller" in document["objections"][2]["answer"]


def test_a_fault_of_the_profile_has_its_place(tmp_path: Path) -> None:
    workspace = copy_example(tmp_path / "workspace")
    change(
        workspace, "seller.yaml", "legal_name: Halyard Agents B.V.", "legal_name: Halyard \u5317"
    )
    with pytest.raises(InputRefused) as refused:
        make_standard_kit(StandardRequest(workspace, tmp_path / "out", ON), now=NOW)
    assert [one.where.rpartition("seller.yaml")[2] for one in refused.value.findings] == [":5:17"]
    assert not (tmp_path / "out" / "standard-kit").exists()


def test_no_deal_may_take_the_name_of_the_standard_kit(tmp_path: Path) -> None:
    workspace = copy_example(tmp_path / "workspace")
    deal = workspace / "deals" / "nordwind-support.yaml"
    deal.rename(deal.with_name("standard-kit.yaml"))
    with pytest.raises(Refused, match="standard-kit"):
        make_standard_kit(StandardRequest(workspace, tmp_path / "out", ON), now=NOW)
    with pytest.raises(Unavailable, match="standard-kit"):
        generate_kit(Request(workspace, "standard-kit", tmp_path / "out"), now=NOW)


def _both(folder: Path, forge: Callable[[Json], None]) -> None:
    """Change the JSON beside the PDF and the one inside it, and mend manifest and metadata."""
    buyer = folder / "buyer"
    old = (buyer / DATA).read_bytes()
    new = change_json(old, forge)
    assert new != old
    pdf = with_attachment((buyer / PDF).read_bytes(), new)
    digests = [hashlib.sha256(data).hexdigest() for data in (old, new)]
    (buyer / DATA).write_bytes(new)
    (buyer / PDF).write_bytes(with_metadata(pdf, *digests))
    refresh_manifest(buyer)


def _forgeries(kit: Path) -> Iterator[Forgery]:
    yield from _digits(kit)
    yield from _words(kit)
    yield from _states()
    yield from _attachments()
    yield from _canaries(kit)


def _digits(kit: Path) -> Iterator[Forgery]:
    for place, forged in digit_swaps((kit / "buyer" / PDF).read_bytes(), 5, SEED):

        def apply(folder: Path, forged: bytes = forged) -> None:
            (folder / "buyer" / PDF).write_bytes(forged)
            refresh_manifest(folder / "buyer")

        yield f"digit on {place}", apply


def _words(kit: Path) -> Iterator[Forgery]:
    document = json.loads((kit / "buyer" / DATA).read_bytes())
    texts = [
        (path, text)
        for path, text in leaves(document, r"(?s).{80,}")
        if path[0] == "clauses" and path[-1] == "text"
    ]
    for path, text in random.Random(SEED).sample(texts, 3):
        new = text.replace(" not ", " ", 1) if " not " in text else f"{text[:-2]}x."

        def apply(folder: Path, path: list[object] = path, new: str = new) -> None:
            _both(folder, lambda document: put(document, path, new))

        yield f"word at {path}", apply


def _states() -> Iterator[Forgery]:
    def answer(document: Json) -> None:
        put(document, ["objections", 2, "answer"], "Models run wherever the buyer likes.")

    def day(document: Json) -> None:
        document["asOf"] = "2027-11-23"

    def price(document: Json) -> None:
        document["title"] = "Standard answers, EUR 0.10 a contact"

    def fact(document: Json) -> None:
        put(document, ["objections", 0, "questions", 0, "statements", 0, "value"], "yes")

    for forge in (answer, day, price, fact):
        yield forge.__name__, lambda folder, forge=forge: _both(folder, forge)


def _attachments() -> Iterator[Forgery]:
    def swapped(folder: Path) -> None:
        path = folder / "buyer" / PDF
        path.write_bytes(with_attachment(path.read_bytes(), b'{"title":"another document"}'))
        refresh_manifest(folder / "buyer")

    def stray(folder: Path) -> None:
        (folder / "buyer" / "price.json").write_text("{}", encoding="utf-8")

    def missing(folder: Path) -> None:
        (folder / "buyer" / "parity.json").unlink()

    yield from (("swapped", swapped), ("stray", stray), ("missing", missing))


def _canaries(kit: Path) -> Iterator[Forgery]:
    canaries: dict[str, str] = json.loads((kit / "internal" / "canaries.json").read_bytes())
    name = next(one for one in sorted(canaries) if one.startswith("internal."))
    planted = canaries[name]

    def in_data(folder: Path) -> None:
        _both(folder, lambda document: document.update(title=f"Answers {planted}"))

    def in_metadata(folder: Path) -> None:
        path = folder / "buyer" / PDF
        tag = "</pdf:Producer>"
        path.write_bytes(with_metadata(path.read_bytes(), tag, f" {planted}{tag}"))
        refresh_manifest(folder / "buyer")

    yield from ((f"{name} in the data", in_data), (f"{name} in the metadata", in_metadata))


@pytest.mark.parametrize("share", [2, pytest.param(1, marks=pytest.mark.deep)])
def test_every_forgery_is_caught(share: int, kit: Path, tmp_path: Path) -> None:
    """The forgeries mend the manifest where they can, so it is not the manifest that finds them.

    The quick run takes every second of them, and so some of each kind.
    """
    forgeries, missed = list(_forgeries(kit)), []
    assert len(forgeries) >= 12
    for number, (name, apply) in enumerate(forgeries[::share]):
        folder = tmp_path / str(number) / "1"
        shutil.copytree(kit, folder)
        apply(folder)
        if verify_path(folder).status is not Status.FAILED:
            missed.append(name)
    assert missed == []


def test_a_digit_changed_on_a_page_is_caught_from_the_pdf_alone(kit: Path, tmp_path: Path) -> None:
    missed = []
    for number, (place, forged) in enumerate(
        digit_swaps((kit / "buyer" / PDF).read_bytes(), 3, SEED + 1)
    ):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(forged)
        if verify_path(path).status is not Status.FAILED:
            missed.append(place)
    assert missed == []
