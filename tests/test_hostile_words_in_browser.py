"""Hostile words wherever words of others are shown: none runs, and nothing is asked of the server that they name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant.answer import Answer, AnswerPassage, Coverage, Mode, NearArticle, Notice, Refusal, Sentence
from assistant.errors import AssistantError
from assistant.events import Event
from assistant.jobs import Job, JobCounts, JobState
from assistant.window.views import ArticleView, CitationView
from corpus.article import Article, Publication, Skipped
from corpus.filters import NO_FILTERS, Filters
from corpus.library import Version
from corpus.source import Entry, EntryState, Source, SourceKind
from tests.browsing import IN_BROWSER, box, drop, open_library, say, served
from tests.canary import Canary, listening
from tests.fake_assistant import FakeAssistant, FakeSource, cited
from tests.hostile_words import payloads

pytestmark = IN_BROWSER
NOON = datetime(2024, 12, 20, 12, 0, tzinfo=UTC)
WORDS = "Lighthouse keepers met."
FEWEST = 120
TOGETHER = 12
"""Words in one question, files in one upload: a report lists no more."""


class Hostile(FakeAssistant):
    """A library all of whose words are hostile; a question with "crash" in it is said back in the error."""

    def stream(
        self,
        question: str,
        *,
        filters: Filters = NO_FILTERS,
        conversation: str | None = None,
        mode: Mode | None = None,
    ) -> Iterator[Event]:
        """Breaks with the question as its message where that says so."""
        if "crash" in question:
            raise AssistantError(question)
        return super().stream(question, filters=filters, conversation=conversation, mode=mode)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """The server that the hostile words name."""
    with listening(b"") as one:
        yield one


@pytest.fixture(scope="module")
def words(canary: Canary) -> list[str]:
    """Enough of them."""
    found = payloads(canary.address)
    assert len(found) >= FEWEST
    return found


def article(number: int, word: str) -> Version:
    """An article that is nothing but hostile; every second address is one of the web."""
    return Version(
        Article(
            id=f"{number}{word}",
            title=f"{number} {word}",
            text=f"{WORDS} {word}\n\n{word}",
            url=word if number % 2 else f"https://x.example/{word}",
            outlet=word,
            authors=(word,),
            published=Publication.from_iso("2024-11-08"),
        ),
        1,
        "2024-12-01T00:00:00+00:00",
    )


def answer(number: int, word: str, version: Version) -> Answer:
    """What a model could have said: the hostile word as question, sentence, query, notice and refusal."""
    citation = cited(version, 1, 0, len(version.article.text))
    passage = AnswerPassage(
        citation.article_id, 1, word, citation.url, word, word, f"{word} {word}", 0, len(word), score=1.0
    )
    whole = Answer(
        id=f"{number:032x}",
        question=word or "?",
        query=f"{word} and before",
        asked_on=None,
        mode="writing",
        outcome="answered",
        answer=f"{word} [1]",
        sentences=(Sentence(word, (1,), "supported"),),
        citations=(replace(citation, published=word),),
        passages=(passage,),
        coverage=Coverage(1, 1, None, word, 1),
        filters=Filters(outlets=(word,), tags=(word,), languages=(word,)),
        notices=(Notice(word, word),),
    )
    if number % 3:
        return whole
    refusal = Refusal(word, (NearArticle(f"{number}{word}", word),))
    return replace(whole, outcome="refused", sentences=(), citations=(), refusal=refusal)


def source(number: int, word: str) -> FakeSource:
    trouble = Entry(word, EntryState.FAILED, url=word, reason=word)
    kept = Source(f"{number}{word}", SourceKind.FEED, word, NOON, title=word, paused=word, last_result=word)
    return FakeSource(kept, troubles=(trouble,))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> Hostile:
    """Everything in it is hostile: articles, sources, jobs, conversations."""
    library = {(one := article(number, word)).article.id: one for number, word in enumerate(words)}
    made = Hostile(tmp_path_factory.mktemp("data"), library)
    sources = [source(number, word) for number, word in enumerate(words)]
    made.kept = {one.source.id: one for one in sources}
    counts = JobCounts(skipped=1)
    made.done = [
        Job(number, "add", word, None, NOON.isoformat(), None, JobState.FAILED, word, counts, (Skipped(word, word),))
        for number, word in enumerate(words)
    ]
    whole = made.conversations.begin("all of them")
    for number, (word, version) in enumerate(zip(words, library.values(), strict=True)):
        made.conversations.keep(whole.id, answer(number, word, version))
        if word.strip():
            made.conversations.keep(made.conversations.begin(word).id, answer(number + 1000, word, version))
    return made


@pytest.fixture(scope="module")
def window_url(assistant: Hostile, upload_cache: Path) -> Iterator[str]:
    """The address of a window over it."""
    with served(assistant) as address:
        yield address


@pytest.fixture
def page(context: BrowserContext, window_url: str, canary: Canary) -> Iterator[Page]:
    """The window, in which nothing may run, be loaded, be asked of elsewhere, or even be stopped by the policy."""
    page = context.new_page()
    hurt: list[str] = []
    ours = (window_url, "data:", "blob:")
    page.expose_function("hurt", lambda: hurt.append("ran"))
    page.on("dialog", lambda dialog: hurt.append(dialog.message))
    page.on("request", lambda one: None if one.url.startswith(ours) else hurt.append(one.url))
    page.on("console", lambda one: hurt.append(one.text) if "Content Security" in one.text else None)
    page.on("framenavigated", lambda frame: None if frame.url.startswith(window_url) else hurt.append(frame.url))
    page.goto(window_url)
    expect(box(page)).to_be_visible(timeout=60_000)
    yield page
    page.wait_for_timeout(300)  # what loads, loads later
    assert hurt == []
    assert canary.asked == []


def shown(page: Page, words: list[str], place: str) -> None:
    """The words stand there, as words; a test that showed nothing would prove nothing."""
    text = re.sub(r"\s+", "", page.locator(place).inner_text().translate(dict.fromkeys((0, 0xFFFD))))
    bare = [re.sub(r"\s+", "", word.translate(dict.fromkeys((0, 0xFFFD)))) for word in words]
    missing = [word for word in bare if word not in text]
    assert missing == []


def test_in_questions_answers_quotes_titles_outlets_authors_notices_and_refusals(
    page: Page, assistant: Hostile, words: list[str], window_url: str
) -> None:
    [whole] = assistant.conversations.page("all of them").conversations
    page.goto(f"{window_url}?conversation={whole.id}")
    expect(page.locator(".aa-turn")).to_have_count(len(words))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    shown(page, words, "#aa-turns")
    assert (
        page.locator("#aa-turns :is(img, script, iframe, object, embed, video, audio, form, style, base)").count() == 0
    )
    for marker in page.locator("#aa-turns .aa-cite").all()[:8]:
        marker.scroll_into_view_if_needed()
        marker.hover()
        expect(page.get_by_role("tooltip")).to_contain_text("Lighthouse keepers")
        page.keyboard.press("Escape")


def test_in_conversation_titles_and_the_filters_to_choose_from(page: Page, words: list[str]) -> None:
    while page.get_by_role("button", name=re.compile("Show more")).count():
        rows = page.locator("#aa-conversations li").count()
        page.get_by_role("button", name=re.compile("Show more")).click()
        page.wait_for_function("rows => document.querySelectorAll('#aa-conversations li').length > rows", arg=rows)
    page.locator("#aa-conversations [data-do=rename]").first.evaluate("one => one.click()")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=say("filters.button"), exact=True).click()
    expect(page.locator("#aa-facets label").first).to_be_visible()
    shown(page, words, "#aa-facets")
    page.evaluate("document.querySelectorAll('#aa-facets input[type=checkbox]').forEach((one) => one.click())")
    page.keyboard.press("Escape")
    shown(page, words, "#aa-chips")


def test_in_articles_opened_beside_the_chat(page: Page, assistant: Hostile, words: list[str]) -> None:
    fragments = [ArticleView(version.article.id).fragment for version in assistant.library.values()]
    fragments += [CitationView(f"{number:032x}", 1).fragment for number in range(len(words)) if number % 3]
    texts = page.evaluate(
        """async (fragments) => {
            const panel = document.getElementById("aa-panel"), main = document.getElementById("aa-main"), texts = [];
            for (const fragment of fragments) {
                const link = document.createElement("a");
                link.href = "#" + fragment;
                main.append(link);
                const drawn = new Promise((done) => new MutationObserver((_, it) => { it.disconnect(); done(); })
                    .observe(panel, { childList: true }));
                link.click();
                await drawn;
                texts.push(panel.querySelectorAll("img, script, iframe, object, embed, style, form, base").length
                    + panel.textContent);
                link.remove();
            }
            return texts;
        }""",
        fragments,
    )
    assert len(texts) == len(fragments)
    assert all(text.startswith("0") and "Lighthouse keepers" in text for text in texts)
    links = page.evaluate("[...document.querySelectorAll('.aa-out')].map((one) => one.protocol)")
    assert set(links) <= {"http:", "https:"}


def test_in_the_library_its_sources_and_what_was_kept_out(page: Page, words: list[str]) -> None:
    library = open_library(page)
    shown(page, words, "[data-part=sources]")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for line in ("51–100 of 145", "101–145 of 145"):
        library.get_by_role("button", name=say("library.older")).click()
        expect(library.locator(".aa-pager")).to_contain_text(line)
    assert page.locator("#aa-keeping :is(img, script, iframe, object, embed, video, audio, base)").count() == 0
    page.locator("#aa-keeping [data-do=delete]").first.evaluate("one => one.click()")
    expect(page.get_by_role("dialog")).to_contain_text("with all its versions?")


def test_in_questions_as_they_are_asked_and_in_errors(page: Page, words: list[str]) -> None:
    for begin in range(0, len(words), TOGETHER):
        together = "\n".join(words[begin : begin + TOGETHER])
        box(page).fill(f"crash {together}")
        box(page).press("Enter")
        expect(page.get_by_role("alert").last).to_contain_text("crash", timeout=10_000)
        page.locator("#aa-turns").evaluate("one => one.replaceChildren()")
        expect(page.locator("#aa-composer .aa-send")).to_be_visible()


def test_in_names_of_files(page: Page, words: list[str]) -> None:
    named = [f"{word.replace('/', '∕')[:80]}.txt" for word in words]  # noqa: RUF001 - a slash that is no folder
    for begin in range(0, len(named), TOGETHER):
        drop(page, {name: "Harbour." for name in named[begin : begin + TOGETHER]})
        expect(page.locator("#aa-turns .aa-report")).to_contain_text("Added", timeout=20_000)
        page.locator("#aa-turns").evaluate("one => one.replaceChildren()")
