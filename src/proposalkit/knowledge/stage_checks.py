"""Checks how kits follow the buyer's stage: each stage once, each part that holds data once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from proposalkit.knowledge.question_checks import check_saying
from proposalkit.knowledge.tables import StageTable, VendorFormTable
from proposalkit.knowledge.yaml_text import YamlDocument
from proposalkit.model.brief import Stage
from proposalkit.model.finding import Finding
from proposalkit.model.page_order import OPTIONAL_PAGES, PageName


def check_stages(table: StageTable, document: YamlDocument) -> Iterator[Finding]:
    """Refuse a stage that lacks, and a part that lacks or stands twice."""
    needed = [one for one in get_args(PageName) if one not in OPTIONAL_PAGES]
    stages = [one.stage for one in table.stages]
    for stage in get_args(Stage):
        if stages.count(stage) != 1:
            times = stages.count(stage)
            yield _finding(
                document.place(("stages",)),
                f'The stage "{stage}" is listed {times} times.',
                "List each stage once.",
            )
    for number, kit in enumerate(table.stages):
        where = document.place(("stages", number, "pages"))
        for page in dict.fromkeys((*needed, *kit.pages)):
            if kit.pages.count(page) != 1:
                yield _finding(
                    where,
                    f'The part "{page}" is listed {kit.pages.count(page)} times.',
                    "List each part once; only glossary, references, vendor-form and benchmark "
                    "may be absent.",
                )
        if ("glossary" in kit.leaves_out) == ("glossary" in kit.pages):
            yield _finding(
                where,
                "The glossary is either a part of the pages or left out.",
                'Add it to "pages", or to "leaves_out".',
            )


def check_vendor_form(table: VendorFormTable, document: YamlDocument) -> Iterator[Finding]:
    """Hold every slot of the form against the fields of the Proposal."""
    for number, row in enumerate(table.rows):
        for index, saying in enumerate(row.says):
            yield from check_saying(saying, document, ("rows", number, "says", index))


def _finding(where: str, message: str, remedy: str) -> Finding:
    return Finding(id="bad-stage-kit", where=where, message=message, remedy=remedy)
