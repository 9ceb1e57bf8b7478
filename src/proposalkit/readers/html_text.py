"""The text of an HTML mail as a person sees it; what is hidden is left out and counted."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset(
    (
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "object"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)",
    re.I,
)
_PALE = re.compile(r"(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?|white)\s*(?:;|$)", re.I)
_MAX_DEPTH = 400


class SeenText(HTMLParser):
    """Collects the text of a page; `hidden` counts the letters no reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        self._open: list[tuple[str, bool]] = []

    @property
    def lines(self) -> list[str]:
        """Give the lines of the text, cells of a table row parted by a bar."""
        text = "".join(self.parts)
        return [" ".join(one.split()).strip("| ") for one in text.split("\n")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element and say whether what is in it can be seen."""
        if tag in _BREAKS:
            self.parts.append("\n")
        if tag in ("td", "th"):
            self.parts.append(" | ")
        if tag in _VOID or len(self._open) > _MAX_DEPTH:
            return
        self._open.append((tag, _is_hidden(dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those left open in it."""
        if tag in _BREAKS:
            self.parts.append("\n")
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Take text that can be seen; count what cannot."""
        if any(tag in _SILENT for tag, _ in self._open):
            return
        if any(hidden for _, hidden in self._open):
            self.hidden += len(data.strip())
            return
        self.parts.append(re.sub(r"\s+", " ", data))


def seen_text(page: str) -> SeenText:
    """Read a page of HTML; nothing is fetched and no script runs."""
    reader = SeenText()
    reader.feed(page)
    reader.close()
    return reader


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style") or ""
    pale = _PALE.search(style) and "background" not in style
    return bool("hidden" in attributes or _HIDDEN.search(style) or pale)
