"""The bare tool: WeasyPrint printing the same HTML and stylesheet, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import CSS, HTML

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    html = HTML(string=(folder / "page.html").read_text(encoding="utf-8"), base_url=str(folder))
    css = CSS(string=(folder / "style.css").read_text(encoding="utf-8"))
    html.write_pdf(folder / "bare.pdf", stylesheets=[css], pdf_variant=sys.argv[2] or None)
