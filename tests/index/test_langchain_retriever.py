"""Our retriever as LangChain sees it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from corpus.article import Article, Publication
from index.langchain_retriever import as_langchain_retriever
from index.retrieving import Search
from tests.fakes import SentenceIndex

BRIDGE = Article(
    "bridge",
    "Quay Bridge",
    "The bridge is shut. It opens in May.",
    url="https://harbourpost.example/bridge",
    outlet="Harbour Post",
    authors=("Ann O’Dowd", "Yū Sato"),
    published=Publication.from_iso("2024-11-29T09:30:00+00:00"),
)
STRIKE = Article("strike", "Creamery strike", "Strikers rejected an offer.")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SentenceIndex]:
    index = SentenceIndex(tmp_path)
    index.put(BRIDGE)
    index.put(STRIKE)
    yield index
    index.database.close()


def test_it_is_a_retriever_of_langchain(index: SentenceIndex) -> None:
    assert isinstance(as_langchain_retriever(index.retriever), BaseRetriever)


def test_documents_are_the_passages_in_their_order(index: SentenceIndex) -> None:
    documents = as_langchain_retriever(index.retriever).invoke("which offer was rejected")
    found = index.retriever.retrieve(Search("which offer was rejected"))
    assert documents[0].page_content == "Strikers rejected an offer."
    assert [one.id for one in documents] == [one.passage.id for one in found]


def test_the_metadata_says_where_a_passage_stands_and_who_published_it(index: SentenceIndex) -> None:
    (document,) = as_langchain_retriever(index.retriever, top_k=1).invoke("it opens in may")
    score = document.metadata.pop("score")
    assert score == pytest.approx(2 / 21)
    assert document.metadata == {
        "article_id": "bridge",
        "version": 1,
        "start": 20,
        "end": 36,
        "title": "Quay Bridge",
        "url": "https://harbourpost.example/bridge",
        "outlet": "Harbour Post",
        "authors": ["Ann O’Dowd", "Yū Sato"],
        "published": "2024-11-29T09:30:00+00:00",
    }


def test_what_is_unknown_is_none(index: SentenceIndex) -> None:
    (document,) = as_langchain_retriever(index.retriever, top_k=1).invoke("offer")
    assert [document.metadata[name] for name in ("url", "outlet", "authors", "published")] == [None, None, [], None]


def test_a_search_lends_its_filter_and_its_day_but_not_its_query(index: SentenceIndex) -> None:
    search = Search("offer", near_day=date(2024, 11, 29), without_articles=frozenset({"strike"}))
    documents = as_langchain_retriever(index.retriever, search).invoke("bridge")
    assert {one.metadata["article_id"] for one in documents} == {"bridge"}
    assert documents[0].page_content == "The bridge is shut."
    assert documents[0].metadata["score"] == pytest.approx(3 / 21)  # first by words, by vectors, and on the day


def test_a_blank_query_gives_no_document(index: SentenceIndex) -> None:
    assert as_langchain_retriever(index.retriever).invoke(" ") == []


def test_it_takes_its_place_in_a_chain(index: SentenceIndex) -> None:
    first = RunnableLambda(lambda documents: documents[0].page_content)
    chain = as_langchain_retriever(index.retriever) | first
    assert chain.invoke("offer") == "Strikers rejected an offer."
    assert chain.batch(["offer", "bridge shut"]) == ["Strikers rejected an offer.", "The bridge is shut."]
