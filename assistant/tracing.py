"""A span of OpenTelemetry for each stage of an answer, where its API is installed (the extra `telemetry`).

Spans go where an SDK sends them, and nowhere without one; they hold names and times, never words. The only file that
uses OpenTelemetry. Knows nothing of what the stages do.
"""

from contextlib import AbstractContextManager, nullcontext

try:
    from opentelemetry.trace import get_tracer
except ImportError:
    _tracer = None
else:
    _tracer = get_tracer("assistant")  # stands for the tracer of whatever SDK is set up later


def stage(name: str) -> AbstractContextManager[object]:
    """A span for as long as the block runs, a child of the one around it, such as that of a request."""
    return _tracer.start_as_current_span(f"answer.{name}") if _tracer else nullcontext()
