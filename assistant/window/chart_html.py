"""The library by month and outlet: a column for each month, its parts the outlets that published most.

The same numbers stand in a table below it. Knows nothing of how articles are kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.window.markup import escaped
from assistant.window.texts import Texts
from corpus.facets import MonthCount

MOST_OUTLETS = 5
"""Outlets with a colour of their own; the others are drawn together."""

MOST_COLUMNS = 36
"""Months that are drawn; of a longer time, each column is a year."""


@dataclass(frozen=True, slots=True)
class Column:
    """One month or year: its first day, and the number of articles of each of the chart's outlets."""

    first: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Chart:
    """The columns in their order, none left out between the first and the last; `outlets` None: all others."""

    outlets: tuple[str | None, ...]
    columns: tuple[Column, ...]
    by_year: bool


def chart_of(months: Sequence[MonthCount]) -> Chart:
    """The chart of what was published in those months."""
    outlets = _outlets(months)
    firsts = _months(_first(months[0].month), _first(months[-1].month)) if months else []
    by_year = len(firsts) > MOST_COLUMNS
    counts: Counter[tuple[date, str | None]] = Counter()
    for one in months:
        outlet = one.outlet if one.outlet in outlets else None
        counts[_column_of(_first(one.month), by_year), outlet] += one.articles
    days = dict.fromkeys(_column_of(first, by_year) for first in firsts)
    columns = tuple(Column(day, tuple(counts[day, outlet] for outlet in outlets)) for day in days)
    return Chart(outlets, columns, by_year)


def _outlets(months: Sequence[MonthCount]) -> tuple[str | None, ...]:
    """Those that published most, then None where there are others."""
    counts: Counter[str | None] = Counter()
    for one in months:
        counts[one.outlet] += one.articles
    leading = [name for name, _ in counts.most_common() if name is not None][:MOST_OUTLETS]
    return (*leading, None) if len(leading) < len(counts) else tuple(leading)


def chart_html(say: Texts, months: Sequence[MonthCount]) -> str:
    """The picture, its key, and its numbers as a table; empty where fewer than two months have articles."""
    chart = chart_of(months)
    if len(chart.columns) < 2:
        return ""
    tallest = max(column.total for column in chart.columns)
    columns = "".join(_column(say, chart, column, tallest) for column in chart.columns)
    head = escaped(say("chart.by_year" if chart.by_year else "chart.by_month"))
    return (
        f'<figure class="aa-chart"><figcaption>{head}</figcaption><div class="aa-columns" aria-hidden="true">{columns}'
        f"</div>{_key(say, chart)}<details data-key=chart><summary>{escaped(say('chart.numbers'))}</summary>"
        f"{_table(say, chart)}</details></figure>"
    )


def _column(say: Texts, chart: Chart, column: Column, tallest: int) -> str:
    parts = "".join(
        f'<i class="aa-part-{place}" style="flex-grow: {count}"></i>'
        for place, count in enumerate(column.counts)
        if count
    )
    name = _name(say, chart, column)
    height = 100 * column.total / tallest
    total = f"{escaped(name)}: {escaped(say.counted('articles', column.total))}"
    stack = f'<div class="aa-stack" style="height: {height:.1f}%">{parts}</div>'
    return (
        f'<div class="aa-column" title="{total}"><div class="aa-room">{stack}</div><span>{escaped(name)}</span></div>'
    )


def _key(say: Texts, chart: Chart) -> str:
    entries = "".join(
        f'<li><i class="aa-part-{place}"></i>{escaped(outlet or say("chart.others"))}</li>'
        for place, outlet in enumerate(chart.outlets)
    )
    return f'<ul class="aa-chart-key">{entries}</ul>'


def _table(say: Texts, chart: Chart) -> str:
    heads = "".join(f'<th scope="col">{escaped(outlet or say("chart.others"))}</th>' for outlet in chart.outlets)
    rows = "".join(
        f'<tr><th scope="row">{escaped(_name(say, chart, column))}</th>'
        f"{''.join(f'<td>{count}</td>' for count in column.counts)}</tr>"
        for column in chart.columns
    )
    head = f"<thead><tr><td></td>{heads}</tr></thead>"
    return f'<div class="aa-wide" tabindex="0"><table>{head}<tbody>{rows}</tbody></table></div>'


def _name(say: Texts, chart: Chart, column: Column) -> str:
    return str(column.first.year) if chart.by_year else say.month(column.first)


def _months(first: date, last: date) -> list[date]:
    """The first day of every month from one day's to another's."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _first(month: str) -> date:
    """The first day of `2024-11`."""
    return date.fromisoformat(f"{month}-01")


def _column_of(first: date, by_year: bool) -> date:
    return first.replace(month=1) if by_year else first
