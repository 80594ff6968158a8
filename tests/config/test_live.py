"""The live stream over real sockets, on the database of the test run: versions arrive, quickly, for the right centre, to whoever may read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from django.db import connection
from tests.cast import World
from tests.queueing.real_database import HOME, address, environment
from tests.servers import free_port

from motcua.config.feeds import PostgresFeed, SqliteFeed, feed_of
from motcua.config.live import Hub, _is_web_origin

pytestmark = pytest.mark.django_db(transaction=True)


class Stream:
    """A browser's EventSource on a plain socket."""

    def __init__(self, base: str, centre: int, **headers: str) -> None:
        self.client = httpx.Client(base_url=base, timeout=20)
        self.answer = self.client.send(
            self.client.build_request("GET", f"/live/{centre}", headers=headers), stream=True
        )
        self.lines = self.answer.iter_lines()

    def version(self) -> int:
        """The version of the next event."""
        for line in self.lines:
            if line.startswith("data: "):
                found = json.loads(line.removeprefix("data: "))
                assert set(found) == {"centre", "version"}
                return int(found["version"])
        raise AssertionError("the stream ended")

    def close(self) -> None:
        self.answer.close()
        self.client.close()


class Server:
    """The live process on this test's database, and a hand that changes halls in it."""

    def __init__(self, folder: Path, world: World) -> None:
        self.folder, self.world = folder, world
        self.url = address(folder)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        words = [
            "-m",
            "granian",
            "--interface",
            "asgi",
            "--port",
            str(self.port),
            "--no-ws",
            "--loop",
            "uvloop",
            "motcua.config.live:application",
        ]
        self.process = subprocess.Popen([sys.executable, *words], cwd=HOME, env=environment(folder, self.url))
        self._await()

    def _await(self) -> None:
        for _ in range(200):
            try:
                if httpx.get(f"{self.base}/live/health").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError("live did not start")

    def touch(self, *centres: int) -> None:
        """Raise versions from another process, as the web does."""
        code = "import django; django.setup()\nfrom motcua.queueing.actions import touch\n" + "\n".join(
            f"touch({pk})" for pk in centres
        )
        subprocess.run([sys.executable, "-c", code], env=environment(self.folder, self.url), check=True)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(15)


@pytest.fixture
def live(world: World, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, world)
    yield server
    server.stop()


def test_streams_tell_each_centre_its_own_versions(live: Server, world: World) -> None:
    centre, site = Stream(live.base, world.centre.pk), Stream(live.base, world.site.pk)
    start, site_start = centre.version(), site.version()
    live.touch(world.centre.pk)
    assert centre.version() == start + 1
    live.touch(world.site.pk, world.centre.pk)
    assert centre.version() == start + 2
    assert site.version() == site_start + 1
    late = Stream(live.base, world.centre.pk)
    assert late.version() == start + 2
    for stream in (centre, site, late):
        stream.close()


def test_sixty_boards_hear_a_change_within_a_quarter_of_a_second(live: Server, world: World) -> None:
    boards = [Stream(live.base, world.centre.pk) for _ in range(60)]
    for board in boards:
        board.version()
    waits = sorted(_round_trip(live, world, boards) for _ in range(3))
    assert waits[1] < 0.25
    for board in boards:
        board.close()


def _round_trip(live: Server, world: World, boards: list[Stream]) -> float:
    """Seconds from the commit until the last board has the new version."""
    with closing(_link(live)) as link:
        link.execute(f"UPDATE queueing_hall SET version = version + 1 WHERE centre_id = {world.centre.pk}")
        if connection.vendor == "postgresql":
            link.execute(
                f"SELECT pg_notify('motcua', '{world.centre.pk}:' || version) FROM queueing_hall WHERE centre_id = {world.centre.pk}"
            )
        link.commit()
        start = time.monotonic()
        for board in boards:
            board.version()
        return time.monotonic() - start


def test_a_tap_that_tells_nobody_shows_within_a_second_or_so(live: Server, world: World) -> None:
    board = Stream(live.base, world.centre.pk)
    start = board.version()
    with closing(_link(live)) as link:
        link.execute(f"UPDATE queueing_hall SET version = version + 1 WHERE centre_id = {world.centre.pk}")
        link.commit()
        began = time.monotonic()
        assert board.version() == start + 1
        assert time.monotonic() - began < 2
    board.close()


def _link(live: Server):  # type: ignore[no-untyped-def]
    if connection.vendor == "sqlite":
        import sqlite3

        return sqlite3.connect(live.url.removeprefix("sqlite:///"))
    import psycopg

    return psycopg.connect(live.url)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("http://127.0.0.1:8000", True), ("http://127.0.0.1:9999", True), ("https://la.example", False), ("", False)],
    ids=["the web", "same host, other port", "a stranger", "none"],
)
def test_only_the_web_may_read_it_from_a_page(live: Server, world: World, origin: str, allowed: bool) -> None:
    stream = Stream(live.base, world.centre.pk, **({"Origin": origin} if origin else {}))
    assert stream.answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
    assert stream.answer.headers["content-type"].startswith("text/event-stream")
    assert stream.answer.headers["cache-control"] == "no-store"
    stream.close()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/live/0", 404),
        ("GET", "/live/abc", 404),
        ("GET", "/live/99999999999", 404),
        ("POST", "/live/1", 405),
    ],
)
def test_everything_else_is_refused(live: Server, method: str, path: str, status: int) -> None:
    assert httpx.request(method, f"{live.base}{path}").status_code == status


def test_clients_that_left_are_forgotten_and_the_rest_goes_on(live: Server, world: World) -> None:
    stays = Stream(live.base, world.centre.pk)
    start = stays.version()
    for _ in range(20):
        gone = Stream(live.base, world.centre.pk)
        gone.version()
        gone.close()
    live.touch(world.centre.pk)
    assert stays.version() == start + 1
    stays.close()


def test_streams_end_while_the_database_is_not_heard_and_come_back(live: Server, world: World) -> None:
    """A stream that stayed open would look alive to its page, which would then look for itself every thirty seconds only."""
    board = Stream(live.base, world.centre.pk)
    start = board.version()
    with closing(_link(live)) as link:
        link.execute("ALTER TABLE queueing_hall RENAME TO queueing_away")
        link.commit()
        try:
            began = time.monotonic()
            with pytest.raises(AssertionError, match="the stream ended"):
                while True:
                    board.version()
            assert time.monotonic() - began < 9
            assert httpx.get(f"{live.base}/live/{world.centre.pk}").status_code == 503
        finally:
            link.execute("ALTER TABLE queueing_away RENAME TO queueing_hall")
            link.commit()
    live._await()
    again = Stream(live.base, world.centre.pk)
    assert again.version() == start
    board.close()
    again.close()


def test_hub_keeps_one_bell_for_each_client_and_only_the_newest_version() -> None:
    hub = Hub()
    bell = hub.enter(3)
    bell.clear()
    for version in (1, 2, 3):
        hub.publish(3, version)
    assert bell.is_set()
    assert hub.versions == {3: 3}
    bell.clear()
    hub.publish(3, 3)
    assert not bell.is_set()
    hub.leave(3, bell)
    assert hub.clients == 0
    assert not hub.bells


@pytest.mark.parametrize("origin", ["http://[", "null", "", "http://elsewhere.example", "://"])
def test_an_origin_that_is_none_of_ours_reads_nothing(origin: str) -> None:
    assert not _is_web_origin(origin, "127.0.0.1:8001")


def test_feed_fits_the_database() -> None:
    assert isinstance(feed_of({"ENGINE": "django.db.backends.sqlite3", "NAME": "/tmp/x"}), SqliteFeed)
    found = feed_of(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "motcua",
            "HOST": "db",
            "PORT": "",
            "USER": "m",
            "PASSWORD": "",
        }
    )
    assert isinstance(found, PostgresFeed)
    assert found.words == {"dbname": "motcua", "host": "db", "user": "m"}
