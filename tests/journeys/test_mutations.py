"""Clean kits raise no alarm; forgeries of each of the three deals are caught, some or in full."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.mutations import (
    Json,
    cell_changes,
    change_json,
    digit_swaps,
    export_changes,
    leaves,
    moved_places,
    page_attacks,
    put,
    refresh_manifest,
    with_attachment,
    with_metadata,
)
from tests.journeys.workspaces import DEAL, DEALS

from proposalkit.kit.keys import read_private_key, write_key_pair
from proposalkit.kit.signature import sign_detached
from proposalkit.model.finding import Status
from proposalkit.readers.folder_files import read_folder
from proposalkit.workflows.judging_signature import judge_signature
from proposalkit.workflows.verify import verify_path

SEED = 20261123
CLAUSES = Path(__file__).parents[2] / "knowledge" / "clauses"
DIGITS, WORDS, DATES, PRICES, CANARIES, ATTACKS = 22, 10, 8, 12, 8, 3
PLACES, FACTS, SUMMARIES = 8, 6, 3
LEAST, EACH = 94, 1
"""Forgeries of each deal in full, and of each kind of forgery in the quick run."""

Forgery = tuple[str, Callable[[Path], None]]
"""Its name, and what it does to a revision folder."""
KitOf = Callable[[str], Path]


@pytest.fixture(scope="module")
def kit_of(output_of: Callable[[str], Path]) -> KitOf:
    """Give the revision folder of a worked deal."""
    return lambda deal: output_of(deal) / deal / "1"


def _both(folder: Path, change: Callable[[Json], None]) -> None:
    """Change the JSON beside the PDF and the one inside it, and mend manifest and metadata."""
    import hashlib

    buyer = folder / "buyer"
    old = (buyer / "proposal.json").read_bytes()
    new = change_json(old, change)
    assert new != old
    pdf = with_attachment((buyer / "proposal.pdf").read_bytes(), new)
    digests = [hashlib.sha256(data).hexdigest() for data in (old, new)]
    (buyer / "proposal.json").write_bytes(new)
    (buyer / "proposal.pdf").write_bytes(with_metadata(pdf, *digests))
    refresh_manifest(buyer)


def _strings(kit: Path, pattern: str, below: str, count: int) -> list[tuple[list[object], str]]:
    document = json.loads((kit / "buyer" / "proposal.json").read_bytes())
    found = [(path, text) for path, text in leaves(document, pattern) if below in map(str, path)]
    return random.Random(SEED).sample(found, count)


def _digit_forgeries(kit: Path) -> Iterator[Forgery]:
    pdf = (kit / "buyer" / "proposal.pdf").read_bytes()
    for place, forged in digit_swaps(pdf, DIGITS, SEED):

        def apply(folder: Path, forged: bytes = forged) -> None:
            (folder / "buyer" / "proposal.pdf").write_bytes(forged)
            refresh_manifest(folder / "buyer")

        yield f"digit on {place}", apply


def _page_forgeries(kit: Path) -> Iterator[Forgery]:
    """Hide or cover text, forge the map of a font, swap two of its glyphs: the data stays."""
    pdf = (kit / "buyer" / "proposal.pdf").read_bytes()
    for name, forged in page_attacks(pdf, ATTACKS, SEED):

        def apply(folder: Path, forged: bytes = forged) -> None:
            (folder / "buyer" / "proposal.pdf").write_bytes(forged)
            refresh_manifest(folder / "buyer")

        yield name, apply


def _data_forgeries(
    kit: Path, name: str, pattern: str, below: str, count: int, forge: Callable[[str], str]
) -> Iterator[Forgery]:
    for path, text in _strings(kit, pattern, below, count):

        def apply(folder: Path, path: list[object] = path, new: str = forge(text)) -> None:
            _both(folder, lambda document: put(document, path, new))

        yield f"{name} at {'/'.join(map(str, path))}", apply


def _drop_not(text: str) -> str:
    """Turn one contract text round, or change its last word."""
    return text.replace(" not ", " ", 1) if " not " in text else text[:-2] + "x."


def _next_digit(text: str) -> str:
    return text[:-1] + str((int(text[-1]) + 1) % 10)


def _canary_forgeries(kit: Path) -> Iterator[Forgery]:
    canaries: dict[str, str] = json.loads((kit / "internal" / "canaries.json").read_bytes())
    chosen = sorted(canaries.items())
    for number in range(CANARIES):
        name, canary = chosen[number % len(chosen)]
        way = number % 4

        def apply(folder: Path, canary: str = canary, way: int = way) -> None:
            buyer = folder / "buyer"
            if way == 0:
                _both(folder, lambda document: document.update(title=f"Offer {canary}"))
            elif way == 1:
                (buyer / "note.txt").write_text(f"see {canary}", encoding="utf-8")
            elif way == 2:
                pdf = (buyer / "proposal.pdf").read_bytes()
                changed = with_metadata(pdf, "</pdf:Producer>", f" {canary}</pdf:Producer>")
                (buyer / "proposal.pdf").write_bytes(changed)
                refresh_manifest(buyer)
            else:
                parity = json.loads((buyer / "parity.json").read_bytes())
                parity["note"] = canary
                (buyer / "parity.json").write_text(json.dumps(parity), encoding="utf-8")
                refresh_manifest(buyer)

        yield f"canary {name} by way {way}", apply


def _file_forgeries() -> Iterator[Forgery]:
    def swap(folder: Path) -> None:
        """Give the PDF another deal's attachment and leave everything else."""
        path = folder / "buyer" / "proposal.pdf"
        path.write_bytes(with_attachment(path.read_bytes(), b'{"title":"another deal"}'))
        refresh_manifest(folder / "buyer")

    def drop(folder: Path) -> None:
        (folder / "buyer" / "parity.json").unlink()

    def flip(folder: Path) -> None:
        path = folder / "buyer" / "parity.json"
        path.write_bytes(path.read_bytes().replace(b'"page":1', b'"page":2', 1))

    def stray(folder: Path) -> None:
        (folder / "buyer" / "better-price.json").write_text("{}", encoding="utf-8")

    def no_pdf_data(folder: Path) -> None:
        path = folder / "buyer" / "proposal.json"
        path.write_bytes(path.read_bytes() + b"\n")
        refresh_manifest(folder / "buyer")

    yield from (("swapped attachment", swap), ("missing file", drop), ("flipped byte", flip))
    yield from (("file not listed", stray), ("line feed after the JSON", no_pdf_data))


def _workbook_forgeries(kit: Path) -> Iterator[Forgery]:
    """Change one stored number, or one formula, and leave what the manifest lists in order."""
    data = (kit / "buyer" / "pricing.xlsx").read_bytes()
    for name, forged in cell_changes(data, SEED):

        def apply(folder: Path, forged: bytes = forged) -> None:
            (folder / "buyer" / "pricing.xlsx").write_bytes(forged)
            refresh_manifest(folder / "buyer")

        yield f"workbook {name}", apply


def _place_forgeries(kit: Path) -> Iterator[Forgery]:
    """Let the list of places say something else than the pages, and nothing else change."""
    data = (kit / "buyer" / "parity.json").read_bytes()
    for name, forged in moved_places(data, PLACES, SEED):

        def apply(folder: Path, forged: bytes = forged) -> None:
            (folder / "buyer" / "parity.json").write_bytes(forged)
            refresh_manifest(folder / "buyer")

        yield f"place {name}", apply


def _export_forgeries(kit: Path) -> Iterator[Forgery]:
    folder = kit / "buyer" / "exports"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    for file, place, forged in export_changes(files, SEED):

        def apply(folder: Path, file: str = file, forged: bytes = forged) -> None:
            (folder / "buyer" / "exports" / file).write_bytes(forged)
            refresh_manifest(folder / "buyer")

        yield f"export {file} {place}", apply


def _summary_forgeries(kit: Path) -> Iterator[Forgery]:
    """Change a digit of the summary that is sent beside the proposal, if there is one."""
    path = kit / "buyer" / "summary.pdf"
    forged = digit_swaps(path.read_bytes(), SUMMARIES, SEED) if path.exists() else ()
    for place, data in forged:

        def apply(folder: Path, data: bytes = data) -> None:
            (folder / "buyer" / "summary.pdf").write_bytes(data)
            refresh_manifest(folder / "buyer")

        yield f"summary, digit on {place}", apply


def _other_fact(text: str) -> str:
    return {"yes": "no", "no": "yes"}.get(text, f"{text}x")


def _forgeries(kit: Path) -> list[Forgery]:
    amount, day = r"\d+\.\d\d", r"\d{4}-\d\d-\d\d"
    return [
        *_digit_forgeries(kit),
        *_page_forgeries(kit),
        *_data_forgeries(kit, "clause word", r"(?s)1\. .{200,}", "clauses", WORDS, _drop_not),
        *_data_forgeries(kit, "date", day, "path", 3, _next_digit),
        *_data_forgeries(kit, "date", day, "pilot", 3, _next_digit),
        *_data_forgeries(kit, "date", day, "validity", 2, _next_digit),
        *_data_forgeries(kit, "price", amount, "pricing", PRICES, _next_digit),
        *_canary_forgeries(kit),
        *_workbook_forgeries(kit),
        *_data_forgeries(kit, "fact", "[a-z_]+", "facts", FACTS, _other_fact),
        *_summary_forgeries(kit),
        *_place_forgeries(kit),
        *_export_forgeries(kit),
        *_file_forgeries(),
    ]


ONE_QUICK = [
    DEAL,
    *(pytest.param(one, marks=pytest.mark.deep) for one in DEALS if one != DEAL),
]
"""The first deal in every run; the others in `make deep`, where every forgery is made of each. That
each kit passes when clean is seen in every run by `make demo`, which writes no other."""


@pytest.mark.parametrize("deal", ONE_QUICK)
def test_the_clean_kit_passes_as_kit_folder_and_pdf(deal: str, kit_of: KitOf) -> None:
    kit = kit_of(deal)
    for path in (kit, kit / "buyer", kit / "buyer" / "proposal.pdf"):
        verdict = verify_path(path)
        assert verdict.status is Status.PASSED, verdict.findings
        assert verdict.findings == ()


def _missed(forgeries: list[Forgery], kit: Path, tmp_path: Path) -> list[str]:
    missed = []
    for number, (name, apply) in enumerate(forgeries):
        folder = tmp_path / str(number) / "1"
        shutil.copytree(kit, folder)
        apply(folder)
        if verify_path(folder).status is not Status.FAILED:
            missed.append(name)
        shutil.rmtree(folder)
    return missed


def _some_of_each_kind(forgeries: list[Forgery], count: int) -> list[Forgery]:
    """Draw a seeded sample that holds so many of each kind, or all where there are fewer."""
    kinds: dict[str, list[Forgery]] = {}
    for one in forgeries:
        kinds.setdefault(one[0].partition(" ")[0], []).append(one)
    drawn = random.Random(SEED)
    return [one for kind in kinds.values() for one in drawn.sample(kind, min(count, len(kind)))]


@pytest.mark.deep
@pytest.mark.parametrize("deal", DEALS)
def test_every_forgery_is_caught(deal: str, kit_of: KitOf, tmp_path: Path) -> None:
    """All forgeries mend the manifest where they can, so it is not the manifest that finds them."""
    forgeries = _forgeries(kit_of(deal))
    assert len(forgeries) >= LEAST
    assert _missed(forgeries, kit_of(deal), tmp_path) == []


@pytest.mark.parametrize("deal", ONE_QUICK)
def test_a_seeded_sample_of_each_kind_of_forgery_is_caught(
    deal: str, kit_of: KitOf, tmp_path: Path
) -> None:
    forgeries = _forgeries(kit_of(deal))
    assert len(forgeries) >= LEAST
    some = _some_of_each_kind(forgeries, EACH)
    # digit, page, clause, date, price, canary, cell, fact, place, export; and the five of files
    summary = (kit_of(deal) / "buyer" / "summary.pdf").exists()
    assert len(some) == (10 + summary) * EACH + 5
    assert _missed(some, kit_of(deal), tmp_path) == []


@pytest.mark.parametrize("deal", ONE_QUICK)
def test_a_digit_changed_on_a_page_is_caught_from_the_pdf_alone(
    deal: str, kit_of: KitOf, tmp_path: Path
) -> None:
    """No manifest, no JSON beside it: only the pages and the data they carry."""
    pdf = (kit_of(deal) / "buyer" / "proposal.pdf").read_bytes()
    missed = []
    for number, (place, forged) in enumerate(digit_swaps(pdf, 4 if deal == DEAL else 2, SEED + 1)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(forged)
        if verify_path(path).status is not Status.FAILED:
            missed.append(place)
    assert missed == []


@pytest.mark.parametrize("deal", ONE_QUICK)
def test_a_sentence_of_a_text_that_is_not_offered_is_found_in_a_file_for_the_buyer(
    deal: str, kit_of: KitOf, tmp_path: Path
) -> None:
    """Each alternative of the library has canaries; one seeded sentence stands in the data."""
    kit = kit_of(deal)
    canaries: dict[str, str] = json.loads((kit / "internal" / "canaries.json").read_bytes())
    texts = {name: text for name, text in canaries.items() if name.startswith("texts.")}
    alternatives = [*CLAUSES.glob("*/*/20-fallback-1.md"), *CLAUSES.glob("*/*/30-fallback-2.md")]
    wanted = {(path.parent.name, path.name[:2]) for path in alternatives}
    assert {tuple(name.split(".")[1:3]) for name in texts} == wanted
    assert len(wanted) == 2 * 42
    name = random.Random(SEED).choice(sorted(texts))
    shutil.copytree(kit, tmp_path / "1")
    _both(tmp_path / "1", lambda document: document.update(title=texts[name]))
    found = [
        one for one in verify_path(tmp_path / "1").findings if one.id == "internal-text-leaked"
    ]
    assert found
    assert all(f"({name})" in one.message for one in found)


@pytest.mark.parametrize("deal", ONE_QUICK)
def test_a_signature_taken_away_or_put_from_elsewhere_is_caught(
    deal: str, kit_of: KitOf, tmp_path: Path
) -> None:
    """The kit alone still passes, as one nobody signed would; whoever has the key is told."""
    ours = write_key_pair(tmp_path / "keys", "ours", "", "")
    theirs = write_key_pair(tmp_path / "keys", "theirs", "", "")
    buyer = tmp_path / "buyer"
    shutil.copytree(kit_of(deal) / "buyer", buyer)
    manifest, place = (buyer / "manifest.json").read_bytes(), buyer / "manifest.jws"
    mine, other = (
        sign_detached(manifest, read_private_key(pair.private), "manifest")
        for pair in (ours, theirs)
    )
    found = []
    for text in (mine, None, other, f"{mine[:-4]}AAAA", other.partition(".")[0] + mine[20:]):
        place.unlink(missing_ok=True)
        if text is not None:
            place.write_text(text, encoding="utf-8")
        result = judge_signature(read_folder(buyer), None, ours.public)
        found.append([one.id for one in result.findings])
    assert found[:4] == [[], ["signature-missing"], ["signature-wrong-key"], ["signature-broken"]]
    assert len(found[4]) == 1
