"""Every way in that an address has, with every address that is not public: none of them leads to a connection."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpcore
import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.wiring import open_assistant
from assistant.world import World
from corpus.connecting import Dialling
from corpus.reading_apart import ApartReader
from tests.assistant.scene import SITE, Scene
from tests.assistant.ways_in import FETCHING_NOTHING, TEXT, WAYS, Way, add_by_the_library, first_redirect
from tests.conftest import SMALL_MODELS
from tests.not_public import ADDRESSES, Canary
from tests.small_world import page_html
from tests.web import PUBLIC_ADDRESS, Web, Wire

CHANGES_ITS_MIND = "flips.test"
"""A name whose address is public when it is asked for, and this machine's the next time."""

CASES = [*ADDRESSES, f"http://{CHANGES_ITS_MIND}:{{p}}/"]


class Network(Wire):
    """The public address leads to the scripted web; any other is really connected to, and left at once."""

    def __init__(self, web: Web) -> None:
        self.dialled: list[tuple[str, int]] = []
        self._web = web
        self._asked_for = 0

    def resolve(self, host: str, port: int) -> list[str]:
        """Hosts of the site are public, all others are this machine."""
        self._asked_for += host == CHANGES_ITS_MIND
        is_public = host == SITE or host.endswith(f".{SITE}") or (host == CHANGES_ITS_MIND and self._asked_for % 2)
        return [PUBLIC_ADDRESS] if is_public else ["127.0.0.1"]

    def connected(self, host: str, port: int, timeout: float | None = None) -> httpcore.NetworkStream:
        self.dialled.append((host, port))
        if host == PUBLIC_ADDRESS:
            return httpcore.SyncBackend().connect_tcp("127.0.0.1", self._web.port, timeout)
        httpcore.SyncBackend().connect_tcp(host, port, timeout=0.2).close()
        raise httpcore.ConnectError("It was left.")

    @property
    def inside(self) -> list[tuple[str, int]]:
        """What was dialled and is not public."""
        return [one for one in self.dialled if one[0] != PUBLIC_ADDRESS]


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with Canary() as canary:
        yield canary


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


@pytest.fixture
def network(web: Web) -> Network:
    return Network(web)


@pytest.fixture
def assistant(tmp_path: Path, network: Network, lent_reader: ApartReader) -> Iterator[Assistant]:
    """Nobody waits for their turn."""
    world = World(
        dialling=lambda: Dialling(network.resolve, network),
        sleep=lambda seconds: None,
        reader=lambda: lent_reader,
    )
    with open_assistant(
        settings=Settings(data=tmp_path / "data"), models=replace(SMALL_MODELS, world=world)
    ) as assistant:
        yield assistant


@pytest.fixture
def scene(assistant: Assistant, web: Web, tmp_path: Path) -> Scene:
    return Scene(assistant, web, tmp_path)


def spelled(addresses: list[str], canary: Canary) -> list[str]:
    """With the canary's port, each with a path of its own: addresses that look the same are fetched once."""
    spelled = (address.replace("{p}", str(canary.port)) for address in addresses)
    return [f"{address}{number}" if address.endswith("/") else address for number, address in enumerate(spelled)]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_in_leads_to_a_host_that_is_not_public(way: Way, scene: Scene, network: Network, canary: Canary) -> None:
    assert len(CASES) >= 80
    way(scene, spelled(CASES, canary))
    for state in scene.assistant.sources():
        scene.assistant.update_source(state.source.id)

    assert (network.inside, canary.connections()) == ([], 0)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_way_leads_to_a_public_page(way: Way, scene: Scene, web: Web, network: Network) -> None:
    """Else the zeros above would show nothing."""
    web.add("/wanted", page_html("Quay Bridge", TEXT), host=SITE)
    way(scene, [f"http://{SITE}/wanted"])

    assert (web.asked("/wanted") > 0) is (way not in FETCHING_NOTHING)
    assert network.inside == []


def test_the_canary_notices_a_connection(network: Network, canary: Canary) -> None:
    for host in ("127.0.0.1", "::1"):
        with pytest.raises(httpcore.ConnectError, match="It was left"):
            network.connect_tcp(host, canary.port)

    assert (len(network.inside), canary.connections()) == (2, 2)


@pytest.mark.parametrize("way", [add_by_the_library, first_redirect], ids=lambda way: way.__name__)
def test_an_address_that_leads_inside_is_dialled_where_it_was_opened(
    way: Way, tmp_path: Path, web: Web, network: Network, canary: Canary, lent_reader: ApartReader
) -> None:
    """The check that refuses it above is the only thing that keeps it from the canary."""
    world = World(dialling=lambda: Dialling(network.resolve, network), reader=lambda: lent_reader)
    opened = frozenset({f"{name}:{canary.port}" for name in ("127.0.0.1", "[::1]")} | {SITE})
    settings = Settings(data=tmp_path / "opened", private_hosts=opened)
    with open_assistant(settings=settings, models=replace(SMALL_MODELS, world=world)) as assistant:
        way(Scene(assistant, web, tmp_path), [f"http://127.0.0.1:{canary.port}/", f"http://[::1]:{canary.port}/"])

        assert {host for host, _ in network.inside} == {"127.0.0.1", "::1"}
        assert canary.connections() > 0


def test_files_and_other_schemes_are_no_addresses(assistant: Assistant, canary: Canary) -> None:
    for url in ("file:///etc/passwd", "ftp://public.test/x", "gopher://127.0.0.1:70/x", "data://text/plain,x"):
        intake = assistant.take_in([url])

        assert [skipped.name for skipped in intake.report.skipped] == [url]
    assert canary.connections() == 0


@pytest.mark.parametrize("followed", [False, True])
@pytest.mark.parametrize("item", ["", "  "])
def test_nothing_at_all_is_not_the_folder_that_one_is_in(assistant: Assistant, item: str, followed: bool) -> None:
    intake = assistant.take_in([item], followed=followed)

    assert [skipped.reason for skipped in intake.report.skipped] == ["it names nothing"]
    assert assistant.sources() == []
