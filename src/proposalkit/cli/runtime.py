"""The one place where an error becomes text and an exit code."""

from __future__ import annotations

import contextlib
import gc
import json
import re
import sys
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from proposalkit.errors import ExitCode, InputRefused, ProposalkitError, Refused

if TYPE_CHECKING:
    import typer

_VERBOSE = re.compile("-v+")
_SWEEPS = (50_000, 50, 50)
"""Fewer sweeps for garbage: a command makes many objects, keeps most of them and ends; with the
usual number one second in eight of `generate` goes into sweeping."""
_MOST_TOLD = 10
"""Findings of a refusal that a person reads; of an input that is to be mended, all are told."""
STOPPED = 130
"""What a shell says of a command that Ctrl-C has ended; typer turns the key into it."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit code; every known error becomes a message."""
    gc.set_threshold(*_SWEEPS)
    given = _verbose_first(arguments)
    app = _app_for(given)
    try:
        app(args=given, prog_name="proposalkit")
    except SystemExit as ended:  # usage errors are shown by typer itself, with code 2
        code = ended.code if isinstance(ended.code, int) else int(ExitCode.DONE)
        if code == STOPPED:
            print("Stopped; a kit that was there is as it was.", file=sys.stderr)
        return code
    except ProposalkitError as error:
        _log_error(error)
        with contextlib.suppress(BrokenPipeError):
            show_error(error, as_json="--json" in arguments)
        return int(error.exit_code)
    except BrokenPipeError:
        return int(ExitCode.DONE)
    except Exception:  # the outer edge: whatever is left is a bug and keeps its trace
        traceback.print_exc()
        print("This is a bug in proposalkit; please report the lines above.", file=sys.stderr)
        return int(ExitCode.BUG)
    return int(ExitCode.DONE)


def _app_for(arguments: Sequence[str]) -> typer.Typer:
    """Load the commands: the one asked for where it may stand alone, else all of them."""
    from proposalkit.cli.frame import app_with

    name = next((one for one in arguments if not one.startswith("-")), "")
    alone = app_with(name)
    if alone is not None:
        return alone
    from proposalkit.cli.app import app

    return app


def _log_error(error: ProposalkitError) -> None:
    """Log the kind of the error and of its findings; their texts may quote a secret."""
    from proposalkit.workflows.steps import LOG

    findings = error.findings if isinstance(error, InputRefused | Refused) else ()
    kinds = ",".join(sorted({one.id for one in findings})) or "-"
    LOG.warning("error=%s findings=%d ids=%s", type(error).__name__, len(findings), kinds)


def _verbose_first(arguments: Sequence[str]) -> list[str]:
    """Let -v stand anywhere, also after the command: people add it to the line they have."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    before, after = arguments[:end], arguments[end:]
    switches = [one for one in before if one == "--verbose" or _VERBOSE.fullmatch(one)]
    return [*switches, *(one for one in before if one not in switches), *after]


def show_error(error: ProposalkitError, *, as_json: bool) -> None:
    """Print an error for a person on stderr, or for a machine on stdout."""
    findings = error.findings if isinstance(error, InputRefused | Refused) else ()
    if as_json:
        rows = [one.model_dump(mode="json") for one in findings]
        document = {"error": error.message, "remedy": error.remedy, "findings": rows}
        print(json.dumps(document, indent=2, ensure_ascii=False))
        return
    from proposalkit.cli.show import fit

    last = f"{_sentence(error.message)} {error.remedy}".strip()
    told = findings if isinstance(error, InputRefused) else findings[:_MOST_TOLD]
    lines = [one.line() for one in told]
    if len(findings) > len(told):
        lines.append(f"and {len(findings) - len(told)} more; --json has all of them.")
    for line in (*lines, last):
        print(fit(line, sys.stderr), file=sys.stderr)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
