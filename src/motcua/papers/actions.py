"""Keeping files: checked, written under the hash of their content, safe on disk before the row is."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from motcua.kernel.text import clean

from .errors import FileRefused
from .models import StoredFile
from .queries import place_of
from .rules import is_signed

log = logging.getLogger(__name__)
Kinds = Mapping[str, tuple[str, tuple[bytes, ...]]]
# What citizens and officers hand in: by the end of the name, the type and how the content begins.
SCANS: Kinds = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
}
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATES: Kinds = {".docx": (DOCX_TYPE, (b"PK\x03\x04",))}


def store(stream: IO[bytes], *, name: str, by: str, now: datetime, kinds: Kinds = SCANS) -> StoredFile:
    """As `keep`, with its row."""
    kept = keep(stream, name=name, by=by, now=now, kinds=kinds)
    kept.save()
    return kept


def keep(
    stream: IO[bytes], *, name: str, by: str, now: datetime, kinds: Kinds = SCANS, must_be_signed: bool = False
) -> StoredFile:  # fmt: skip
    """Check an uploaded PDF, JPEG or PNG (or one of other `kinds`) and write it to the disc. The row is the caller's to save within the
    transaction of the step: so nobody waits for a lock while a disc takes twenty megabytes.

    Raises FileRefused with a sentence when it is empty, too large, not what its name says, without the digital signature that it must carry,
    or when the disc does not take it.
    """
    name = clean(Path(name.replace("\\", "/")).name)[-200:] or "tep"
    kind = kinds.get(Path(name).suffix.lower())
    if kind is None and kinds is TEMPLATES:
        raise FileRefused(f"Tệp “{name}” không phải tài liệu Word (.docx). Hãy mở bằng Word, lưu thành .docx rồi chọn lại.")
    if kind is None:
        raise FileRefused(f"Tệp “{name}” không phải PDF, JPG hoặc PNG. Hãy lưu lại thành PDF rồi chọn lại.")
    content = stream.read(settings.MAX_UPLOAD + 1)
    if not content:
        raise FileRefused(f"Tệp “{name}” rỗng. Hãy mở thử tệp trên máy rồi chọn lại.")
    if len(content) > settings.MAX_UPLOAD:
        raise FileRefused(
            f"Tệp “{name}” lớn hơn {settings.MAX_UPLOAD // 1024 // 1024} MB. Hãy quét ở chế độ đen trắng hoặc chia nhỏ."
        )
    if not content.startswith(kind[1]) or (kind[0] == "application/pdf" and b"%%EOF" not in content[-2048:]):
        raise FileRefused(f"Tệp “{name}” không mở được, có thể đã hỏng khi lưu. Hãy lưu lại tệp rồi chọn lại.")
    if must_be_signed and not is_signed(content):
        raise FileRefused(f"Kết quả của thủ tục này phải là tệp PDF có chữ ký số; tệp “{name}” chưa ký số. Hãy ký số tệp PDF rồi chọn lại.")
    digest = hashlib.sha256(content).hexdigest()
    try:
        _write(place_of(digest), content)
    except OSError as error:
        log.exception("A file cannot be kept")
        raise FileRefused(f"Máy chủ chưa ghi được tệp “{name}”, có thể vì ổ đĩa đã đầy. Chưa có gì được lưu. Hãy báo quản trị viên rồi thử lại.") from error
    return StoredFile(
        sha256=digest, name=name, content_type=kind[0], size=len(content), stored_at=now, stored_by=by
    )


def _write(place: Path, content: bytes) -> None:
    """Write through a temporary file and fsync, file and folders, so that a power cut or a full disc leaves the whole file or none."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent, Path(settings.MEDIA_ROOT)):
        _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
