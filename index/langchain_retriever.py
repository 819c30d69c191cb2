"""Our retriever as a LangChain `BaseRetriever`, for those who bring their own chain.

The only file of this package where LangChain's Document exists. langchain_core takes half a second to import, so it is
imported when a retriever is asked for.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from index.retrieving import RetrievedPassage, Retriever, Search

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever


def as_langchain_retriever(retriever: Retriever, search: Search | None = None, top_k: int = 10) -> "BaseRetriever":
    """A retriever whose documents are passages, best first; their metadata says where they stand.

    `search` brings a day or a filter, its query is replaced by each query that is asked. Metadata: article_id, version,
    start, end, title, url, outlet, authors, published (ISO or None), score.
    """
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class PassageRetriever(BaseRetriever):
        def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
            wanted = replace(search or Search(""), query=query)
            return [_document(found) for found in retriever.retrieve(wanted, top_k)]

    return PassageRetriever()


def _document(found: RetrievedPassage) -> "Document":
    from langchain_core.documents import Document

    passage = found.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "article_id": passage.article_id,
            "version": passage.version,
            "start": passage.start,
            "end": passage.end,
            "title": passage.title,
            "url": passage.url,
            "outlet": passage.outlet,
            "authors": list(passage.authors),
            "published": passage.published.iso if passage.published else None,
            "score": found.score,
        },
    )
