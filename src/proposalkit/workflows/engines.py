"""The child processes of a kit, started before there is work for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proposalkit.readers.two_readers import TwoReaders
    from proposalkit.render.two_printers import TwoPrinters


@dataclass(frozen=True)
class Engines:
    """The child processes: they print, and read what was printed."""

    printer: TwoPrinters
    reader: TwoReaders


@contextmanager
def start_engines() -> Iterator[Engines]:
    """Start the printer, which takes longest to import; the readers start while it prints."""
    from proposalkit.knowledge.packaged import packaged_path
    from proposalkit.render.two_printers import TwoPrinters

    with closing(TwoPrinters(packaged_path("templates") / "fonts")) as printer:
        from proposalkit.readers.two_readers import TwoReaders

        with closing(TwoReaders()) as reader:
            yield Engines(printer, reader)
