"""Print every job file of a folder in this one process; say what each touched, as JSON.

Run by the `press` fixture: `press.py FOLDER WATCHED_WORD [warm]`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from weasyprint.text.fonts import FontConfiguration

from proposalkit.render.child import answer_job
from proposalkit.render.job import Answer
from proposalkit.render.pdf import warm_up

NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request")

folder, watched, warm = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "warm"
touched: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Note each use of the network, and each opening of a file with the watched word."""
    if event in NETWORK or (event == "open" and watched and watched in str(arguments[0])):
        touched.append(f"{event} {arguments[0]}")


def say(answer: Answer) -> dict[str, object]:
    """Put an answer and what was touched since the last one into plain values."""
    seen = touched.copy()
    touched.clear()
    return {
        "outcome": answer.outcome,
        "problems": [[p.id, p.where, p.message, p.remedy] for p in answer.problems],
        "sha256": hashlib.sha256(answer.pdf).hexdigest(),
        "pages": answer.pages,
        "touched": seen,
    }


sys.addaudithook(watch)
fonts = warm_up() if warm else FontConfiguration()
jobs = sorted(folder.glob("*.job"))
json.dump([say(answer_job(job.read_bytes(), fonts)) for job in jobs], sys.stdout)
