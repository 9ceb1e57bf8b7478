"""Write what a comparison or a check found to files; a file is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from proposalkit.kit.write import explain_os_error
from proposalkit.knowledge.packaged import packaged_path
from proposalkit.model.comparison import Comparison
from proposalkit.model.policy import PolicyReport


def write_comparison(found: Comparison, html: Path | None, xlsx: Path | None) -> None:
    """Write the report and the workbook asked for; raises Unavailable when one cannot be."""
    from proposalkit.exports.buyer_workbook import comparison_workbook
    from proposalkit.render.buyer_report import comparison_html

    _write(html, lambda: comparison_html(found, packaged_path("templates")).encode())
    _write(xlsx, lambda: comparison_workbook(found))


def write_policy_report(report: PolicyReport, html: Path | None, xlsx: Path | None) -> None:
    """Write the report and the workbook asked for; raises Unavailable when one cannot be."""
    from proposalkit.exports.buyer_workbook import policy_workbook
    from proposalkit.render.buyer_report import policy_html

    _write(html, lambda: policy_html(report, packaged_path("templates")).encode())
    _write(xlsx, lambda: policy_workbook(report))


def _write(path: Path | None, made: Callable[[], bytes]) -> None:
    if path is None:
        return
    data = made()
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise explain_os_error(error, path) from error
