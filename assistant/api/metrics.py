"""Numbers for Prometheus: requests, questions, the stages of answering, the language model, articles, passages, jobs.

The only file that uses its client. Labels are routes, methods, outcomes, stages, models and kinds of faults; never a
word of a question or of an article.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from assistant.answer import Answer
from assistant.writing.telling import DROPPED, RESERVED, SPENT, UNAVAILABLE

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_REQUEST_S = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_FIRST_WORDS_S = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120)
_STAGE_S = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the library holds at a moment; `jobs` counts those that run and wait."""

    articles: int
    versions: int
    passages: int
    waiting_articles: int
    jobs: int


class Metrics:
    """The numbers of one server; `holdings` is asked when they are read."""

    def __init__(self, holdings: Callable[[], Holdings]) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "assistant_requests", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "assistant_request_seconds",
            "From request to last byte.",
            ("route",),
            buckets=_REQUEST_S,
            registry=self._registry,
        )
        self._questions = Counter(
            "assistant_questions", "Questions answered, at any door.", ("outcome", "mode"), registry=self._registry
        )
        self._stages = Histogram(
            "assistant_stage_seconds", "Stages of answering.", ("stage",), buckets=_STAGE_S, registry=self._registry
        )
        self._writing = _Writing(self._registry)
        self._registry.register(_HoldingsCollector(holdings))

    def answered(self, answer: Answer) -> None:
        """A question was answered, or refused."""
        self._questions.labels(answer.outcome, answer.mode).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)
        self._writing.answered(answer)

    def began_to_write(self, model: str, seconds: float) -> None:
        """A call of a language model brought its first words."""
        self._writing.first_words.labels(model).observe(seconds)

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered; `route` is a template of a path."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self._registry)


class _Writing:
    """What answers say of the language model that was to write them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.first_words = Histogram(
            "assistant_model_first_words_seconds",
            "From a call of the language model to its first words.",
            ("model",),
            buckets=_FIRST_WORDS_S,
            registry=registry,
        )
        self._tokens = Counter(
            "assistant_model_tokens", "Tokens read and written for answers.", ("model", "direction"), registry=registry
        )
        self._cached = Counter(
            "assistant_model_cached_answers", "Answers written from what was kept.", ("model",), registry=registry
        )
        self._quoted = Counter(
            "assistant_model_fallbacks", "Answers that were quotes, as no model wrote.", ("reason",), registry=registry
        )
        self._dropped = Counter(
            "assistant_model_sentences_dropped", "Sentences that nothing supported.", ("fault",), registry=registry
        )

    def answered(self, answer: Answer) -> None:
        """Count what its model and its notices say."""
        if use := answer.model:
            self._tokens.labels(use.name, "in").inc(use.tokens_in)
            self._tokens.labels(use.name, "out").inc(use.tokens_out)
            if use.cached:
                self._cached.labels(use.name).inc()
        for notice in answer.notices:
            if notice.code in (UNAVAILABLE, SPENT, RESERVED):
                self._quoted.labels(notice.code).inc()
            if notice.code == DROPPED:
                for fault in notice.about:
                    self._dropped.labels(fault).inc()


class _HoldingsCollector(Collector):
    """Asks the library when it is asked."""

    def __init__(self, holdings: Callable[[], Holdings]) -> None:
        self._holdings = holdings

    def describe(self) -> Iterator[Metric]:
        """Nothing: else registering would ask the library."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The gauges, as of now."""
        held = self._holdings()
        yield GaugeMetricFamily("assistant_articles", "Articles that answer.", held.articles)
        yield GaugeMetricFamily("assistant_versions", "Versions that are kept.", held.versions)
        yield GaugeMetricFamily("assistant_passages", "Passages that answer.", held.passages)
        yield GaugeMetricFamily("assistant_waiting_articles", "Kept, not yet searchable.", held.waiting_articles)
        yield GaugeMetricFamily("assistant_jobs_under_way", "Jobs that run or wait.", held.jobs)
