"""Reads notes and transcripts: plain text, Markdown, WebVTT."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from proposalkit.model.file_types import true_type
from proposalkit.model.source_text import LineKind, TextLine
from proposalkit.readers.refusal import refuse
from proposalkit.readers.source_text import Read

_TIMING = re.compile(r"^((?:\d+:)?\d{2}:\d{2}[.,]\d{3})\s+-->")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]{1,120})>")
_TAG = re.compile(r"</?[a-z0-9:.][^>]{0,200}>", re.I)
_HEADING = re.compile(r"^#{1,6}\s+")
_RULE_ROW = re.compile(r"^\|?[\s:|-]+\|?$")
_FEW_BYTES = 16
_BLOCKS = ("STYLE", "REGION", "NOTE")


def read(name: str, data: bytes) -> Read:
    """Read a .txt, .md or .vtt file; raises InputRefused when it is no text."""
    lines = decode_text(name, data).split("\n")
    if name.lower().endswith(".vtt"):
        return tuple(_cues(name, lines)), None, ()
    is_markdown = name.lower().endswith(".md")
    return tuple(plain_lines(lines, is_markdown=is_markdown)), None, ()


def decode_text(name: str, data: bytes) -> str:
    """Turn bytes into text: UTF-8, UTF-16, else Windows-1252 for Western text."""
    bare = _bare_utf16(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", errors="replace")
    elif bare:
        text = data.decode(bare, errors="replace")
    elif b"\0" in data[:4096]:
        kind = true_type(data)
        raise refuse(
            "source-not-text",
            name,
            f'"{name}" is not a text file, whatever its name says'
            + (f": it is {kind}." if kind else "."),
            "Give it with the ending of what it is.",
        )
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bare_utf16(data: bytes) -> str:
    """Name the UTF-16 of a Western text without its mark: every other byte of it is zero."""
    head = data[:4096]
    even, odd = head[0::2], head[1::2]
    if len(head) < _FEW_BYTES or not head.count(0):
        return ""
    if odd.count(0) > 0.9 * len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.9 * len(even) and not odd.count(0) else ""


def plain_lines(
    lines: list[str], prefix: str = "line", *, is_markdown: bool = False
) -> Iterator[TextLine]:
    """Give the lines of a plain text, blank ones as the ends of paragraphs."""
    for number, raw in enumerate(lines, start=1):
        place = f"{prefix} {number}"
        text = raw.strip()
        if not text:
            yield TextLine(text="", place=place, kind="blank")
        elif is_markdown and text.startswith("|") and text.count("|") > 1:
            if not _RULE_ROW.match(text):
                cells = tuple(_bare(one) for one in text.strip("|").split("|"))
                yield TextLine(text=" | ".join(cells), place=place, kind="row", cells=cells)
        else:
            kind: LineKind = "heading" if is_markdown and _HEADING.match(text) else "text"
            bare = _bare(_HEADING.sub("", text)) if is_markdown else text
            yield TextLine(text=bare, place=place, kind=kind)


def _bare(text: str) -> str:
    """Take bold marks off a text of Markdown."""
    return re.sub(r"\*\*|__", "", text).strip()


def _cues(name: str, lines: list[str]) -> Iterator[TextLine]:
    """Give the cues of a WebVTT file with their times; one voice may hold several lines."""
    if not lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        raise refuse(
            "transcript-unreadable",
            f"{name}: line 1",
            f'"{name}" does not start with "WEBVTT".',
            "Export the transcript of the call again as WebVTT.",
        )
    time, speaker, skipping = "", "", False
    for raw in lines[1:]:
        text = raw.strip()
        if not text:
            time, speaker, skipping = "", "", False
        elif text.split(" ")[0] in _BLOCKS and not time:
            skipping = True
        elif found := _TIMING.match(text):
            time = found[1]
        elif time and not skipping:
            voice = _VOICE.search(text)
            speaker = html.unescape(voice[1]).strip() if voice else speaker
            said = html.unescape(_TAG.sub("", text)).strip()
            if said:
                yield TextLine(text=said, place=time, speaker=speaker)
