"""A few articles and sources, some of them hostile, for tests of what shows them.

Knows nothing of what the articles are tested with.
"""

from datetime import UTC, datetime

from corpus.article import Article, Publication
from corpus.library import Version
from corpus.source import Entry, EntryState, Source, SourceKind
from corpus.sources import SourceCounts
from tests.fake_assistant import FakeSource


def small_sources() -> dict[str, FakeSource]:
    """A feed with something that could not be read, a paused page, and a hostile folder nobody looked at yet."""
    noon = datetime(2024, 12, 20, 12, 0, tzinfo=UTC)
    feed = Source(
        "f1",
        SourceKind.FEED,
        "https://harbourpost.example/feed.xml",
        noon,
        title="Harbour Post",
        next_at=datetime(2124, 12, 20, 12, 30, tzinfo=UTC),
        last_at=noon,
        last_result="2 new, 1 changed, 1 failed",
    )
    wall = Entry("wall", EntryState.FAILED, url="https://harbourpost.example/wall", reason="it is behind a paywall")
    page = Source("p1", SourceKind.PAGE, "https://valley.example/weather", noon, paused="it is gone for good")
    hostile = Source("h1", SourceKind.FOLDER, '/srv/<img src=x onerror=window.hurt=11>"', noon, next_at=noon)
    return {
        feed.id: FakeSource(feed, SourceCounts(articles=1204, failed=1), (wall,)),
        page.id: FakeSource(page, SourceCounts(articles=1)),
        hostile.id: FakeSource(hostile),
    }


def small_library() -> dict[str, Version]:
    """Three articles: a long one, a short one, and a hostile one without a date."""
    creamery = Article(
        id="creamery",
        title="Creamery strike over after 31 days as 5.4 per cent is accepted",
        text=_CREAMERY,
        url="https://orlevalleycourier.example/news/creamery-deal",
        outlet="Orle Valley Courier",
        authors=("Owen Skaife",),
        published=Publication.from_iso("2024-11-08"),
    )
    bridge = Article(
        id="bridge delay/2",
        title="Quay Bridge to open on 17 January",
        text="The Quay Bridge will open to cars again on 17 January, the council said on Friday.",
        url="https://harbourpost.example/bridge-delay",
        outlet="Harbour Post",
        published=Publication.from_iso("2024-11-29T09:30:00+00:00"),
    )
    hostile = Article(
        id='evil"><img src=x onerror=window.hurt=1>',
        title="<img src=x onerror=window.hurt=2>",
        text="Lighthouse keepers ${window.hurt=3} {{value}} <script>window.hurt=4</script> met <b>twice</b>.\n\n"
        "![](http://192.0.2.1/leak) Foghorns and lighthouse lamps <img src=x onerror=window.hurt=5> were sold.",
        url="javascript:window.hurt=6",
        outlet="<svg onload=window.hurt=7>",
    )
    return {one.id: Version(one, 1, "2024-12-01T00:00:00+00:00") for one in (creamery, bridge, hostile)}


_CREAMERY = """The night shift went in at ten o'clock on Thursday, 31 days after it had first stayed out, and \
somebody had hung a string of onions on the gate.

Strikers at Hollin Vale Dairies voted by 301 to 97 on Wednesday to take an offer put together by a mediator, Lucan \
Brandreth, over three meetings at the Station Hotel in Dunmarrow.

They will have extra pay counted from October, and £200 each at Christmas. They had asked for more and been offered \
less. Twelve-hour weekend shifts end on 1 March. Sick pay will start on the second day, and the rota cannot be \
changed at less than three weeks' notice.

“It is not what we came out for, and it is a good deal more than we were told there was,” said Maeve Tarrish, \
regional secretary of the Food and Creamery Workers' Union.

The vote was late starting, because Miss Tarrish first read out a letter. It was from Mr Brandreth, and it took up a \
thing that had sat badly in the valley for a month: the claim by Gordon Whelk, the chief executive, that the union \
had walked out of mediation on 2 October and refused every date after that.

There was no mediation on 2 October to walk out of, Mr Brandreth wrote. He was not appointed until the 14th. He had \
offered both sides 21 October, and the union had accepted by return of post.

Winifred Tolley, who milks 90 cows at Hag End and chairs the co-operative, said afterwards that the letter to farms \
“should not have gone out in that form”. She would not be drawn further. Mr Whelk was not at the meeting and his \
office said that he had nothing to add.

The co-operative puts the cost of the dispute to itself at £2 million. That is before the milk: millions of litres \
were thrown away between the first week and the last, by the farms' own tally. A hardship fund will pay members 12p \
a litre for it, in two halves, in December and in April.

The first cheddar will be pressed on Monday. It will be ready to eat in about a year."""
