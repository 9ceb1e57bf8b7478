"""The command `proposalkit`."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Run the command line and leave with its exit code; SIGTERM ends it as Ctrl-C does.

    A server of tools is left to end as its client's library knows it: at once.
    """
    if "mcp" not in sys.argv:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from proposalkit.cli.runtime import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line itself could see it
        code = 130
    sys.exit(_all_told(code))


def _all_told(code: int) -> int:
    """Send the last of the output; a reader that left, as `head` does, is no fault.

    Why here: at its end Python would try again and complain of the broken pipe by itself.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


if __name__ == "__main__":
    main()
