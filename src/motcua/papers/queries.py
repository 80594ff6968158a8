"""Where stored files lie, what is in them, and whether they are as they were received."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from .models import StoredFile


def content_of(file: StoredFile) -> bytes:
    """The whole content; for files that fit into memory, as all uploads do."""
    return place_of(file.sha256).read_bytes()


def place_of(digest: str) -> Path:
    """Where the content with this hash lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


def damaged_files() -> Iterator[tuple[str, str]]:
    """(sha256, "missing" or "altered") of each content that rows name and that is not there as it was received. Reads every file once."""
    for digest in StoredFile.objects.order_by("sha256").values_list("sha256", flat=True).distinct().iterator():
        try:
            with place_of(digest).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield digest, "missing"
        else:
            if found != digest:
                yield digest, "altered"
