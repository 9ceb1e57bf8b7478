"""Is the kit whole: every file listed is there, unchanged, and nothing else is?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import CheckResult, Finding

MANIFEST = "manifest.json"
_SIGNATURES = ("manifest.jws", "proposal.jws", "standard-answers.jws")
"""A signature stands beside the manifest: it is made after it and cannot be listed in it."""
_DETACHED = re.compile(rb"[A-Za-z0-9_-]{1,600}\.\.[A-Za-z0-9_-]{1,200}(?![\s\S])")


def check_manifest(listed: Mapping[str, str], files: Mapping[str, bytes]) -> CheckResult:
    """Compare the digests the manifest lists with the files of the buyer folder."""
    remedy = "The kit was changed after it was made; ask for it again."
    findings = []
    for name, digest in sorted(listed.items()):
        if name not in files:
            findings.append(
                _finding("file-missing", name, f'"{name}" is listed but absent.', remedy)
            )
        elif sha256_hex(files[name]) != digest:
            findings.append(
                _finding("file-changed", name, f'"{name}" does not have its listed digest.', remedy)
            )
    signatures = {name for name in _SIGNATURES if _DETACHED.match(files.get(name, b""))}
    for name in sorted(set(files) - set(listed) - {MANIFEST} - signatures):
        findings.append(_finding("file-not-listed", name, f'"{name}" is not listed.', remedy))
    return CheckResult(check="manifest", detail=f"{len(listed)} files", findings=tuple(findings))


def _finding(id_: str, where: str, message: str, remedy: str) -> Finding:
    return Finding(id=id_, where=where, message=message, remedy=remedy)
