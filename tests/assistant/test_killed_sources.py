"""Looks at sources that are killed with SIGKILL at named steps: the next one goes on, and nothing is lost or mixed."""

import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.source import EntryState
from index.retrieving import Search
from tests.assistant.killing import Collecting, add_feed, add_folder, look, run
from tests.index.fused import Fuse
from tests.index.killing import Kill, others, probe
from tests.index.opened import assert_whole
from tests.small_world import SITE, item, page_html, rss
from tests.web import Reply, Web

Titles = dict[str, int]
"""The articles that answer, by title, with the number of the version that does."""

BRIDGE, MILK, LAMP = "/bridge", "/milk", "/lamp"
SAID = {
    BRIDGE: ("Quay Bridge shut", "The bridge is shut until May because its pins have cracked."),
    MILK: ("Milk poured away", "The farms of the valley poured their milk away for a month."),
    LAMP: ("Lamps lit again", "The lamps along the harbour were lit again on Sunday evening."),
}
OPEN = ("Quay Bridge open", "The bridge is open again and the ferry has stopped for good.")
NOTHING: Titles = {}


@dataclass(frozen=True, slots=True)
class Story:
    """What a source is before a look, what becomes of it, and what answers then; `rarer` steps are for the soak."""

    name: str
    work: str
    before: Titles
    after: Titles
    steps: tuple[str, ...]
    rarer: tuple[str, ...] = ()


WRITING = ("half-way through adding vectors", "inside the transaction", "after entries are recorded")
ROUND = ("before the round is recorded", "after the round is recorded")
STORIES = (
    Story(
        "a feed is added",
        "add_feed",
        NOTHING,
        {"Quay Bridge shut": 1, "Milk poured away": 1},
        ("after a source is written", "after a page is read", "after vectors are added", "before entries are recorded"),
        ("after the feed is read", "after versions are written", *WRITING, *ROUND),
    ),
    Story(
        "a feed has changed",
        "look",
        {"Quay Bridge shut": 1, "Milk poured away": 1},
        {"Quay Bridge open": 2, "Milk poured away": 1, "Lamps lit again": 1},
        ("after versions are written", "after vectors are added", "before vectors are deleted", *WRITING[2:], ROUND[0]),
        (*WRITING[:2], "after a page is read", "before entries are recorded", "after vectors are deleted", ROUND[1]),
    ),
    Story(
        "a page behind an entry is there at last",
        "look",
        {"Milk poured away": 1},
        {"Quay Bridge shut": 1, "Milk poured away": 1},
        ("after a page is read", "inside the transaction", "before entries are recorded"),
        ("before a page is read", "after versions are written", *WRITING, *ROUND),
    ),
    Story(
        "a file has vanished",
        "look",
        {"bridge": 1, "milk": 1},
        {"bridge": 1},
        ("inside a retirement", "before vectors are deleted", "before entries are recorded"),
        ("after vectors are deleted", "after entries are recorded", *ROUND),
    ),
    Story(
        "a file is back",
        "look",
        {"bridge": 1},
        {"bridge": 1, "milk": 1},
        ("after versions are written", "after vectors are added", "before entries are recorded"),
        (*WRITING, *ROUND),
    ),
    Story(
        "a source is removed",
        "remove",
        {"Quay Bridge shut": 1, "Milk poured away": 1},
        {"Quay Bridge shut": 1, "Milk poured away": 1},
        ("before a source is removed", "after a source is removed"),
    ),
)
CASES = [
    *(pytest.param(story, step, id=f"{story.name}, {step}") for story in STORIES for step in story.steps),
    *(
        pytest.param(story, step, id=f"{story.name}, {step}", marks=pytest.mark.soak)
        for story in STORIES
        for step in story.rarer
    ),
]
LIBRARIES = {"nothing else": 0, "a few others": 3, "more others": 20}


class Place:
    """The feed and the folder of a story, and a library that is to know the state before."""

    def __init__(self, directory: Path, web: Web) -> None:
        self.library = directory / "library"
        self.folder = directory / "articles"
        self.web = web
        self.feed = web.url("/feed", SITE)

    def lists(self, *paths: str, said: str = "One.") -> None:
        """What stands in the feed, with the pages behind it."""
        for path, (title, words) in SAID.items():
            self.web.add(path, page_html(title, words), host=SITE)
        items = (item(self.web.url(path, SITE), guid=path, title=path, text=said) for path in paths)
        self.web.add("/feed", Reply(200, {"Content-Type": "application/rss+xml"}, rss(*items)), host=SITE)

    def write(self, *names: str) -> None:
        """The files of the folder."""
        self.folder.mkdir(exist_ok=True)
        for name in names:
            (self.folder / f"{name}.txt").write_text(f"{name}\n\nThe {name} was seen by all of us.", encoding="utf-8")

    def unlink(self, name: str) -> None:
        """A file is gone."""
        (self.folder / f"{name}.txt").unlink(missing_ok=True)

    def opened(self) -> Collecting:
        """As the next process opens it."""
        return Collecting(self.library, self.web.port, Fuse(), probe)


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def before_the_look(place: Place, collecting: Collecting) -> None:
    place.lists(BRIDGE, MILK)
    add_feed(collecting, place.feed)


def before_the_page(place: Place, collecting: Collecting) -> None:
    place.lists(BRIDGE, MILK)
    place.web.add(BRIDGE, Reply(404), host=SITE)
    add_feed(collecting, place.feed)


def before_it_vanished(place: Place, collecting: Collecting) -> None:
    place.write("bridge", "milk")
    add_folder(collecting, str(place.folder))


def before_it_is_back(place: Place, collecting: Collecting) -> None:
    before_it_vanished(place, collecting)
    place.unlink("milk")
    look(collecting, str(place.folder))


BEFORE: dict[str, Callable[[Place, Collecting], None]] = {
    "a feed is added": lambda place, collecting: None,
    "a feed has changed": before_the_look,
    "a page behind an entry is there at last": before_the_page,
    "a file has vanished": before_it_vanished,
    "a file is back": before_it_is_back,
    "a source is removed": before_the_look,
}


def change(place: Place, story: Story) -> None:
    """What happens outside before the look that is killed; what happened before it is there already."""
    place.lists(BRIDGE, MILK)
    match story.name:
        case "a feed has changed":
            place.lists(BRIDGE, MILK, LAMP, said="Two.")
            place.web.add(BRIDGE, page_html(*OPEN), host=SITE)
        case "a file has vanished":
            place.unlink("milk")
        case "a file is back":
            place.write("milk")


class Closed:
    """Closed libraries in the state before each story, each made once."""

    def __init__(self, directory: Path, web: Web) -> None:
        self._directory = directory
        self._web = web
        self._places: dict[tuple[str, str], Place] = {}

    def of(self, story: Story, size: str) -> Place:
        """The one of a story, among so many other articles."""
        if (story.name, size) not in self._places:
            self._places[story.name, size] = self._made(story, size)
        return self._places[story.name, size]

    def _made(self, story: Story, size: str) -> Place:
        place = Place(self._directory / str(len(self._places)), self._web)
        (place.library / "vectors").mkdir(parents=True)
        collecting = place.opened()
        collecting.opened.updater.add(others(LIBRARIES[size]))
        BEFORE[story.name](place, collecting)
        assert answering(collecting) == story.before
        collecting.close()
        return place


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory, web: Web) -> Closed:
    return Closed(tmp_path_factory.mktemp("closed"), web)


@pytest.fixture
def place(tmp_path: Path, closed: Closed, story: Story, size: str) -> Place:
    """A copy of the library as it was before the look; the folder is the one that it knows."""
    before = closed.of(story, size)
    shutil.copytree(before.library, tmp_path / "library")
    place = Place(tmp_path, before.web)
    place.folder = before.folder
    change(place, story)
    return place


def answering(collecting: Collecting) -> Titles:
    found = collecting.opened.library.articles()
    return {version.article.title: version.number for version in found if version.article.title != "Other"}


def subjects(titles: Titles) -> set[str]:
    """What the articles are about, whatever happened to it."""
    return {title.split()[0] for title in titles}


def assert_nothing_is_mixed(collecting: Collecting) -> None:
    """Whatever is found is of the version that answers."""
    opened = collecting.opened
    current = {version.article.id: version.number for version in opened.library.articles()}
    for query in ("bridge shut open pins ferry", "milk farms valley poured", "lamps harbour lit", "seen by all of us"):
        for found in opened.retriever.retrieve(Search(query)):
            assert current[found.passage.article_id] == found.passage.version


@pytest.mark.parametrize("size", LIBRARIES)
@pytest.mark.parametrize(("story", "step"), CASES)
def test_a_look_that_is_killed_is_gone_on_with_and_loses_nothing(place: Place, story: Story, step: str) -> None:
    killed = run(Kill(story.work, step), place.library, place.web.port, place.feed)
    collecting = place.opened()
    try:
        between = answering(collecting)
        assert killed == -signal.SIGKILL
        assert between.items() <= story.before.items() | story.after.items()
        assert subjects(story.before) & subjects(story.after) <= subjects(between)
        assert_nothing_is_mixed(collecting)
        go_on(collecting, story)
        assert answering(collecting) == story.after
        assert_nothing_is_mixed(collecting)
        assert_whole(collecting.opened)
    finally:
        collecting.close()


def go_on(collecting: Collecting, story: Story) -> None:
    """The next look, which brings the rest, and one after it, which has nothing left to bring."""
    sources = collecting.sources.all()
    if story.work == "remove":
        assert len(sources) in (0, 1)
        rows = collecting.opened.database.query("SELECT DISTINCT source_id FROM source_entry")
        assert [row["source_id"] for row in rows] == [source.id for source in sources]
        return
    [source] = sources  # acknowledged as soon as it was written, and never twice
    collecting.sources.entries.retry(source.id, source.added_at)
    collecting.collector.update(source.id)
    again = collecting.collector.update(source.id)
    assert again.line in ("nothing new", f"{again.report.unchanged} unchanged")
    states = {entry.state for entry in collecting.sources.entries.of(source.id).values()}
    assert states <= {EntryState.KEPT, EntryState.VANISHED}
