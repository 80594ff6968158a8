"""Everything in one packed file, a procedure a line: written once for each state of the catalogue, streamed while it is being written."""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from motcua.catalogue import queries as catalogue

from .plain import plain

# A writer that died leaves its mark behind; after this many seconds the next one may begin.
MARK_LIVES = 900
_GZIP = 31


def folder() -> Path:
    """Where the files lie; only the newest is kept."""
    return Path(settings.DATA_DIR) / "published"


def file_of(revision: int, day: date) -> Path:
    """The file of this state of the catalogue, there or not."""
    return folder() / f"thu-tuc-{revision}-{day.isoformat()}.jsonl.gz"


def newest() -> Path | None:
    """The file that was finished last."""
    files = sorted(folder().glob("thu-tuc-*.jsonl.gz"), key=lambda path: path.stat().st_mtime)
    return files[-1] if files else None


def may_write(target: Path) -> bool:
    """True for one writer at a time; it has to call `write` and go through it to the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    mark = target.with_suffix(".mark")
    if mark.exists() and time.time() - mark.stat().st_mtime > MARK_LIVES:
        mark.unlink(missing_ok=True)
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def write(target: Path, day: date) -> Iterator[bytes]:
    """The packed lines as they come; when all came, they are the file and the older files are gone."""
    part, mark = target.with_suffix(".part"), target.with_suffix(".mark")
    try:
        with part.open("wb") as file:
            for chunk in _packed(day):
                file.write(chunk)
                yield chunk
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        for old in folder().glob("thu-tuc-*.jsonl.gz"):
            if old != target:
                old.unlink(missing_ok=True)
    finally:
        part.unlink(missing_ok=True)
        mark.unlink(missing_ok=True)


def _packed(day: date) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)
    for line in lines(day):
        if chunk := packer.compress(line):
            yield chunk
    yield packer.flush()


def lines(day: date) -> Iterator[bytes]:
    """Each procedure in force as a line of JSON, in Vietnamese whatever the language of the visitor."""
    for found in catalogue.all_pages(day):
        with override("vi"):
            record = plain(found, settings.PUBLIC_URL)
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
