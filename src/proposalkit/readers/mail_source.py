"""Reads a mail: its text, the older mails quoted in it, and what is attached, some levels deep."""

from __future__ import annotations

import email
import email.errors
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from pathlib import PurePosixPath

from proposalkit.errors import InputRefused
from proposalkit.model.finding import Finding
from proposalkit.model.source_text import SourceText, TextLine
from proposalkit.readers.html_text import seen_text
from proposalkit.readers.refusal import refuse
from proposalkit.readers.source_text import kind_of, not_read, source_of

MAX_DEPTH, MAX_PARTS = 5, 100
_HEADS = 2
_BROKEN = (AttributeError, LookupError, TypeError, ValueError, email.errors.MessageError)
"""What the library for mails raises on a damaged header; it promises to raise nothing."""
_QUOTE = re.compile(r"^(?P<marks>(?:> ?)+)")
_WROTE = re.compile(
    r"^(?:On|Am|Le) (?P<when>.{6,80}?),? (?P<who>[^,<>\d]{2,80}?)? ?(?:<[^>]+>)? ?"
    r"(?:wrote|schrieb|a \u00e9crit) ?:$"
)
_FORWARDED = re.compile(r"^-{2,}\s*(?:Original|Forwarded)\s+[Mm]essage\s*-{2,}$")
_FROM = re.compile(r"^(?:From|Von):\s*(?P<who>[^<]{2,80}?)\s*(?:<[^>]*>)?$")
_SENT = re.compile(r"^(?:Sent|Date|Gesendet|Datum):\s*(?P<when>.+)$")
_TURNED = re.compile(r"(?P<family>[^\W\d_][\w'-]*(?: [\w'-]+)?), (?P<given>[^\W\d_][\w'-]*)")
_HEADER = re.compile(r"^(?:From|To|Cc|Sent|Date|Subject|Von|An|Gesendet|Datum|Betreff):\s")


def read_mail(name: str, data: bytes) -> tuple[SourceText, ...]:
    """Read a mail and its attachments; raises InputRefused when it is no mail.

    An attachment that cannot be read is a finding of the mail, not an error.
    """
    reader = _MailReader()
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise _no_mail(name, "is not a mail: it has no headers")
        body = reader.read(name, message, data, 0)
    except _BROKEN as problem:
        raise _no_mail(name, "cannot be read as a mail: a header of it is damaged") from problem
    return (body, *reader.others)


def _no_mail(name: str, why: str) -> Exception:
    return refuse(
        "mail-unreadable",
        name,
        f'"{name}" {why}.',
        "Save the mail again from the mail program as .eml.",
    )


class _MailReader:
    """Reads one mail and everything attached to it, counting the parts."""

    def __init__(self) -> None:
        self.others: list[SourceText] = []
        self.parts = 0

    def read(self, name: str, message: EmailMessage, data: bytes, depth: int) -> SourceText:
        """Read one mail; what is attached goes to `others`, what cannot be read to its findings."""
        import hashlib

        findings: list[Finding] = []
        lines = _header_lines(message)
        lines += _said(self.body(name, message, findings), message)
        for part in self.attachments(message):
            findings += self.attachment(name, part, depth)
        return SourceText(
            file=name,
            kind="mail",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            lines=tuple(lines),
            findings=tuple(findings),
        )

    def body(self, name: str, message: EmailMessage, findings: list[Finding]) -> list[str]:
        """Give the lines of the body, the plain form before the HTML one."""
        part = message.get_body(preferencelist=("plain", "html"))
        if part is None:
            return []
        text = _content(part)
        if part.get_content_type() != "text/html":
            return text.replace("\r\n", "\n").split("\n")
        seen = seen_text(text)
        if seen.hidden:
            findings.append(
                not_read(
                    name,
                    f"{seen.hidden} letters of the mail are hidden from its reader.",
                    "They were left out; ask the sender if they matter.",
                )
            )
        return seen.lines

    def attachments(self, message: EmailMessage) -> Iterator[EmailMessage]:
        """Give the attached parts, also those shown inline with a file name."""
        body = message.get_body(preferencelist=("plain", "html"))
        for part in _parts(message, 0):
            attached = part.get_content_disposition() == "attachment" or part.get_filename()
            if part is not body and (attached or part.get_content_type() == "message/rfc822"):
                yield part

    def attachment(self, mail: str, part: EmailMessage, depth: int) -> Iterator[Finding]:
        """Read one attachment; say why when it is not read."""
        self.parts += 1
        name = f"{mail}/{_file_name(part, self.parts)}"
        if self.parts > MAX_PARTS or depth >= MAX_DEPTH:
            limit = f"{MAX_PARTS} attachments, {MAX_DEPTH} levels deep, are read"
            yield not_read(
                name, f"It was not read: at most {limit}.", "Save it and give it by itself."
            )
            return
        try:
            if part.get_content_type() == "message/rfc822":
                self.nested(name, part, depth)
                return
            kind = kind_of(name)
            data = _bytes(part)
            if kind == "mail":
                inner = email.message_from_bytes(data, policy=email.policy.default)
                self.others.append(self.read(name, inner, data, depth + 1))
            elif kind is not None:
                self.others.append(source_of(name, kind, data))
            elif not part.get_content_type().startswith("image/"):
                yield not_read(
                    name,
                    f"Attachments of this kind ({part.get_content_type()}) are not read.",
                    "Open it; if it says something of the deal, give it as PDF or text.",
                )
        except InputRefused as refused:
            for one in refused.findings:
                yield not_read(f"{name}: {one.where}", one.message, one.remedy)

    def nested(self, name: str, part: EmailMessage, depth: int) -> None:
        """Read a mail attached as a mail."""
        inner = part.get_content()
        if isinstance(inner, EmailMessage):
            self.others.append(self.read(name, inner, inner.as_bytes(), depth + 1))


def _parts(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """Give the parts of a mail that hold content, not those of the mails inside it."""
    for part in message.iter_parts() if message.is_multipart() else ():
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_maintype() == "multipart" and depth < MAX_PARTS:
            yield from _parts(part, depth + 1)
        else:
            yield part


def _file_name(part: EmailMessage, number: int) -> str:
    given = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
    if given:
        return given[:120]
    return f"mail-{number}.eml" if part.get_content_type() == "message/rfc822" else f"part-{number}"


def _content(part: MIMEPart) -> str:
    """Give the text of a part, whatever it says of its encoding."""
    try:
        content = part.get_content()
    except (LookupError, ValueError):
        return _bytes(part).decode("utf-8", errors="replace")
    return content if isinstance(content, str) else ""


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header_lines(message: EmailMessage) -> list[TextLine]:
    subject = str(message.get("subject", "") or "")
    return [TextLine(text=subject, place="subject", kind="heading")] if subject else []


def _said(lines: list[str], message: EmailMessage) -> list[TextLine]:
    """Give each line its writer and time; what is quoted belongs to who wrote it first."""
    who = _name(str(message.get("from", "") or ""))
    writers = {0: (who, _time(str(message.get("date", "") or "")))}
    level_forwarded = 0
    found: list[tuple[int, TextLine]] = []
    for number, raw in enumerate(lines, start=1):
        marks = _QUOTE.match(raw)
        text = raw[marks.end() :].strip() if marks else raw.strip()
        level = (marks["marks"].count(">") if marks else 0) + level_forwarded
        wrote = _WROTE.match(text)
        if wrote:
            below = _level_below(lines, number) + level_forwarded
            writers[max(level, below)] = (_name(wrote["who"] or ""), _time(wrote["when"]))
            continue
        if _FORWARDED.match(text):
            level_forwarded += 1
            writers[level + 1] = ("", "")
            continue
        if not marks and _starts_header(lines, number - 1):
            level_forwarded += 1
            level = level_forwarded
            writers[level] = ("", "")
        if level and _HEADER.match(text):
            _note_writer(writers, level, text)
            continue
        speaker, said_at = writers.get(level, ("", ""))
        kind: str = "text" if text else "blank"
        line = TextLine(text=text, place=f"line {number}", speaker=speaker, said_at=said_at)
        found.append((level, line if kind == "text" else line.model_copy(update={"kind": "blank"})))
    found.sort(key=lambda one: -one[0])  # the older first; the sort keeps the order of a level
    return [line for _, line in found]


def _level_below(lines: list[str], at: int) -> int:
    """Give how deep the next line that says something is quoted."""
    for raw in lines[at:]:
        marks = _QUOTE.match(raw)
        if raw[marks.end() :].strip() if marks else raw.strip():
            return marks["marks"].count(">") if marks else 0
    return 0


def _starts_header(lines: list[str], at: int) -> bool:
    """Say whether a line opens the heads of an older mail, as some programs write them bare."""
    if not _FROM.match(lines[at].strip()):
        return False
    return sum(bool(_HEADER.match(one.strip())) for one in lines[at + 1 : at + 6]) >= _HEADS


def _note_writer(writers: dict[int, tuple[str, str]], level: int, text: str) -> None:
    who, when = writers.get(level, ("", ""))
    if sender := _FROM.match(text):
        who = _name(sender["who"])
    if sent := _SENT.match(text):
        when = _time(sent["when"])
    writers[level] = (who, when)


def _name(text: str) -> str:
    """Give the name of a sender, or the address when there is none."""
    name, address = email.utils.parseaddr(text) if "@" in text else (text, "")
    plain = " ".join((name or address or text).replace('"', "").split())
    turned = _TURNED.fullmatch(plain)
    return f"{turned['given']} {turned['family']}" if turned else plain


def _time(text: str) -> str:
    """Give a time as ISO 8601 in UTC, to be compared; empty when it cannot be read."""
    from datetime import UTC

    clean = text.replace(" at ", " ").strip()
    try:
        when = email.utils.parsedate_to_datetime(clean)
    except (ValueError, TypeError, IndexError):
        return ""
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
