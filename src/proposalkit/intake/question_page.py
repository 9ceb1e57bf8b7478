"""The open questions as a page for people."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from proposalkit.intake.brief_text import scalar
from proposalkit.model.intake import Intake, IntakeQuestion, Statement

_MARKS = re.compile(r"([\\`*_\[\]<>#|{}~])")
_WIDTH = 80
_WAITS = {"pricing": "the price", "clauses": "the contract texts", "schedule": "the dates"}


def question_page(intake: Intake, command: str) -> str:
    """Write the questions as Markdown, with what the texts say of each and a form to fill.

    `command` is what takes the answers in, whole, as it is to be typed.
    """
    return "\n".join(_broken(_lines(intake, command))) + "\n"


def _broken(lines: Iterator[str]) -> Iterator[str]:
    """Break long lines between words, except in the form, whose lines are commands."""
    in_form = False
    for line in lines:
        in_form = in_form != line.startswith("```")
        indent = " " * (len(line) - len(line.lstrip()) + (2 if "- " in line[:7] else 0))
        indent = "   " if line[:1].isdigit() else indent
        if in_form or len(line) <= _WIDTH:
            yield line
        else:
            yield from textwrap.wrap(
                line, _WIDTH, subsequent_indent=indent, break_long_words=False,
                break_on_hyphens=False,
            )  # fmt: skip


def _lines(intake: Intake, command: str) -> Iterator[str]:
    open_, rest = intake.open_questions, [one for one in intake.questions if not one.blocking]
    yield f"# Questions for {intake.deal}"
    yield ""
    yield f"{len(open_)} to answer before there is a brief, {len(rest)} that can wait."
    yield f"Answer in the file {intake.deal}.answers.yaml and run, from the same folder:"
    yield ""
    yield "```console"
    yield command
    yield "```"
    yield ""
    yield "It writes the draft brief again: changes made in it by hand are lost."
    yield ""
    for title, questions in (("Answer these first", open_), ("These can wait", rest)):
        if questions:
            yield f"## {title}"
            yield ""
            for number, one in enumerate(questions, 1):
                yield from _question(number, one)
    if open_:
        yield "## A form to fill"
        yield ""
        yield "`accept` takes the one value found. Lines you leave out stay open."
        yield ""
        yield "```yaml"
        yield from (_form_line(one) for one in open_)
        yield "```"


def _question(number: int, one: IntakeQuestion) -> Iterator[str]:
    waits = " and ".join(_WAITS[name] for name in one.blocks)
    yield f"{number}. **{one.question}** (`{one.field}`)"
    yield f"   {one.why}" + (f" It holds up {waits}." if waits else "")
    yield f"   Answer: {one.allowed}."
    for value, means in one.meanings.items():
        yield f"   - `{value}`: {means}"
    if one.meanings and one.found:
        yield "   - In the texts:"
    indent = "     " if one.meanings else "   "
    for said in one.found:
        yield f"{indent}- {_said(said)}"
    yield ""


def _said(one: Statement) -> str:
    who = f", {_escaped(one.speaker)}" if one.speaker else ""
    either = " or ".join(one.candidates) if one.candidates else "no value"
    value = either if one.value is None else _escaped(scalar(one.value))
    note = f" ({_escaped(one.note)})" if one.note else ""
    quote = _escaped(one.quote)
    return f"{value}{note}: {_escaped(one.file)}, {one.place}{who}: \u201c{quote}\u201d"


def _form_line(one: IntakeQuestion) -> str:
    values = {scalar(said.value) for said in one.found if said.value and not said.replaced}
    either = [said.candidates for said in one.found if said.candidates and not said.replaced]
    hint = f"proposed {next(iter(values))}" if len(values) == 1 else one.allowed
    if either and len(values) != 1:
        hint = f"{' or '.join(either[0])}? {one.allowed}"
    return f"{one.field}:  # {hint}"


def _escaped(text: str) -> str:
    """Keep words of others from acting as Markdown."""
    return _MARKS.sub(r"\\\1", text)
