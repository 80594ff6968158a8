"""The real program with the demonstration province, started as a person starts it, for journeys and for the simulated day."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg

HOME = Path(__file__).resolve().parents[1]
PORTS = range(12_000, 32_000, 2)


@dataclass(frozen=True, slots=True)
class Running:
    """A running program: `base` is the address of its web, `data` its data folder, `database` its database's address."""

    base: str
    data: Path
    database: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    """A port that nobody listens on, with its successor free as well. Below those that the system gives to connections going out:
    one of them could take the port while the program still loads its province."""
    while True:
        port = PORTS[secrets.randbelow(len(PORTS))]
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.0.0.1", port))
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """The address of an empty database of this test's own: PostgreSQL when the suite runs on it, else none (SQLite in the data folder)."""
    given = os.environ.get("MOTCUA_DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield ""
        return
    parts = urlsplit(given)
    admin = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def running_demo(data: Path, *, name: str, workers: int = 1, port: int = 0) -> Iterator[Running]:
    """`motcua demo` on a free port of this machine until the block ends, with a database of its own."""
    with own_database(f"motcua_{name}_{os.getpid()}") as database, started(data, database, workers=workers, port=port) as running:
        yield running


@contextmanager
def started(data: Path, database: str, *, workers: int = 1, port: int = 0) -> Iterator[Running]:
    """`motcua demo` over this data folder and database until the block ends; both are there again at the next start."""
    port = port or free_port()
    environment = {**os.environ, "PYTHONPATH": str(HOME / "src")}
    environment.pop("MOTCUA_DATABASE_URL", None)
    if database:
        environment["MOTCUA_DATABASE_URL"] = database
    words = [sys.executable, "-m", "motcua.config.command", "demo", "--port", str(port), "--data", str(data), "--workers", str(workers)]
    log = data / "demo.log"
    with log.open("ab") as out:
        process = subprocess.Popen(words, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait(base, process, log)
        yield Running(base, data, database, process)
    finally:
        stop(process)


def kill(running: Running) -> None:
    """What a power cut is to a program: every process of it is gone at once."""
    os.killpg(running.process.pid, signal.SIGKILL)
    running.process.wait()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and all it started."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/khoe/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The program did not start:\n{log.read_text()[-3000:]}")
