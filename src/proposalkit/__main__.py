"""The command `proposalkit`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from proposalkit.cli.runtime import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line itself could see it
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
