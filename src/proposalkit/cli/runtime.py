"""The one place where an error becomes text and an exit code."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Sequence

from proposalkit.errors import ExitCode, InputRefused, ProposalkitError, Refused


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit code; every known error becomes a message."""
    from proposalkit.cli.app import app

    try:
        app(args=list(arguments), prog_name="proposalkit")
    except SystemExit as ended:  # usage errors are shown by typer itself, with code 2
        return ended.code if isinstance(ended.code, int) else int(ExitCode.DONE)
    except ProposalkitError as error:
        show_error(error, as_json="--json" in arguments)
        return int(error.exit_code)
    except KeyboardInterrupt:
        print("Stopped; nothing was changed.", file=sys.stderr)
        return int(ExitCode.BAD_INPUT)
    except BrokenPipeError:
        return int(ExitCode.DONE)
    except Exception:  # the outer edge: whatever is left is a bug and keeps its trace
        traceback.print_exc()
        print("This is a bug in proposalkit; please report the lines above.", file=sys.stderr)
        return int(ExitCode.BUG)
    return int(ExitCode.DONE)


def show_error(error: ProposalkitError, *, as_json: bool) -> None:
    """Print an error for a person on stderr, or for a machine on stdout."""
    findings = error.findings if isinstance(error, InputRefused | Refused) else ()
    if as_json:
        rows = [one.model_dump(mode="json") for one in findings]
        document = {"error": error.message, "remedy": error.remedy, "findings": rows}
        print(json.dumps(document, indent=2, ensure_ascii=False))
        return
    for one in findings:
        print(one.line(), file=sys.stderr)
    print(f"{_sentence(error.message)} {error.remedy}".strip(), file=sys.stderr)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
