"""The real dump, where it is at hand: every record comes in, every "number + unit" limit and every plain amount is read."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cast import World

from motcua.catalogue.models import FeeAsked, PaperAsked, ProcedureVersion, Unreadable
from motcua.catalogue.rules.reading.record import read_dump

from .running import counts, run

PLACE = Path(os.environ.get("MOTCUA_CATALOGUE_DUMP", Path(__file__).resolve().parents[4] / "shared" / "data" / "national_catalogue.jsonl.gz"))
pytestmark = pytest.mark.skipif(not PLACE.exists(), reason="the national dump is not at hand (MOTCUA_CATALOGUE_DUMP)")
CELL = r"(?:Trực tiếp|Trực tuyến|Dịch vụ bưu chính)"


def records() -> Iterator[dict[str, Any]]:
    with gzip.open(PLACE, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def test_limits_and_amounts_of_the_channel_rows() -> None:
    """Counted here in another way than the reader counts: by the cells that stand glued to a channel's name."""
    limits, amounts, read = 0, 0, Counter[str]()
    for row in records():
        text = row["cach_thuc_thuc_hien"]
        limits += len(re.findall(rf"{CELL}\t?\d+(?:[.,]\d+)? (?:Ngày|Giờ|Tháng)", text))
        amounts += len(re.findall(rf"{CELL}(?:\d+(?:[.,]\d+)? (?:Ngày làm việc|Ngày|Giờ|Tháng)|Không có thông tin)[1-9][\d,]* (?:VNĐ|Việt Nam Đồng)", text))
        read.update(read_dump(row).totals)
    assert limits > 4000 and read["limits_read"] == limits
    assert amounts > 700 and read["amounts_read"] == amounts


def test_every_record_comes_in(world: World) -> None:
    report = run(PLACE)
    total = sum(1 for _ in records())
    known = 2  # procedures of the cast that the dump has too
    assert counts(report) == (total - known, known, 0, 0)
    assert ProcedureVersion.objects.filter(source__startswith="portal-dump").count() == total
    assert report.totals["papers"] == PaperAsked.objects.filter(case__version__source__startswith="portal-dump").count() > 10_000
    assert report.totals["forms"] > 1_800 and report.totals["only_show"] > 100
    assert Unreadable.objects.count() == len(report.problems)
    assert not FeeAsked.objects.filter(name="").exists() and not PaperAsked.objects.filter(name="").exists()
    results = [row["name"] for version in ProcedureVersion.objects.all() for row in version.results]
    buttons = [name for name in results if "Chọn cơ quan" in name or "Nộp hồ sơ" in name]
    assert buttons == []
    again = run(PLACE)
    assert counts(again) == (0, 0, total, 0)
