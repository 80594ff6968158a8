"""Starts web, live and worker as processes of their own and keeps them running until told to stop."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from types import FrameType

import django
from django.conf import settings
from django.core.management import call_command

from .ending import SERVED, end_with_parent
from .static_files import pack

RESTART_AFTER = 1.0
STOP_WITHIN = 15.0
MOST_PORTS = 65535


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to listen and with how many web processes."""

    host: str
    port: int
    live_port: int
    workers: int


def serve(plan: Plan, parts: tuple[str, ...], *, greeting: str = "") -> int:
    """Run the parts until SIGINT, SIGTERM or SIGHUP; 0 when all ended as asked, 2 when nothing can listen there."""
    django.setup()
    said = trouble(plan, parts)
    if said:
        sys.stderr.write(f"{said}\n")
        return 2
    if "web" in parts:
        call_command("collectstatic", interactive=False, verbosity=0)
        pack(settings.STATIC_ROOT)
    return _Keeper({part: _words(part, plan) for part in parts}).run(plan, greeting)


def trouble(plan: Plan, parts: tuple[str, ...]) -> str:
    """Why these parts cannot listen where they should, with what to do; empty when they can."""
    ports = (("web", plan.port), ("live", plan.live_port))
    return next(filter(None, (_trouble(plan.host, port) for part, port in ports if part in parts)), "")


def _trouble(host: str, port: int) -> str:
    """Why nothing can listen here, with what to do; empty when it can."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (socket.gaierror, UnicodeError):
        return f"Không tìm thấy máy “{host}”. Xin viết --host bằng địa chỉ của máy này, như 127.0.0.1 hoặc 0.0.0.0."
    except OSError as error:
        if error.errno == errno.EACCES:
            return f"Không có quyền mở cổng {port}. Hãy chọn cổng từ 1024 trở lên: --port {port + 8000}."
        if error.errno != errno.EADDRINUSE:
            return f"Máy này không có địa chỉ “{host}”. Xin viết --host bằng địa chỉ của máy này, như 127.0.0.1 hoặc 0.0.0.0."
        return f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác: --port {_other_port(port)}."
    return ""


def _other_port(port: int) -> int:
    """A port to try instead, never past the last one."""
    return port + 100 if port + 100 < MOST_PORTS else port - 100


def _words(part: str, plan: Plan) -> list[str]:
    granian = [
        sys.executable,
        "-m",
        "granian",
        "--host",
        plan.host,
        "--no-ws",
        "--http",
        "1",
        "--log-level",
        "error",
        "--respawn-failed-workers",
    ]
    if part == "web":
        return [
            *granian, "--interface", "wsgi", "--port", str(plan.port), "--workers", str(plan.workers), "--blocking-threads", "8",
            "--backlog", "2048", "motcua.config.wsgi:application",
        ]  # fmt: skip
    if part == "live":
        return [
            *granian,
            "--interface",
            "asgi",
            "--loop",
            "uvloop",
            "--port",
            str(plan.live_port),
            "--workers",
            "1",
            "motcua.config.live:application",
        ]
    return [sys.executable, "-m", "motcua.config.command", "manage", "work"]


class _Keeper:
    """Holds the child processes; one that dies is started again."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def run(self, plan: Plan, greeting: str) -> int:
        for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # SIGHUP: the window was closed, unless `nohup` said to go on
            if signal.getsignal(one) is not signal.SIG_IGN:
                signal.signal(one, self._stop)
        for part in self.commands:
            self._start(part)
        if greeting and _answers(plan):
            print(greeting, flush=True)  # noqa: T201 - the greeting of the command
        while not self.stopping:
            for part, child in list(self.children.items()):
                if child.poll() is not None and not self.stopping:
                    print(f"Phần {part} dừng đột ngột (mã {child.returncode}); đang chạy lại.", file=sys.stderr)  # noqa: T201
                    time.sleep(RESTART_AFTER)
                    self._start(part)
            time.sleep(0.2)
        return self._end()

    def _start(self, part: str) -> None:
        self.children[part] = subprocess.Popen(self.commands[part], env={**os.environ, SERVED: "1"}, preexec_fn=end_with_parent)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> int:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + STOP_WITHIN
        for child in self.children.values():
            try:
                child.wait(timeout=max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                child.kill()
        return 0


def _answers(plan: Plan) -> bool:
    """Wait until the web answers, at most 30 seconds."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with socket.create_connection((plan.host, plan.port), timeout=1):
                return True
        except OSError:
            time.sleep(0.1)
    return False
