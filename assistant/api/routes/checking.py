"""Texts checked against the articles. Knows nothing of how a sentence is judged."""

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.access.scopes import Scope
from assistant.api import examples
from assistant.api.listening import GONE
from assistant.api.models.checking import CheckBody, CheckView
from assistant.api.opened import Opened, needs
from assistant.api.problems import documented
from assistant.listening import while_wanted
from assistant.support.check_report import CheckReport

router = APIRouter(prefix="/v1", tags=["questions"])


@router.post(
    "/check",
    operation_id="check",
    summary="Check a text against the articles",
    response_model=CheckView,
    responses={
        200: examples.shown("Check", "Each sentence, supported or not, with quotes."),
        **documented("article_not_found", "invalid_request", "refused"),
    },
    openapi_extra=needs(Scope.ASK),
)
async def check(body: CheckBody, request: Request, library: Opened) -> Response:
    """Against the whole library, or against articles that are named and texts that are sent along, and nothing else.

    Whoever goes away stops it.
    """
    given = [one.given() for one in body.given]

    def work(stopped: Callable[[], bool]) -> CheckReport:
        return library.assistant.check(body.text, articles=body.articles, given=given, stopped=stopped)

    report = await while_wanted(work, request.is_disconnected)
    if report is None:
        return Response(status_code=GONE)
    return JSONResponse(CheckView.of(report).model_dump(mode="json"))
