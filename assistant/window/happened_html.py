"""How an answer came about, as HTML: one line that unfolds to stages, passages and what was left out.

Knows nothing of how answers are made.
"""

from assistant.answer import Answer, AnswerPassage
from assistant.window.answer_html import byline
from assistant.window.markup import escaped
from assistant.window.notices_html import notice_html
from assistant.window.phrases import happened
from assistant.window.texts import Texts
from assistant.window.timeline_html import timeline_html
from assistant.window.views import ArticleView

_STAGES = ("understand", "retrieve", "answer", "check")
_BEGINNING = 160
"""Characters of a passage that are shown: enough to know it again."""


def happened_html(say: Texts, answer: Answer) -> str:
    """The line, and folded below it the times of the stages, a timeline, the passages, and what was left out."""
    parts = (
        _stages(say, answer),
        _model(say, answer),
        timeline_html(say, answer),
        _passages(say, answer),
        _left_out(say, answer),
    )
    line = escaped(happened(say, answer))
    inside = "".join(parts)
    return f'<details class="aa-happened"><summary>{line}</summary><div class="aa-unfolded">{inside}</div></details>'


def _stages(say: Texts, answer: Answer) -> str:
    times = {name: answer.timings_ms[name] for name in _STAGES if name in answer.timings_ms}
    total = sum(times.values())
    if not total:
        return ""
    named = {**dict.fromkeys(times), "answer": "write"} if answer.mode == "writing" else {}
    rows = "".join(_stage(say, named.get(name) or name, ms, 100 * ms / total) for name, ms in times.items())
    return f'<h4 class="aa-small-head">{escaped(say("happened.stages"))}</h4><dl class="aa-stages">{rows}</dl>'


def _stage(say: Texts, name: str, ms: float, share: float) -> str:
    label = escaped(say(f"happened.{name}"))
    bar = f'<i style="--share: {share:.1f}"></i>'
    return f"<div><dt>{label}</dt><dd>{bar}<span>{say.number(round(ms))} ms</span></dd></div>"


def _model(say: Texts, answer: Answer) -> str:
    """Which model was asked, and what it read and wrote for it."""
    use = answer.model
    if use is None:
        return ""
    told = (
        say("happened.cached")
        if use.cached
        else say("happened.tokens", read=say.number(use.tokens_in), written=say.number(use.tokens_out))
    )
    head = f'<h4 class="aa-small-head">{escaped(say("happened.model"))}</h4>'
    return f"{head}<p>{escaped(f'{use.name}: {told}')}</p>"


def _passages(say: Texts, answer: Answer) -> str:
    if not answer.passages:
        return ""
    cited = {citation.article_id for citation in answer.citations}
    rows = "".join(_passage(say, passage, passage.article_id in cited) for passage in answer.passages)
    head = escaped(say("happened.passages"))
    return f'<h4 class="aa-small-head">{head}</h4><ol class="aa-passages">{rows}</ol>'


def _passage(say: Texts, passage: AnswerPassage, cited: bool) -> str:
    text = passage.text if len(passage.text) <= _BEGINNING else passage.text[:_BEGINNING].rpartition(" ")[0] + " …"
    tag = f' <span class="aa-tag">{escaped(say("timeline.cited"))}</span>' if cited else ""
    by = byline(say, passage.outlet, (), passage.published)
    title = escaped(passage.title or say("untitled"))
    return (
        f'<li><a href="#{ArticleView(passage.article_id).fragment}">{title}</a>{tag}'
        f'<span class="aa-by">{by}</span><span class="aa-beginning">{escaped(text)}</span></li>'
    )


def _left_out(say: Texts, answer: Answer) -> str:
    """What the answer says nothing of, and why."""
    if not answer.notices:
        return ""
    rows = "".join(f"<li>{notice_html(say, notice)}</li>" for notice in answer.notices)
    head = f'<h4 class="aa-small-head">{escaped(say("happened.notices"))}</h4>'
    return f'{head}<ul class="aa-left-out">{rows}</ul>'
