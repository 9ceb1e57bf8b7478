"""What Word files and workbooks hold that a person does not see but a program reads or follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from proposalkit.errors import InputRefused
from proposalkit.model.canonical import sha256_hex
from proposalkit.model.finding import Finding
from proposalkit.readers.reading import OfficeReading
from proposalkit.readers.refusal import one_finding
from proposalkit.readers.word_hiding import word_faults
from proposalkit.readers.workbook_hiding import workbook_faults
from proposalkit.readers.zip_files import read_zip

SUFFIXES = (".docx", ".xlsx")
_ACTIVE = re.compile(
    r"vbaProject|vbaData|embeddings/|activeX|externalLinks/|connections\.xml|queryTable|macrosheets/"
    r"|attachedToolbars|ctrlProps/|webExtension|printerSettings.*\.exe",
    re.I,
)
_NOTES = re.compile(
    r"(?:^|/)(?:comments|threadedComments?|persons|people)[^/]*\.xml$|/comments/", re.I
)
_HARMLESS_LINKS = ("hyperlink",)
_OUT = "Take it out; a file for a buyer shows all it says and fetches nothing."


def look_at_office(name: str, data: bytes) -> OfficeReading:
    """Read every text of an office file, and say what in it is hidden, active or fetched."""
    try:
        parts = read_zip(data, name)
        trees = {part: _tree(part, raw) for part, raw in parts.items() if _is_xml(part)}
    except InputRefused as refused:
        return OfficeReading(findings=refused.findings)
    except (ElementTree.ParseError, ValueError) as problem:
        return OfficeReading(findings=(_unreadable(name, str(problem)),))
    faults = word_faults if name.lower().endswith(".docx") else workbook_faults
    findings = [
        one_finding(kind, f"{name} {place}", f"{message}.", _OUT)
        for kind, place, message in (*_parts(parts), *_remote(trees), *faults(trees))
    ]
    texts = {f"{name} {part}": said for part, tree in trees.items() if (said := _text(tree))}
    return OfficeReading(
        texts=texts,
        parts={part: sha256_hex(raw) for part, raw in parts.items()},
        findings=tuple(dict.fromkeys(findings)),
    )


def _is_xml(part: str) -> bool:
    return part.lower().endswith((".xml", ".rels", ".vml"))


def _tree(part: str, raw: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise ValueError(f"{part} declares a document type")
    return ElementTree.fromstring(raw)


def _text(tree: ElementTree.Element) -> str:
    """Give all texts of a part, and the descriptions that stand in attributes."""
    said = ["".join(tree.itertext())]
    for node in tree.iter():
        said += [node.get(key, "") for key in ("descr", "title", "alt", "prompt", "tooltip")]
    return "\n".join(one for one in said if one.strip())


def _parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    for part in parts:
        if _ACTIVE.search(part):
            yield "file-active", part, f'"{part}" can run or fetch something'
        elif _NOTES.search(part):
            yield "file-text-hidden", part, f'"{part}" holds comments, which print on no page'


def _remote(trees: Mapping[str, ElementTree.Element]) -> Iterator[tuple[str, str, str]]:
    """Find relations that lead out of the file: pictures, templates, frames from elsewhere."""
    for part, tree in trees.items():
        for node in tree.iter() if part.endswith(".rels") else ():
            kind = node.get("Type", "").rpartition("/")[2]
            target = node.get("Target", "")
            is_link = kind in _HARMLESS_LINKS and target.lower().startswith(("https:", "mailto:"))
            if node.get("TargetMode") == "External" and not is_link:
                yield (
                    "remote-reference",
                    part,
                    f'"{target[:80]}" ({kind}) is fetched',
                )


def _unreadable(name: str, why: str) -> Finding:
    return one_finding(
        "office-unreadable",
        name,
        f'"{name}" cannot be read: "{why[:120]}".',
        "Ask for the file again, as it was made.",
    )
