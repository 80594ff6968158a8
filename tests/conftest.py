"""What every test may ask for: the world and its cast, a checking page client, closed sockets, in-process memory emptied."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("MOTCUA_DATA_DIR", tempfile.mkdtemp(prefix="motcua-test-"))
# A browser driven from the same process keeps an event loop running, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest
from django.core.cache import cache
from django.db.backends.signals import connection_created

from tests.browser import browser, playwright_here  # noqa: F401 - fixtures
from tests.cast import PASSWORD, World, build_world
from tests.pages import PageClient


@connection_created.connect
def _rows_the_other_way_round(connection: Any, **_: Any) -> None:
    """SQLite gives rows that no ORDER BY sorts from the last to the first: what leans on an order that nobody promised fails here and now."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA reverse_unordered_selects = ON")


@pytest.fixture(scope="session", autouse=True)
def _fast_passwords() -> Iterator[None]:
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    """Files and mail of a test stay with it; nothing works on in a thread of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.SEARCH_AHEAD = False  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _empty_memory() -> None:
    """No test sees what another kept in the process."""
    from motcua.catalogue.actions import forget_searches
    from motcua.catalogue.queries import forget_index, forget_revision
    from motcua.deadlines.queries import forget as forget_calendars
    from motcua.queueing.memory import forget

    cache.clear()
    forget()
    forget_revision()
    forget_index()
    forget_searches()
    forget_calendars()


@pytest.fixture
def world(db: None) -> World:
    """The small world, written in this test's transaction."""
    return build_world()


@pytest.fixture
def calendars_known(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has read the working calendars and need not ask again soon: for tests that count questions."""
    from motcua.deadlines.queries import calendar_of

    monkeypatch.setattr("motcua.deadlines.queries.STATE_SECONDS", 3600)
    calendar_of("")


@pytest.fixture
def client() -> PageClient:
    """A stranger's browser; every page it gets is checked."""
    return PageClient()


@pytest.fixture
def login(world: World) -> Callable[[str], PageClient]:
    """A browser in which this member of the cast has logged in: login("quay1")."""

    def enter(username: str) -> PageClient:
        client = PageClient()
        answer = client.post("/can-bo/dang-nhap/", {"username": username, "password": PASSWORD})
        assert answer.status_code in (302, 303), f"{username} could not log in"
        return client

    return enter


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sockets are closed but for this machine's own."""
    for item in items:
        item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))
