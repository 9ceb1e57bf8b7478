"""The search as a LangChain retriever: documents with everything that speaks for them."""

from __future__ import annotations

from typing import Literal

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from proposalkit.model.search import Found, SearchAnswer, SearchFilter
from proposalkit.retrieve.embedder import Embedder
from proposalkit.retrieve.search import find_units, plan_search
from proposalkit.retrieve.searchable import Searchable


class KnowledgeRetriever(BaseRetriever):
    """Gives the units found for a query as documents; the content is the whole text of a unit.

    The metadata holds id, kind, title, version, span, ranks, matched words, the reason, where the
    unit stands, and whether the answer has to be reviewed.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searchable: SkipValidation[Searchable]
    embedder: SkipValidation[Embedder | None] = None
    where: SearchFilter = SearchFilter()
    k: int = 10
    via: Literal["snapshot", "chroma"] = "snapshot"

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        """Search; called by `invoke`."""
        plan = plan_search(self.searchable, self.where, self.k, self.embedder, self.via)
        answer, units = find_units(self.searchable, query, plan, self.k)
        return [
            _document(one, unit.text, answer) for one, unit in zip(answer.found, units, strict=True)
        ]


def _document(one: Found, text: str, answer: SearchAnswer) -> Document:
    review = {
        "mode": answer.mode,
        "needs_review": answer.needs_review,
        "review_reason": answer.review_reason,
    }
    return Document(
        id=one.unit_id, page_content=text, metadata={**one.model_dump(mode="json"), **review}
    )
