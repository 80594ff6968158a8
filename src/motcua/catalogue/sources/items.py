"""A file's records in one form, whatever its format: what was read of each, or why it could not be."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..rules.reading.national import is_national, read_national, unwrapped
from ..rules.reading.record import Read, read_dump
from .documents import read_document
from .errors import BadSource
from .lines import Line, check_file, read_lines
from .workbook import read_workbook

FORMATS = ("portal-dump", "national-api", "xlsx")
_SNIFFED = 20


@dataclass(frozen=True, slots=True)
class Item:
    """A record as its source holds it, at a line (or row) of the file; `fault` says why there is none."""

    line: int
    record: Mapping[str, Any] | None
    fault: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be imported: its format, the SHA-256 of its bytes, and its records, from the start each time it is asked."""

    path: Path
    format: str
    digest: str
    items: Callable[[], Iterator[Item]]
    read: Callable[[Mapping[str, Any]], Read]


def open_source(path: Path, format: str = "") -> Source:
    """The file with its records; the format is told from the content when it is not given. Raises BadSource."""
    check_file(path)
    kind = format or _guessed(path)
    digest = _digest(path)
    if kind == "xlsx":
        book = read_workbook(path)
        return Source(
            path, kind, digest, lambda: (Item(row, record, fault) for row, record, fault in book.records()), book.read
        )
    if kind == "national-api":
        return Source(path, kind, digest, lambda: _national(path), read_national)
    return Source(path, "portal-dump", digest, lambda: map(_parsed, read_lines(path)), read_dump)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _guessed(path: Path) -> str:
    if zipfile.is_zipfile(path):
        return "xlsx"
    for item in islice(map(_parsed, read_lines(path)), _SNIFFED):
        if item.record is None:
            continue
        if "ma_thu_tuc" in item.record or "ten_thu_tuc" in item.record:
            return "portal-dump"
        if is_national(item.record):
            return "national-api"
    document = read_document(path)
    if document is not None and any(is_national(record) for record in unwrapped(document)):
        return "national-api"
    raise BadSource(
        f"Không nhận ra dữ liệu trong tệp “{path.name}”. Tệp cần là bản kết xuất của Cổng dịch vụ công (mỗi dòng một bản ghi JSON), "
        "trả lời của dịch vụ LayThuTuc (JSON), hoặc bảng tính XLSX theo mẫu của chương trình; có thể chỉ rõ bằng --format."
    )


def _parsed(line: Line) -> Item:
    if line.fault:
        return Item(line.number, None, line.fault, line.is_cut)
    try:
        record = json.loads(line.text)
    except (ValueError, RecursionError):
        return Item(line.number, None, "Dòng này không phải JSON. Hãy kiểm tra lại nguồn.")
    if not isinstance(record, dict):
        return Item(line.number, None, "Dòng này không phải là một bản ghi JSON ({…}). Hãy kiểm tra lại nguồn.")
    return Item(line.number, record)


def _national(path: Path) -> Iterator[Item]:
    """One JSON document for all records, or a record (or an answer with records) on each line."""
    document = read_document(path)
    if document is not None:
        yield from (Item(place, record) for place, record in enumerate(unwrapped(document), 1))
        return
    for item in map(_parsed, read_lines(path)):
        if item.record is None or is_national(item.record):
            yield item
        else:
            yield from (Item(item.line, record) for record in unwrapped(item.record))
