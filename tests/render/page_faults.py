"""Faults of layout that a machine can see: text over a border, opening words left behind."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pdfplumber

LEAST_HEADING = 12.5
FOOT_TOP = 23 * 72 / 25.4
SIDE = 22 * 72 / 25.4


@dataclass(frozen=True)
class Look:
    """What a look at every page of a PDF finds."""

    faults: tuple[str, ...]
    fill: tuple[float, ...]
    """For each page the share of its text height that is used."""


def look_at(pdf: bytes) -> Look:
    """Look at each page once: name its faults and measure how full it is."""
    faults, fill = [], []
    with pdfplumber.open(BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, start=1):
            words = page.extract_words(extra_attrs=["size"])
            found = [*_outside(words, page), *_over_borders(words, page), *_left(words, page)]
            faults += [f"page {number}: {one}" for one in found]
            fill.append(_fill(words, page))
            page.close()
    return Look(tuple(faults), tuple(fill))


def _fill(words: list[dict[str, Any]], page: Any) -> float:
    end = float(page.height) - FOOT_TOP
    bottoms = [word["bottom"] for word in words if word["bottom"] < end + 2]
    return float((max(bottoms, default=SIDE) - SIDE) / (end - SIDE))


def _outside(words: list[dict[str, Any]], page: Any) -> list[str]:
    right = float(page.width) - SIDE
    return [
        f'"{word["text"]}" runs over the margin'
        for word in words
        if word["x0"] < SIDE - 1 or word["x1"] > right + 1
    ]


def _over_borders(words: list[dict[str, Any]], page: Any) -> list[str]:
    """A border is drawn as a thin upright rectangle or line."""
    uprights = [
        (float(one["x0"] + one["x1"]) / 2, float(one["top"]), float(one["bottom"]))
        for one in (*page.rects, *page.lines)
        if one["x1"] - one["x0"] < 2 and one["bottom"] - one["top"] > 4
    ]
    return [
        f'"{word["text"]}" runs over a border'
        for word in words
        for x, top, bottom in uprights
        if word["x0"] + 0.5 < x < word["x1"] - 0.5
        and top < (word["top"] + word["bottom"]) / 2 < bottom
    ]


def _left(words: list[dict[str, Any]], page: Any) -> list[str]:
    end = float(page.height) - FOOT_TOP
    body = [word for word in words if word["bottom"] < end + 2]
    if not body:
        return ["nothing stands on it"]
    last = max(body, key=lambda word: (round(word["bottom"]), word["x1"]))
    if last["size"] > LEAST_HEADING:
        return [f'heading "{last["text"]}" stands alone at the end']
    return [f'"{last["text"]}" opens nothing'] if last["text"].endswith(":") else []
