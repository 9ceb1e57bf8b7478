"""How what a search found is printed: a table for a reader, plain lines in a pipe, JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic.alias_generators import to_camel

from proposalkit.model.search import Found, SearchAnswer

if TYPE_CHECKING:
    from rich.console import RenderableType


def print_answer(answer: SearchAnswer) -> None:
    """Print an answer: a table on a terminal, else one block of lines for each hit."""
    if sys.stdout.isatty():
        _print_table(answer)
    else:
        print("\n".join(answer_lines(answer)), flush=True)
    for note in answer.notes:
        print(f"note: {note}", file=sys.stderr)


def answer_json(answer: SearchAnswer) -> object:
    """Give an answer for a machine, with its keys in camelCase."""
    return camel(answer.model_dump(mode="json"))


def answer_lines(answer: SearchAnswer) -> Iterator[str]:
    """Give an answer as plain lines: what is quoted, where it stands, why it was found."""
    for one in answer.found:
        yield f"{one.rank}. {one.title}  [{_mark(one)}]"
        yield f'   "{one.span}"'
        yield f"   why: {one.why}"
        yield f"   where: {one.file}:{one.line}"
    yield _summary(answer)


def _summary(answer: SearchAnswer) -> str:
    how = "by words and by meaning" if answer.mode == "hybrid" else "by words alone"
    count = len(answer.found)
    text = f"{count} {'entry' if count == 1 else 'entries'} found {how}"
    return f"{text}. NEEDS REVIEW: {answer.review_reason}" if answer.needs_review else f"{text}."


def _mark(one: Found) -> str:
    inside = ", internal" if one.audience == "internal" else ""
    return f"{one.unit_id}, version {one.version}{inside}"


def _print_table(answer: SearchAnswer) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if answer.found:
        table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1), leading=1, expand=True)
        table.add_column("", justify="right", style="dim")
        table.add_column("Entry", ratio=1, overflow="fold")
        table.add_column("What it says, word for word", ratio=2, overflow="fold")
        for one in answer.found:
            table.add_row(str(one.rank), _entry(one), _said(one))
        console.print(table)
    style = "bold yellow" if answer.needs_review else "dim"
    console.print(Text(_summary(answer), style=style))


def _entry(one: Found) -> RenderableType:
    from rich.text import Text

    text = Text(one.title, style="bold")
    text.append(f"\n{one.unit_id}", style="not bold cyan")
    text.append(f"\nversion {one.version}", style="not bold dim")
    if one.audience == "internal":
        text.append("\ninternal, not for buyers", style="not bold red")
    return text


def _said(one: Found) -> RenderableType:
    from rich.text import Text

    text = Text(one.span)
    text.highlight_words(one.matched, style="bold", case_sensitive=False)
    text.append(f"\n{one.why}", style="dim")
    text.append(f"\n{one.file}:{one.line}", style="dim")
    return text


def camel(value: object) -> object:
    """Write the keys of a document in camelCase, at every depth."""
    if isinstance(value, dict):
        return {to_camel(key): camel(one) for key, one in value.items()}
    return [camel(one) for one in value] if isinstance(value, list | tuple) else value
