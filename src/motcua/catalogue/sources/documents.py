"""A whole file as one JSON document: the answer of a service that somebody saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .lines import opened

# An answer with all procedures of a province has some 40 MB; larger collections come line by line.
LARGEST = 96 * 1024 * 1024


def read_document(path: Path) -> Any:
    """The document, or None when the file is none: a file of lines, a larger or a broken one."""
    try:
        with opened(path) as file:
            data = file.read(LARGEST + 1)
        return json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
    except (ValueError, RecursionError, EOFError, OSError):
        return None
