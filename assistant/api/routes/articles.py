"""Articles and their versions: listed, read, compared, deleted. Knows nothing of how they are kept."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.models.articles import (
    ArticleLine,
    ArticlePage,
    ArticleView,
    ChangesView,
    ListQuery,
    VersionLine,
    VersionView,
)
from assistant.api.opened import Opened, needs
from assistant.api.problems import documented
from assistant.api.repeating import RepeatableRoute
from assistant.assistant import Assistant
from corpus.changes import changes
from corpus.errors import ArticleNotFoundError
from corpus.library import Version

router = APIRouter(prefix="/v1/articles", tags=["articles"], route_class=RepeatableRoute)
ArticleId = Annotated[str, Path(min_length=1, max_length=1000, examples=[examples.ARTICLE["article_id"]])]
Number = Annotated[int, Path(ge=1, le=2**31)]
_LINKS = {operation: ("article_id", "/articles/0/id") for operation in ("getArticle", "deleteArticle")}


@router.get(
    "",
    operation_id="listArticles",
    summary="List articles",
    responses={200: examples.shown("Articles", "Newest first.", _LINKS), **documented("filter_unknown")},
    openapi_extra=needs(Scope.ASK),
)
def list_articles(asked: Annotated[ListQuery, Query()], library: Opened) -> ArticlePage:
    """Newest publication first, also those that do not answer."""
    page = library.assistant.listed(asked.q, asked.offset, asked.limit, asked.filters())
    return ArticlePage(articles=[ArticleLine.of(one) for one in page.articles], offset=page.offset, total=page.total)


# Ids can hold slashes, so the longer paths come first.
@router.get(
    "/{article_id:path}/versions/{number}/changes",
    operation_id="compareVersions",
    summary="What changed in a version",
    responses={200: examples.shown("Changes", "Paragraph by paragraph."), **documented("article_not_found")},
    openapi_extra=needs(Scope.ASK),
)
def compare(
    article_id: ArticleId,
    number: Number,
    library: Opened,
    since: Annotated[
        int | None, Query(ge=1, le=2**31, description="The older version; the one before by default.")
    ] = None,
) -> ChangesView:
    """Compare a version with an older one; the first is compared with nothing."""
    new = library.assistant.article(article_id, number)
    old = library.assistant.article(article_id, since or max(number - 1, 1))
    before = "" if old.number == new.number and since is None else old.article.text
    return ChangesView(
        article_id=article_id,
        old=old.number,
        new=new.number,
        old_title=old.article.title,
        new_title=new.article.title,
        paragraphs=[ChangesView.pieces(one) for one in changes(before, new.article.text)],
    )


@router.get(
    "/{article_id:path}/versions/{number}",
    operation_id="getVersion",
    summary="Read one version of an article",
    responses={200: examples.shown("Version", "The version."), **documented("article_not_found")},
    openapi_extra=needs(Scope.ASK),
)
def read_version(article_id: ArticleId, number: Number, library: Opened) -> VersionView:
    """Its text as it was; the spans of citations count its code points."""
    return VersionView.of(library.assistant.article(article_id, number))


@router.get(
    "/{article_id:path}",
    operation_id="getArticle",
    summary="Read an article",
    responses={200: examples.shown("Article", "The article."), **documented("article_not_found")},
    openapi_extra=needs(Scope.ASK),
)
def read_article(article_id: ArticleId, library: Opened) -> ArticleView:
    """The version that answers, or the newest where none does, and the list of all versions."""
    versions = library.assistant.versions(article_id)
    answering = _answering(library.assistant, article_id)
    view = VersionView.of(answering or versions[-1])
    lines = [VersionLine.of(version) for version in versions]
    return ArticleView(**view.model_dump(), answers=answering is not None, versions=lines)


@router.delete(
    "/{article_id:path}",
    operation_id="deleteArticle",
    summary="Delete an article",
    status_code=204,
    responses={204: {"description": "It is out of the answers."}, **documented("article_not_found")},
    openapi_extra=needs(Scope.WRITE),
)
def delete_article(article_id: ArticleId, library: Opened) -> None:
    """Delete an article with all its versions; no source brings it back. `compact` takes its bytes from the disk."""
    library.assistant.remove(article_id)


def _answering(assistant: Assistant, article_id: str) -> Version | None:
    try:
        return assistant.article(article_id)
    except ArticleNotFoundError:
        return None
