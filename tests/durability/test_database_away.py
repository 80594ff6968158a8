"""The database locked or gone while somebody takes a number or receives: a page that says so, and all is there whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from tests.durability.test_kill import HALVES, asking, reception_form
from tests.servers import Running, own_database, started

from motcua.simulate.browser import Browser, Stopwatch
from motcua.simulate.reading import Form, joined


@contextmanager
def away(running: Running) -> Iterator[None]:
    """SQLite: another program holds the write lock. PostgreSQL: the server throws everybody out and lets nobody in."""
    if not running.database:
        link = sqlite3.connect(running.data / "motcua.sqlite3", isolation_level=None)
        link.execute("BEGIN IMMEDIATE")
        yield
        link.execute("ROLLBACK")
        link.close()
        return
    parts = urlsplit(running.database)
    name = parts.path.removeprefix("/")
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        admin.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


def counted(running: Running, statement: str) -> int:
    """The number that the statement gives, asked of the database itself."""
    with asking(running.data, running.database) as ask:
        return int(ask(statement)[0][0])


def tickets(running: Running) -> int:
    return counted(running, "SELECT count(*) FROM queueing_ticket")


def dossiers(running: Running) -> int:
    return counted(running, "SELECT count(*) FROM dossiers_dossier")


def issuing(browser: Browser) -> tuple[Form, list[tuple[str, str]]]:
    """The kiosk's form with its first group pressed, ready to be sent any number of times."""
    page = browser.get("/ki-ot/tinh/ki-ot-1/", name="kiosk")
    form = next(found for found in page.forms() if "token" in found.names())
    group = next(control for control in form.fields if control.is_button and control.name == "group")
    return form, joined(form.sent(button=("group", group.value)))


@pytest.mark.xdist_group("servers")
def test_a_number_is_given_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATABASE_WAIT", "1")
    with own_database("motcua_away") as database, started(tmp_path, database) as running:
        browser = Browser(running.base, Stopwatch())
        _form, sent = issuing(browser)
        with away(running):
            page = browser.post("/ki-ot/tinh/ki-ot-1/", sent, name="issue")
            assert page.status == 503
            assert "Cơ sở dữ liệu tạm thời không trả lời" in page.html and "<h1" in page.html
            assert page.headers["retry-after"] == "10"
        assert tickets(running) == 0
        for _ in range(2):
            page = browser.post("/ki-ot/tinh/ki-ot-1/", sent, name="issue")
            assert page.status == 200 and "/so/" in page.address
        assert tickets(running) == 1
        browser.close()


@pytest.mark.xdist_group("servers")
def test_a_dossier_is_received_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATABASE_WAIT", "1")
    with own_database("motcua_away_desk") as database, started(tmp_path, database) as running:
        browser = Browser(running.base, Stopwatch())
        form, address = reception_form(browser, 1)
        sent = joined(form.sent(button=("do", "receive")), request="away-0123456789abcdef", warned="1")
        with away(running):
            page = browser.post(address, sent, name="receive")
            assert page.status == 503
            assert "Cơ sở dữ liệu tạm thời không trả lời" in page.html and "<h1" in page.html
        assert dossiers(running) == 0
        for _ in range(2):
            page = browser.post(address, sent, name="receive")
            assert page.status == 200 and "/da-tiep-nhan/" in page.address, page.html[-2000:]
        assert dossiers(running) == 1
        assert {what: counted(running, statement) for what, statement in HALVES.items()} == dict.fromkeys(HALVES, 0)
        assert counted(running, "SELECT last FROM dossiers_codeseries") == 1, "no ordinal was used up in between"
        browser.close()
