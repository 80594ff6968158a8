"""The everyday questions that measure the search are whole: known codes, known levels, no question twice (issue 4, search)."""

from __future__ import annotations

import gzip
import json
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import motcua

FILE = Path(__file__).parent / "questions.toml"
DEMO = Path(motcua.__file__).parent / "demo" / "quang_ninh" / "procedures"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "national_catalogue.jsonl.gz"
FEWEST = 150
LEVELS = {"", "commune", "province"}
SHAPE = {"asked": str, "right": list, "level": str, "note": str}


@cache
def _questions() -> list[dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["question"]


def _demonstration() -> dict[str, str]:
    files = (tomllib.loads(file.read_text(encoding="utf-8")) for file in DEMO.glob("*.toml"))
    return {one["code"]: one["name"] for data in files for one in data["procedure"]}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def test_there_are_enough_and_none_is_asked_twice() -> None:
    assert len(_questions()) >= FEWEST
    asked = Counter(_plain(one["asked"]) for one in _questions())
    assert [words for words, times in asked.items() if times > 1] == []


def test_every_question_has_the_keys_and_a_known_level() -> None:
    for one in _questions():
        assert {key: type(value) for key, value in one.items()} == SHAPE, one
        assert one["asked"] == one["asked"].strip() != "", one
        assert one["level"] in LEVELS, one
        assert 1 <= len(set(one["right"])) == len(one["right"]) <= 4, one


def test_hardly_any_question_is_the_official_name_itself() -> None:
    names = {_plain(name).removeprefix("thủ tục ") for name in _demonstration().values()}
    official = [one["asked"] for one in _questions() if _plain(one["asked"]) in names]
    assert len(official) <= len(_questions()) // 20, official


def test_the_right_answers_exist() -> None:
    if not SHARED.exists():
        pytest.skip("the national catalogue is not beside this working copy")
    with gzip.open(SHARED, "rt", encoding="utf-8") as lines:
        known = {json.loads(line)["ma_thu_tuc"] for line in lines} | set(_demonstration())
    unknown = {code for one in _questions() for code in one["right"]} - known
    assert unknown == set()
    assert len({code for one in _questions() for code in one["right"]}) >= FEWEST
