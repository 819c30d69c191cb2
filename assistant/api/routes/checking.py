"""Texts checked against the articles. Knows nothing of how a sentence is judged."""

from fastapi import APIRouter

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.models.checking import CheckBody, CheckView
from assistant.api.opened import Opened, needs
from assistant.api.problems import documented

router = APIRouter(prefix="/v1", tags=["questions"])


@router.post(
    "/check",
    operation_id="check",
    summary="Check a text against the articles",
    responses={
        200: examples.shown("Check", "Each sentence, supported or not, with quotes."),
        **documented("article_not_found", "invalid_request", "refused"),
    },
    openapi_extra=needs(Scope.ASK),
)
def check(body: CheckBody, library: Opened) -> CheckView:
    """Against the whole library, or against articles that are named and texts that are sent along, and nothing else."""
    given = [one.given() for one in body.given]
    return CheckView.of(library.assistant.check(body.text, articles=body.articles, given=given))
