"""The test's database as other processes can open it: a file beside the in-memory SQLite, or the PostgreSQL test database itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

HOME = Path(__file__).resolve().parents[2]


def address(folder: Path) -> str:
    """A MOTCUA_DATABASE_URL with everything committed so far in it. Call it outside of a transaction."""
    assert not connection.in_atomic_block
    if connection.vendor == "sqlite":
        file = folder / "hall.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])
        return f"sqlite:///{file}"
    words = connection.settings_dict
    password = f":{words['PASSWORD']}" if words["PASSWORD"] else ""
    return (
        f"postgresql://{words['USER']}{password}@{words['HOST'] or 'localhost'}:{words['PORT'] or 5432}/{words['NAME']}"
    )


def environment(folder: Path, url: str) -> dict[str, str]:
    """The environment of a process of its own that uses this database."""
    return {
        **os.environ, "MOTCUA_DATABASE_URL": url, "MOTCUA_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "PYTHONPATH": f"{HOME / 'src'}{os.pathsep}{HOME}",
    }  # fmt: skip


def start_python(words: list[str], folder: Path, url: str) -> subprocess.Popen[str]:
    """A Python process on this database; the caller reads its output and waits."""
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=HOME,
        env=environment(folder, url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
