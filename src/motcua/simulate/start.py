"""The presenter's button: starts a simulated day in the background and keeps a status file that the page reads.

Only in the demonstration (settings.DEMO). The page asks by the signals of `motcua.web.manage.signals`, because web may not
import the simulation (house.md 3).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.errors import DomainError

FILE = "simulation.json"
MOST_VISITORS = 2000
SILENT_AFTER = timedelta(minutes=5)
# Held so that an ended child is reaped at the next start and leaves no zombie behind for longer.
_started: list[subprocess.Popen[bytes]] = []
KEPT = ("tickets_issued", "receipts_acknowledged", "guided_back", "no_shows", "requests", "seconds", "chains_broken")


class NotADemo(DomainError):
    """The simulation belongs to the demonstration."""

    def __init__(self) -> None:
        super().__init__("Chỉ mô phỏng được trên bản trình diễn. Hãy chạy ./run demo.")


class AlreadyPlaying(DomainError):
    """One day at a time."""

    def __init__(self) -> None:
        super().__init__("Một ngày mô phỏng đang chạy. Xin chờ ngày đó xong rồi bấm lại.")


class Diary:
    """The status file: {"state": running | finished | failed, "visitors", "done", "at", ...}; without a path it writes nothing."""

    def __init__(self, path: Path | None, *, visitors: int) -> None:
        self._path = path
        self._told: dict[str, Any] = {"visitors": visitors, "done": 0, "started_at": clock.now().isoformat()}
        self._percent = -1
        self._write(state="running")

    def at(self, done: int) -> None:
        """`done` visitors have left; written once a percent."""
        percent = done * 100 // max(self._told["visitors"], 1)
        if percent != self._percent:
            self._percent = percent
            self._write(state="running", done=done)

    def finished(self, result: Mapping[str, Any]) -> None:
        """The day is over; the figures that the page shows and everything that was lost or doubled."""
        kept = {name: result[name] for name in KEPT}
        self._write(state="finished", done=self._told["visitors"], result=kept, wrong=result["lost_or_doubled"][:20])

    def failed(self, sentence: str) -> None:
        """The day was not played."""
        self._write(state="failed", wrong=[sentence])

    def _write(self, **changes: Any) -> None:
        self._told |= changes | {"at": clock.now().isoformat(), "pid": os.getpid()}
        if self._path is not None:
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._told, ensure_ascii=False), encoding="utf-8")
            new.replace(self._path)


def status_file() -> Path:
    """Where the button's day keeps its status."""
    return Path(settings.DATA_DIR) / FILE


def status() -> dict[str, Any] | None:
    """What the status file says, None when no day was ever started; a day that fell silent counts as failed."""
    try:
        told: dict[str, Any] = json.loads(status_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if told.get("state") == "running" and clock.now() - datetime.fromisoformat(told["at"]) > SILENT_AFTER:
        told |= {"state": "failed", "wrong": ["Ngày mô phỏng dừng giữa chừng. Xin bấm lại."]}
    return told


def start_day(visitors: int, url: str = "") -> dict[str, Any]:
    """Start a day in the background against `url` (default: this demonstration); the first status. Raises NotADemo, AlreadyPlaying."""
    if not settings.DEMO:
        raise NotADemo
    told = status()
    if told is not None and told["state"] == "running":
        raise AlreadyPlaying
    count = min(max(visitors, 1), MOST_VISITORS)
    Diary(status_file(), visitors=count)
    _started[:] = [child for child in _started if child.poll() is None]
    child = subprocess.Popen(
        [sys.executable, "-m", "motcua.config.command", "manage", "simulate", "--visitors", str(count),
         "--seed", str(int(clock.now().timestamp())), "--url", url or settings.PUBLIC_URL, "--status-file", str(status_file())],
        env=os.environ.copy(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    _started.append(child)
    return status() or {}
