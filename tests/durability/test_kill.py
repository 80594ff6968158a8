"""kill -9 of the whole program in the middle of 1,000 receptions: every acknowledged one is there afterwards, none half, none twice."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.servers import Running, kill, own_database, started

from motcua.demo import read
from motcua.simulate.browser import Browser, ServerAway, Stopwatch
from motcua.simulate.reading import Form, joined

RECEPTIONS, OFFICERS = 1000, 4
HALVES = {
    "without papers": "SELECT count(*) FROM dossiers_dossier d WHERE NOT EXISTS (SELECT 1 FROM dossiers_dossierpaper p WHERE p.dossier_id = d.id)",
    "without its first event": "SELECT count(*) FROM dossiers_dossier d WHERE NOT EXISTS "
    "(SELECT 1 FROM audit_event e WHERE e.kind = 'dossier' AND e.record = d.id AND e.seq = 1)",
    "event without dossier": "SELECT count(*) FROM audit_event e WHERE e.kind = 'dossier' "
    "AND NOT EXISTS (SELECT 1 FROM dossiers_dossier d WHERE d.id = e.record)",
    "without code or due": "SELECT count(*) FROM dossiers_dossier WHERE code IS NULL OR due_at IS NULL OR security_code = ''",
}  # fmt: skip


def reception_form(browser: Browser, number: int) -> tuple[Form, str]:
    """The complete reception form as officer `number` has it after the log-in, and its address."""
    page = browser.get("/can-bo/dang-nhap/", name="login")
    form = next(found for found in page.forms() if "password" in found.names())
    words = {"username": f"quay{number}", "password": read.table("staff")["password"]}
    browser.submit(page, form, joined(form.sent(), **words), name="login")
    page = browser.get("/can-bo/tiep-nhan/?q=1.001193", name="choose")
    found = re.search(r"/can-bo/tiep-nhan/\d+/", page.html)
    assert found is not None, page.html[-2000:]
    address = found[0]
    page = browser.get(address, name="form")
    form = next(found for found in page.forms() if "request" in found.names())
    person = {"id_number": "022188001234", "name": "Nguyễn Thị An", "phone": "0912345678"}
    page = browser.submit(page, form, joined(form.sent(button=("do", "tick_all")), **person), name="tick")
    return next(found for found in page.forms() if "request" in found.names()), address


class Officer(threading.Thread):
    """Receives the same kind of dossier again and again; an answer that did not come is asked for again with the same token."""

    def __init__(self, running: Running, number: int, jobs: Iterator[int], acknowledged: dict[int, str]) -> None:
        super().__init__(daemon=True)
        self.base, self.number, self.jobs, self.acknowledged = running.base, number, jobs, acknowledged
        self.left: list[int] = []

    def run(self) -> None:
        browser = Browser(self.base, Stopwatch())
        try:
            form, path = reception_form(browser, self.number)
            for job in self.jobs:
                self.left.append(job)
                sent = joined(form.sent(button=("do", "receive")), request=f"kill-{job:05d}-0123456789abcdef", warned="1")
                page = browser.post(path, sent, name="receive", then="received")
                if "/da-tiep-nhan/" in page.address:
                    self.acknowledged[job] = page.html.split('data-copy="')[1].split('"')[0]
                    self.left.remove(job)
        except ServerAway:
            pass
        finally:
            browser.close()


def work(running: Running, jobs: Iterator[int], acknowledged: dict[int, str]) -> list[Officer]:
    officers = [Officer(running, number + 1, jobs, acknowledged) for number in range(OFFICERS)]
    for officer in officers:
        officer.start()
    return officers


class Jobs:
    """Numbers that several threads take, each once."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers, self.lock = numbers, threading.Lock()

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        with self.lock:
            if not self.numbers:
                raise StopIteration
            return self.numbers.pop(0)


@contextmanager
def asking(data: Path, database: str) -> Iterator[Any]:
    """A function that answers one statement over the program's own database."""
    link: Any = psycopg.connect(database) if database else sqlite3.connect(data / "motcua.sqlite3")
    with closing(link):
        yield lambda statement: link.execute(statement).fetchall()


@pytest.mark.xdist_group("servers")
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    acknowledged: dict[int, str] = {}
    jobs = Jobs(list(range(RECEPTIONS)))
    with own_database("motcua_kill") as database:
        with started(tmp_path, database, workers=2) as running:
            officers = work(running, jobs, acknowledged)
            wait_until(lambda: len(acknowledged) >= RECEPTIONS * 4 // 10, officers)
            kill(running)
            for officer in officers:
                officer.join(30)
        before = dict(acknowledged)
        assert 0 < len(before) < RECEPTIONS, "the kill came in the middle"
        with asking(tmp_path, database) as ask:
            kept = {code for (code,) in ask("SELECT code FROM dossiers_dossier")}
            assert set(before.values()) <= kept
            assert {what: ask(statement)[0][0] for what, statement in HALVES.items()} == dict.fromkeys(HALVES, 0)
        again = sorted({*jobs.numbers, *(job for officer in officers for job in officer.left)})
        with started(tmp_path, database, workers=2) as running:
            for officer in work(running, Jobs(again), acknowledged):
                officer.join(120)
        with asking(tmp_path, database) as ask:
            assert ask("SELECT count(*), count(DISTINCT code), count(DISTINCT request) FROM dossiers_dossier") == [(RECEPTIONS,) * 3]
            assert {code for (code,) in ask("SELECT code FROM dossiers_dossier")} == set(acknowledged.values())
            assert {what: ask(statement)[0][0] for what, statement in HALVES.items()} == dict.fromkeys(HALVES, 0)
    assert len(acknowledged) == RECEPTIONS and before.items() <= acknowledged.items(), json.dumps(len(acknowledged))


def wait_until(is_so: Any, officers: list[Officer]) -> None:
    for _ in range(2400):
        if is_so():
            return
        assert any(officer.is_alive() for officer in officers), "all officers stopped early"
        threading.Event().wait(0.05)
    raise AssertionError("too slow")
