"""How long work takes the processor, without the pauses of the process around it."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def processor_seconds(work: Callable[[], object]) -> float:
    """Give the least processor time in seconds of three runs of `work`, garbage left lying.

    A worker holds the objects of a thousand tests: walking them takes it half a second, which
    says nothing of the work.
    """
    spent = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            work()
            spent.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(spent)
