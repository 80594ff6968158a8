"""``./run manage catalogue reindex``: builds the search index anew, for an administrator who does not trust the one that is there."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandParser, OutputWrapper

from motcua.catalogue import queries

HELP = "Dựng lại chỉ mục tìm kiếm từ cơ sở dữ liệu."


def add_arguments(parser: CommandParser) -> None:
    """None."""


def run(stdout: OutputWrapper, options: dict[str, Any]) -> None:
    """Build, and say how many procedures and how long."""
    start = time.monotonic()
    count = queries.reindex().vocabulary.size
    stdout.write(f"Đã dựng chỉ mục cho {count} thủ tục trong {time.monotonic() - start:.1f} giây.")
