"""Makes the kit that stands for a released version of the schema, to be verified for ever.

Run once for each version: `tests/fixtures/kits/VERSION/` is never written again. The key that
signs it is thrown away; the public half stays beside it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from proposalkit.exports.pricing_sheet import pricing_sheet
from proposalkit.kit.keys import read_private_key, write_key_pair
from proposalkit.kit.layout import MANIFEST, PARITY, PRICING_SHEET, PROPOSAL_JSON, PROPOSAL_PDF
from proposalkit.kit.manifest import manifest_bytes
from proposalkit.kit.pack import pack_bytes
from proposalkit.kit.signature import sign_detached
from proposalkit.model.canonical import canonical_bytes, sha256_hex
from proposalkit.model.proposal import SCHEMA_VERSION, Proposal
from proposalkit.workflows.engines import start_engines
from proposalkit.workflows.judging_places import needles_of
from proposalkit.workflows.kit_exports import kit_exports
from proposalkit.workflows.kit_files import parity_bytes
from proposalkit.workflows.pages import PageView
from proposalkit.workflows.presentation import render_job
from proposalkit.workflows.shield import office_files

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "fixtures" / "kits" / SCHEMA_VERSION


def main() -> int:
    """Print, list, sign and pack the minimal example."""
    if FOLDER.exists():
        print(f"{FOLDER.relative_to(ROOT)} is there already; it is never made again.")
        return 1
    text = (ROOT / "examples" / "minimal" / "proposal.json").read_bytes()
    proposal = Proposal.model_validate_json(text)
    files = _files(proposal.model_copy(update={"grade": "for_discussion"}))
    with tempfile.TemporaryDirectory() as folder:
        buyer = Path(folder) / "buyer"
        pair = write_key_pair(Path(folder), "seller", "Fixture", "")
        manifest, key = files[MANIFEST], read_private_key(pair.private)
        files["manifest.jws"] = sign_detached(manifest, key, "manifest").encode()
        for name, data in files.items():
            (buyer / name).parent.mkdir(parents=True, exist_ok=True)
            (buyer / name).write_bytes(data)
        FOLDER.mkdir(parents=True)
        (FOLDER / "minimal.zip").write_bytes(pack_bytes(buyer))
        shutil.copyfile(pair.public, FOLDER / "seller-public.jwk")
    return 0


def _files(proposal: Proposal) -> dict[str, bytes]:
    payload = canonical_bytes(proposal)
    job = render_job(proposal, payload, PageView(proposal, sha256_hex(payload)), None)
    made = {
        PROPOSAL_JSON: payload,
        PRICING_SHEET: pricing_sheet(proposal),
        **kit_exports(proposal),
    }
    with start_engines() as engines:
        engines.printer.submit(job)
        made[PROPOSAL_PDF] = pdf = engines.printer.result()
        engines.reader.submit(
            pdf, payload, needles_of(proposal), made[PRICING_SHEET], office_files(made)
        )
        examination = engines.reader.result()
    made[PARITY] = parity_bytes("proposalId", proposal.proposal_id, examination)
    return {**made, MANIFEST: manifest_bytes(proposal, made)}


if __name__ == "__main__":
    sys.exit(main())
