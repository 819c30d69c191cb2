"""The tools and articles of a library as a server of the Model Context Protocol, whatever it is reached by.

Knows nothing of transports but that a request of HTTP has passed the gate. What goes wrong in a tool is told to the
agent as its result, so that it can do better; what nobody expected, and what can name files, is logged, and its words
are kept back. A call whose client cancelled it or went away is ended.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import anyio
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp.types import Tool as ToolToldOf
from pydantic import ValidationError

from assistant.access.scopes import Scope, may
from assistant.errors import AssistantError
from assistant.listening import HasLeft, while_wanted
from assistant.mcp_server import resources
from assistant.mcp_server.cancelling import NAME_HEADER, Cancelling
from assistant.mcp_server.toolbox import INSTRUCTIONS, Tool, toolbox
from assistant.mcp_server.tools import LeftError, Served
from assistant.stopping import Stopped
from corpus.errors import ArticleNotFoundError, CorpusError, DatabaseError
from index.errors import IndexingError

NAME = "article-assistant"
Context = ServerRequestContext[Any, Any]
_LOG = logging.getLogger(__name__)
_UNAVAILABLE = "The library cannot be read or written now. The server's log says why. Try again later."
_BROKEN = "The program failed at this. Its log says why; the library is as it was."
_LEFT = "Nobody waited for this any more, so it was ended."
_OUT_OF_SCOPE = "This token may not add articles. Ask for one with the scope “write”."


def build_server(library: Served, *, may_add: bool = False, cancelling: Cancelling | None = None) -> Server[Any]:
    """The server; with `may_add`, articles can be added by those who may write.

    `cancelling` hears of calls that are cancelled by requests of their own.
    """
    tools = {tool.name: tool for tool in toolbox(may_add=may_add)}
    return Server(
        NAME,
        version=version(NAME),
        title="Article assistant",
        instructions=INSTRUCTIONS,
        get_tool_input_schema=lambda name: tools[name].arguments.model_json_schema() if name in tools else None,
        on_list_tools=_told_of(list(tools.values())),
        on_call_tool=_called(library, tools, cancelling or Cancelling()),
        on_list_resources=_no_resources,
        on_list_resource_templates=_templates,
        on_read_resource=_read(library),
    )


def _told_of(tools: Sequence[Tool]) -> Callable[[Context, PaginatedRequestParams | None], Any]:
    async def listed(context: Context, parameters: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_told(tool) for tool in tools])

    return listed


def _told(tool: Tool) -> ToolToldOf:
    return ToolToldOf(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(),
        annotations=ToolAnnotations(
            title=tool.title,
            read_only_hint=not tool.writes,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=tool.writes,
        ),
    )


def _called(
    library: Served, tools: Mapping[str, Tool], cancelling: Cancelling
) -> Callable[[Context, CallToolRequestParams], Any]:
    async def called(context: Context, parameters: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(parameters.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"There is no tool {parameters.name}. There are: {', '.join(tools)}.")
        if tool.writes and context.request is not None and not may(context.request, Scope.WRITE):
            return _failed(_OUT_OF_SCOPE)
        agent = context.request.headers.get(NAME_HEADER) if context.request is not None else None
        with cancelling.under_way(agent, context.request_id) as cancelled:
            work = partial(_run, library, tool, parameters.arguments or {})
            return await while_wanted(work, _has_left(context, cancelled)) or _failed(_LEFT)

    return called


def _has_left(context: Context, cancelled: Callable[[], bool]) -> HasLeft:
    """Over streams, only a cancelled call is: the protocol cancels it itself."""
    request = context.request

    async def has_left() -> bool:
        return cancelled() or (request is not None and await request.is_disconnected())

    return has_left


def _run(library: Served, tool: Tool, arguments: Mapping[str, Any], stopped: Stopped) -> CallToolResult:
    """The result, or what went wrong."""
    try:
        result = tool.run(library, tool.arguments.model_validate(arguments), stopped).model_dump(mode="json")
    except LeftError:
        return _failed(_LEFT)
    except ValidationError as error:
        return _failed(_invalid(error))
    except (DatabaseError, IndexingError) as error:
        _LOG.error("The tool %s found no library: %s", tool.name, error)
        return _failed(_UNAVAILABLE)
    except (AssistantError, CorpusError) as error:
        return _failed(str(error))
    except Exception:  # noqa: BLE001  (the one broad handler of this door)
        _LOG.exception("The tool %s failed", tool.name)
        return _failed(_BROKEN)
    written = json.dumps(result, ensure_ascii=False)
    return CallToolResult(content=[TextContent(text=written)], structured_content=result)


def _failed(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=message)], is_error=True)


def _invalid(error: ValidationError) -> str:
    """What is wrong with the arguments, without repeating them."""
    found = (f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in error.errors())
    return f"These arguments are wrong. {'; '.join(found)}."


async def _no_resources(context: Context, parameters: PaginatedRequestParams | None) -> ListResourcesResult:
    """None are listed, there may be very many; search finds them."""
    return ListResourcesResult(resources=[])


async def _templates(context: Context, parameters: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
    template = ResourceTemplate(
        name="article",
        title="An article",
        uri_template=resources.TEMPLATE,
        description=resources.DESCRIPTION,
        mime_type=resources.MIME_TYPE,
    )
    return ListResourceTemplatesResult(resource_templates=[template])


def _read(library: Served) -> Callable[[Context, ReadResourceRequestParams], Any]:
    async def read(context: Context, parameters: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(parameters.uri)
        try:
            text = await anyio.to_thread.run_sync(resources.read, library, uri)
        except ArticleNotFoundError as error:
            raise MCPError(INVALID_PARAMS, str(error), {"uri": uri}) from error
        return ReadResourceResult(
            contents=[TextResourceContents(uri=parameters.uri, text=text, mime_type=resources.MIME_TYPE)]
        )

    return read
