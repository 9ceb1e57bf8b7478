"""Writes the tables of words from the glossary and the words of the sales team."""

from __future__ import annotations

from between_marks import row, table, write_pages

from proposalkit.knowledge.library import read_catalogue
from proposalkit.knowledge.packaged import packaged_path


def tables() -> dict[str, str]:
    """Give the generated part of the page by its name."""
    catalogue = read_catalogue((packaged_path("knowledge"),))
    parts = (
        table(
            ("In the proposal", "Seller says", "Lawyer says"),
            [row(one.term, one.seller, one.lawyer) for one in catalogue.glossary],
        ),
        "## The words of the sales team",
        "They come from `knowledge/catalog/seller-words.yaml` and never reach a buyer.",
        table(
            ("Word", "Seller says", "Lawyer says", "Buyer says"),
            [
                row(one.title, one.seller, one.lawyer, one.buyer)
                for one in catalogue.selling.seller_words
            ],
        ),
    )
    return {"glossary.md": "\n\n".join(parts)}


if __name__ == "__main__":
    write_pages(tables())
