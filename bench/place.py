"""Where measuring happens: a throw-away database and data folder with the demonstration province, and `motcua serve` on it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psycopg

from motcua.simulate.browser import Browser, Stopwatch

HOME = Path(__file__).resolve().parents[1]
POSTGRES = os.environ.get("MOTCUA_BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432/")
PORTS = range(8200, 8220)
WORKERS = 2
PROGRAM = [sys.executable, "-m", "motcua.config.command"]


@dataclass(frozen=True, slots=True)
class Place:
    """A data folder and a database of its own."""

    database: str
    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use this place."""
        given = {
            "MOTCUA_DATABASE_URL": self.url, "MOTCUA_DATA_DIR": str(self.folder), "MOTCUA_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings", "PYTHONPATH": f"{HOME / 'src'}{os.pathsep}{HOME}",
        }  # fmt: skip
        return {**os.environ, **given}

    def manage(self, *words: str) -> str:
        """Run a management command in a process of its own; what it printed."""
        done = subprocess.run([*PROGRAM, "manage", *words], env=self.environment, cwd=HOME, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"bench: manage {' '.join(words)} failed: {done.stderr[-800:]}")
        return done.stdout


@contextmanager
def place(database: str) -> Iterator[Place]:
    """A new place with the demonstration province, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as name:
        folder = Path(name)
        with _database(database, folder) as url:
            here = Place(database, folder, url)
            here.manage("migrate", "--verbosity", "0")
            here.manage("demo_load", "--verbosity", "0")
            os.sync()  # what was loaded is on the disc before anything is measured
            yield here


@contextmanager
def _database(database: str, folder: Path) -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder / 'motcua.sqlite3'}"
        return
    name = f"motcua_{folder.name.replace('-', '_').lower()}"
    with psycopg.connect(f"{POSTGRES.rstrip('/')}/postgres", autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield f"{POSTGRES.rstrip('/')}/{name}"
        finally:
            link.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@dataclass(frozen=True, slots=True)
class Server:
    """A running `motcua serve`."""

    host: str
    live: str
    pid: int

    @property
    def base(self) -> str:
        return f"http://{self.host}"

    def browser(self) -> Browser:
        """A browser with no cookies yet."""
        return Browser(self.base, Stopwatch())


@contextmanager
def server(here: Place, *, workers: int = WORKERS) -> Iterator[Server]:
    """Web, live and worker of the place on free ports; stopped by its pid."""
    port, live = _free_ports()
    words = [*PROGRAM, "serve", "--port", str(port), "--live-port", str(live), "--workers", str(workers)]
    log = (here.folder / "serve.log").open("ab")
    process = subprocess.Popen(words, env=here.environment, cwd=HOME, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait(f"http://127.0.0.1:{port}/khoe/", process, here.folder / "serve.log")
        _wait(f"http://127.0.0.1:{live}/live/health", process, here.folder / "serve.log")
        time.sleep(0.5 + 0.3 * workers)
        yield Server(f"127.0.0.1:{port}", f"127.0.0.1:{live}", process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


def _free_ports() -> tuple[int, int]:
    free = []
    for port in PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        free.append(port)
        if len(free) == 2:
            return free[0], free[1]
    raise SystemExit(f"bench: no two free ports between {PORTS[0]} and {PORTS[-1]}.")


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"bench: the server did not start: {log.read_text()[-1500:]}")
