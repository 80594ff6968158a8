"""``./run manage catalogue search | reindex``: JSON and nothing else on standard output."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.cast import World


def said(*words: str, **more: Any) -> str:
    out = StringIO()
    call_command("catalogue", *words, stdout=out, **more)
    return out.getvalue()


def test_json(world: World) -> None:
    rows = json.loads(said("search", "giấy", "khai", "sinh", "--json"))
    assert {key: rows[0][key] for key in ("code", "name", "field")} == {
        "code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch",
    }  # fmt: skip
    assert rows[0]["score"] > 0
    assert json.loads(said("search", "khai sinh", "--json", "--limit", "0")) == []
    assert json.loads(said("search", "!!!", "--json", "--level", "commune")) == []


def test_a_batch_has_a_line_for_each_line(world: World, tmp_path: Path) -> None:
    file = tmp_path / "hoi.txt"
    file.write_bytes("\ufeffkhai sinh\r\n\r\n  \nsổ đỏ\n".encode())
    lines = [json.loads(line) for line in said("search", "--batch", str(file), "--limit", "1").splitlines()]
    assert [[row["code"] for row in line] for line in lines] == [["1.001193"], [], [], ["1.012753"]]
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        said("search", "--batch", str(tmp_path / "nothing"))


def test_for_people(world: World) -> None:
    table = said("search", "con mới sinh")
    assert "Hiểu là: khai sinh" in table
    assert "1.001193" in table
    assert "Không tìm thấy" in said("search", "zzzz")
    assert "4 thủ tục" in said("reindex")
