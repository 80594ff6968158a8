"""The commands as a person types them: what starts, what is found without being told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from django.db import OperationalError
from tests.servers import HOME, free_port, stop

from motcua.config import command

WITHIN = 40.0
PARTS = {"web": "motcua.config.wsgi", "live": "motcua.config.live", "worker": "manage work"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation of its own, with its tables."""
    folder = tmp_path_factory.mktemp("serve")
    found = {**os.environ, "PYTHONPATH": str(HOME / "src"), "MOTCUA_DATA_DIR": str(folder), "MOTCUA_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3"}
    words = [sys.executable, "-m", "motcua.config.command", "manage", "migrate", "--verbosity", "0"]
    subprocess.run(words, env=found, check=True)
    return found


def _as_in_a_window() -> None:
    """Whoever runs the tests may have asked for their own sake that a closed window ends nothing (nohup)."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@contextmanager
def running(place: dict[str, str], part: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program and its port; live has the next one."""
    port = free_port()
    words = [sys.executable, "-m", "motcua.config.command", part, "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(words, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=_as_in_a_window)
    try:
        yield process, port
    finally:
        stop(process)


def children(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Which parts run, with their process numbers."""
    found = {}
    for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        words = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        found.update({part: int(pid) for part, sign in PARTS.items() if sign in words})
    return found


def descendants(pid: int) -> list[int]:
    below = [int(one) for task in Path(f"/proc/{pid}/task").iterdir() for one in (task / "children").read_text().split()]
    return below + [one for child in below for one in descendants(child)]


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def soon(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + WITHIN
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def test_serve_starts_all_three_and_again_what_dies(place: dict[str, str]) -> None:
    with running(place, "serve") as (process, port):
        web, live = f"http://127.0.0.1:{port}/khoe/", f"http://127.0.0.1:{port + 1}/live/health"
        assert soon(lambda: answers(web)) and soon(lambda: answers(live))
        before = children(process)
        assert set(before) == {"web", "live", "worker"}
        for pid in before.values():
            os.kill(pid, signal.SIGTERM)
        assert soon(lambda: len(children(process)) == 3 and not set(children(process).values()) & set(before.values()))
        assert soon(lambda: answers(web)) and soon(lambda: answers(live))
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert not answers(web) and not answers(live)


@pytest.mark.parametrize("how", [signal.SIGHUP, signal.SIGKILL], ids=["window closed", "killed"])
def test_nobody_is_left_behind_who_holds_the_port(place: dict[str, str], how: signal.Signals) -> None:
    with running(place, "serve") as (process, port):
        web, live = f"http://127.0.0.1:{port}/khoe/", f"http://127.0.0.1:{port + 1}/live/health"
        assert soon(lambda: answers(web)) and soon(lambda: answers(live))
        everybody = descendants(process.pid)
        assert len(everybody) >= 5  # two of granian, each with its worker, and our worker
        process.send_signal(how)
        process.wait(timeout=20)
        assert soon(lambda: not any(is_running(pid) for pid in everybody))


def test_a_worker_does_not_outlive_its_granian(place: dict[str, str]) -> None:
    with running(place, "web") as (process, port):
        assert soon(lambda: answers(f"http://127.0.0.1:{port}/khoe/"))
        granian = children(process)["web"]
        orphans = descendants(granian)
        os.kill(granian, signal.SIGKILL)
        assert orphans and soon(lambda: not any(is_running(pid) for pid in orphans))
        assert soon(lambda: answers(f"http://127.0.0.1:{port}/khoe/"))


@pytest.mark.parametrize("part", ["web", "live", "worker"])
def test_each_part_alone(place: dict[str, str], part: str) -> None:
    with running(place, part) as (process, port):
        addresses = {"web": f"http://127.0.0.1:{port}/khoe/", "live": f"http://127.0.0.1:{port + 1}/live/health"}
        assert soon(lambda: set(children(process)) == {part})
        assert part == "worker" or soon(lambda: answers(addresses[part]))
        time.sleep(1)
        assert set(children(process)) == {part} and process.poll() is None
        assert [other for other, address in addresses.items() if answers(address)] == [other for other in addresses if other == part]


class _Demonstration(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("x-motcua-demo", "1")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same port", "another port"])
def test_a_demonstration_that_runs_keeps_its_data(elsewhere: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Demonstration) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        (tmp_path / "address.txt").write_text(address)
        (tmp_path / "motcua.sqlite3").write_text("data")
        port = free_port() if elsewhere else server.server_port
        assert command.main(["demo", "--data", str(tmp_path), "--port", str(port), "--reset"]) == 2
        server.shutdown()
    said = capsys.readouterr().err
    assert address in said and said.count("\n") == 1
    assert (tmp_path / "motcua.sqlite3").read_text() == "data"


def test_a_port_that_is_taken_leaves_the_demonstration_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "address.txt").write_text("http://127.0.0.1:1")
    (tmp_path / "motcua.sqlite3").write_text("data")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        assert command.main(["demo", "--data", str(tmp_path), "--port", str(taken.getsockname()[1]), "--reset"]) == 2
    assert "đang có chương trình khác dùng" in capsys.readouterr().err
    assert (tmp_path / "motcua.sqlite3").read_text() == "data"
    assert (tmp_path / "address.txt").read_text() == "http://127.0.0.1:1"


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device", "/var/lib/motcua/static/a.css"), OperationalError("database or disk is full")],
    ids=["file", "database"],
)
def test_a_full_disk_is_a_sentence(error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(command, "_command", lambda _: (_ for _ in ()).throw(error))
    assert command.main(["serve"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("Đĩa đã đầy") and said.count("\n") == 1 and str(error) in said


def test_a_simulated_day_finds_the_demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOTCUA_DATABASE_URL", "MOTCUA_DATA_DIR", "MOTCUA_PUBLIC_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    command._beside_the_demo()
    assert "MOTCUA_DATA_DIR" not in os.environ and "MOTCUA_PUBLIC_URL" not in os.environ
    folder = tmp_path / ".data" / "demo"
    folder.mkdir(parents=True)
    (folder / command.ADDRESS).write_text("http://127.0.0.1:9000")
    command._beside_the_demo()
    assert os.environ["MOTCUA_DATA_DIR"] == str(folder) and os.environ["MOTCUA_PUBLIC_URL"] == "http://127.0.0.1:9000"


def test_what_was_said_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8123")
    (tmp_path / command.ADDRESS).write_text("http://127.0.0.1:9000")
    command._beside_the_demo()
    assert os.environ["MOTCUA_PUBLIC_URL"] == "http://127.0.0.1:8123"
