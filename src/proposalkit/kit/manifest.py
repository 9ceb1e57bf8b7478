"""The manifest: the digest of every file a buyer gets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import rfc8785

from proposalkit.errors import InputRefused
from proposalkit.kit.layout import MANIFEST
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import Finding
from proposalkit.model.proposal import Proposal
from proposalkit.model.standard_answers import StandardAnswers


def manifest_bytes(proposal: Proposal, files: Mapping[str, bytes]) -> bytes:
    """List every file with size and SHA-256, as canonical JSON."""
    return _manifest("proposalId", proposal.proposal_id, proposal.revision, proposal.grade, files)


def standard_manifest_bytes(answers: StandardAnswers, files: Mapping[str, bytes]) -> bytes:
    """List every file of standard answers in the same way."""
    return _manifest("documentId", answers.document_id, answers.revision, answers.grade, files)


def _manifest(
    key: str, document: str, revision: int, grade: str, files: Mapping[str, bytes]
) -> bytes:
    rows: Sequence[Mapping[str, str | int]] = [
        {"name": name, "bytes": len(data), "sha256": sha256_hex(data)}
        for name, data in sorted(files.items())
    ]
    return rfc8785.dumps(
        {
            "manifestVersion": "1.0",
            key: document,
            "revision": revision,
            "grade": grade,
            "files": rows,
        }
    )


def listed_files(manifest: bytes) -> dict[str, str]:
    """Read a manifest into name and digest; raises InputRefused when it is not one."""
    try:
        content = json.loads(manifest)
        return {str(row["name"]): str(row["sha256"]) for row in content["files"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        finding = Finding(
            id="manifest-unreadable",
            where=MANIFEST,
            message="The manifest cannot be read as a list of files with digests.",
            remedy="Ask the seller for the kit again, as it was packed.",
        )
        raise InputRefused([finding]) from error


def with_changed_file(manifest: bytes, name: str, data: bytes) -> bytes:
    """Give the manifest with size and digest of one file as they are now."""
    content = json.loads(manifest)
    for row in content["files"]:
        if row["name"] == name:
            row |= {"bytes": len(data), "sha256": sha256_hex(data)}
    return rfc8785.dumps(content)


def manifest_grade(manifest: bytes) -> str:
    """Give the grade a manifest states, or an empty text."""
    content = json.loads(manifest)
    return str(content.get("grade", "")) if isinstance(content, dict) else ""
