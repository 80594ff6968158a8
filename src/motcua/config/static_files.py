"""Style sheets, scripts and pictures as the web processes send them: packed once, so that a phone loads a quarter also without a proxy in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

WEEK = 7 * 24 * 3600
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def pack(root: Path) -> None:
    """Write gzip and Brotli copies beside the collected files; those that have not changed since are left alone."""
    compressor = Compressor(quiet=True)
    for path in root.rglob("*"):
        if path.is_file() and compressor.should_compress(path.name) and not _is_packed(path):
            compressor.compress(str(path))


def _is_packed(path: Path) -> bool:
    copy = path.with_name(f"{path.name}.gz")
    return copy.exists() and int(copy.stat().st_mtime) == int(path.stat().st_mtime)


def with_static_files(application: Application, root: Path) -> Application:
    """The application, with the files under /static/ answered before it; browsers keep them for a week (a changed file has another address)."""
    sending: Application = WhiteNoise(
        application, root=str(root) if root.is_dir() else None, prefix="/static/", max_age=WEEK, allow_all_origins=False, add_headers_function=_headers
    )
    return sending


def _headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
