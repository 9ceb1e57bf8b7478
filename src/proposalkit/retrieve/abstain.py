"""placeholder"""

from proposalkit.model.search import Found, SearchMode
from proposalkit.retrieve.queries import ReadQuery
from proposalkit.retrieve.searchable import Searchable


def review(
    read: ReadQuery, found: tuple[Found, ...], searchable: Searchable, mode: SearchMode
) -> str:
    return "" if found else "Nothing was found."
