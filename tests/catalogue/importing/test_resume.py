"""An import that is killed in the middle goes on where it was: a real process, a real kill, nothing half, nothing twice."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.catalogue.dump import record, write

HOME = Path(__file__).resolve().parents[3]
RECORDS = 6000


def environment(folder: Path) -> dict[str, str]:
    found = {**os.environ, "PYTHONPATH": str(HOME / "src"), "MOTCUA_DATA_DIR": str(folder)}
    found.pop("MOTCUA_DATABASE_URL", None)
    return found


def motcua(folder: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "motcua.config.command", "manage", *words]
    return subprocess.Popen(
        command, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True
    )


def ask(folder: Path, statement: str) -> list[tuple[int, ...]]:
    link = sqlite3.connect(folder / "motcua.sqlite3", timeout=20)
    try:
        return link.execute(statement).fetchall()
    finally:
        link.close()


def position(folder: Path) -> int:
    return max((row[0] for row in ask(folder, "SELECT position FROM catalogue_importrun")), default=0)


def test_killed_and_started_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl.gz", [record(f"9.{number:06}") for number in range(RECORDS)])
    made = motcua(tmp_path, "migrate", "-v0")
    assert made.communicate(timeout=300)[1] == "" and made.returncode == 0
    first = motcua(tmp_path, "catalogue", "import", str(path))
    limit = time.monotonic() + 240
    while position(tmp_path) < 400 and first.poll() is None and time.monotonic() < limit:
        time.sleep(0.02)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate(timeout=60)
    done = position(tmp_path)
    assert 400 <= done < RECORDS, "killed in the middle"
    assert ask(tmp_path, "SELECT count(*) FROM catalogue_procedureversion") == [(done,)]
    assert ask(tmp_path, "SELECT count(*) FROM audit_event WHERE verb = 'publish'") == [(done,)]
    second = motcua(tmp_path, "catalogue", "import", str(path), "--report", str(tmp_path / "r.json"))
    words = second.communicate(timeout=300)[0]
    report = json.loads((tmp_path / "r.json").read_text())
    assert f"Tiếp tục từ bản ghi {done}" in words
    assert (report["records"], report["added"], report["resumed_from"], report["failed"]) == (RECORDS, RECORDS, done, [])
    whole = "SELECT count(*), count(DISTINCT procedure_id) FROM catalogue_procedureversion"
    assert ask(tmp_path, whole) == [(RECORDS, RECORDS)]
    assert ask(tmp_path, "SELECT count(*) FROM catalogue_paperasked") == [(2 * RECORDS,)]
    assert ask(tmp_path, "SELECT count(*) FROM catalogue_importrun WHERE finished_at IS NULL") == [(0,)]
    assert len(gzip.decompress(path.read_bytes()).splitlines()) == RECORDS
