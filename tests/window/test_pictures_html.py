"""The timeline of an answer, the library by month, and the line that tells how an answer came about."""

from dataclasses import replace
from datetime import date

from lxml import html

from assistant.answer import Answer, AnswerPassage, Coverage
from assistant.window.chart_html import chart_html, chart_of
from assistant.window.happened_html import happened_html
from assistant.window.texts import texts_in
from assistant.window.timeline_html import Mark, place, timeline_html
from corpus.facets import MonthCount
from tests.fake_assistant import cited
from tests.small_articles import small_library

SAY = texts_in("en")
CREAMERY = small_library()["creamery"]


def passage(id: str, published: str | None) -> AnswerPassage:
    return AnswerPassage(id, 1, f"About {id}", None, "Harbour Post", published, "Some words.", 0, 11, score=1.0)


ANSWER = Answer(
    id="a" * 32,
    question="What?",
    query="What?",
    asked_on=None,
    mode="quoting",
    outcome="answered",
    answer="The night [1]",
    citations=(cited(CREAMERY, 1, 0, 9),),
    passages=(passage("one", "2024-11-02"), passage("two", "2025-01-01T09:00:00Z"), passage("no day", None)),
    coverage=Coverage(1, 1, None, None, 97),
    timings_ms={"understand": 1.2, "retrieve": 20.4, "answer": 200.0, "check": 0.4, "total": 222.0},
)


def test_the_timeline_has_each_dated_article_in_its_order_and_tells_the_cited_apart() -> None:
    line = html.fromstring(timeline_html(SAY, ANSWER))
    assert [link.get("href") for link in line.iter("a")] == ["#article-one", "#article-creamery", "#article-two"]
    assert [bool(link.find_class("aa-cited")) for link in line.iter("a")] == [False, True, False]
    assert [end.text for end in line.find_class("aa-ends")[0]] == ["2 Nov 2024", "1 Jan 2025"]


def test_two_articles_or_one_day_make_no_timeline() -> None:
    assert timeline_html(SAY, replace(ANSWER, passages=(passage("one", "2024-11-02"),))) == ""
    same = tuple(passage(str(number), "2024-11-08") for number in range(4))
    assert timeline_html(SAY, replace(ANSWER, passages=same)) == ""


def test_marks_that_are_near_stand_above_each_other() -> None:
    days = [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3), date(2024, 12, 31)]
    placed = place([Mark(str(day), "", None, day, cited=False) for day in days])
    assert [(one.left, one.level) for one in placed] == [(0.0, 0), (0.3, 1), (0.5, 2), (100.0, 0)]


def test_the_line_under_an_answer_says_what_was_searched_only_where_it_is_not_the_question() -> None:
    line = "Searched 97 articles · read 3 passages of 3 articles · 0.22 s"
    assert html.fromstring(happened_html(SAY, ANSWER)).findtext("summary") == line
    follow_up = html.fromstring(happened_html(SAY, replace(ANSWER, query="What? And before?")))
    assert "Searched 97 articles for “What? And before?”" in str(follow_up.findtext("summary"))


def test_the_stages_are_told_with_their_times() -> None:
    stages = html.fromstring(happened_html(SAY, ANSWER)).find_class("aa-stages")[0]
    assert " ".join(stages.text_content().split()) == "Understanding1 msSearching20 msChoosing200 msChecking0 ms"


def test_the_library_is_drawn_month_by_month_without_a_gap() -> None:
    months = (MonthCount("2024-11", "Post", 2), MonthCount("2024-11", None, 1), MonthCount("2025-01", "Post", 4))
    chart = chart_of(months)
    assert chart.outlets == ("Post", None)
    assert [(column.first.month, column.counts) for column in chart.columns] == [
        (11, (2, 1)),
        (12, (0, 0)),
        (1, (4, 0)),
    ]
    rows = html.fromstring(chart_html(SAY, months)).findall(".//tbody/tr")
    assert [" ".join(row.itertext()) for row in rows] == ["Nov 2024 2 1", "Dec 2024 0 0", "Jan 2025 4 0"]


def test_a_long_time_is_drawn_year_by_year_and_many_outlets_together() -> None:
    months = [MonthCount(f"{year}-06", f"Outlet {year}", 1) for year in range(2010, 2020)]
    chart = chart_of(months)
    assert chart.by_year
    assert len(chart.columns) == 10
    assert len(chart.outlets) == 6
    assert chart.outlets[-1] is None


def test_one_month_or_none_needs_no_picture() -> None:
    assert chart_html(SAY, ()) == ""
    assert chart_html(SAY, (MonthCount("2024-11", "Post", 2),)) == ""
