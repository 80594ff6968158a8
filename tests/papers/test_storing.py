"""A file is kept whole or not at all, and what happened to it afterwards is found."""

from __future__ import annotations

import io
import json
import resource
import signal
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.cast import MONDAY, PDF

from motcua.papers.actions import store
from motcua.papers.errors import FileRefused
from motcua.papers.models import StoredFile
from motcua.papers.queries import damaged_files, place_of

pytestmark = pytest.mark.django_db


def keep(content: bytes) -> StoredFile:
    return store(io.BytesIO(content), name="giay.pdf", by="staff:1", now=MONDAY)


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path / "files"


@pytest.fixture
def full_disc() -> Iterator[None]:
    """No file of this process may grow beyond 100 bytes."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disc_is_a_sentence_and_leaves_nothing(folder: Path, full_disc: None) -> None:
    with pytest.raises(FileRefused, match=r"chưa ghi được tệp “giay\.pdf”, có thể vì ổ đĩa đã đầy"):
        keep(PDF[:-6] + b" " * 5000 + b"%%EOF\n")
    assert [place for place in folder.rglob("*") if place.is_file()] == []


def test_files_that_were_altered_or_are_gone_are_named(folder: Path) -> None:
    whole, altered, gone = (keep(PDF + b"%" + one + b"\n%%EOF\n") for one in (b"1", b"2", b"3"))
    assert list(damaged_files()) == []
    place_of(altered.sha256).write_bytes(PDF)
    place_of(gone.sha256).unlink()
    found = [(altered.sha256, "altered"), (gone.sha256, "missing")]
    assert list(damaged_files()) == sorted(found)
    out = StringIO()
    with pytest.raises(CommandError, match="0 chuỗi bị đứt trong 0 sự kiện, 2 tệp"):
        call_command("verify", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert [(row["file"], row["damage"]) for row in said["damaged"]] == sorted(found) and said["database"]
    assert whole.sha256 not in out.getvalue()
    call_command("verify", "--chains-only", stdout=(out := StringIO()))
    assert "chưa xem các tệp" in out.getvalue()
