"""The index: what it finds in the database, when it is new, and what it survives."""

from __future__ import annotations

import shutil
import time
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.cast import World, build_world
from tests.catalogue.test_publishing import DRAFT

from motcua.catalogue import actions, queries
from motcua.catalogue.models import Procedure, ProcedureAlias, Synonym
from motcua.catalogue.queries.searching import keeping
from motcua.kernel.clock import local_day, now

DAY = date(2026, 3, 2)


def publish(code: str, name: str, *, since: date = date(2025, 7, 1), **more: Any) -> Procedure:
    version = actions.publish_version(replace(DRAFT, code=code, name=name, **more), valid_from=since, by="system", now=now())
    return version.procedure


def codes(question: str, day: date = DAY, **more: Any) -> list[str]:
    return [hit.code for hit in queries.answer(question, day=day, **more).hits]


def test_a_version_is_found_on_its_days_only(world: World) -> None:
    publish("9.000001", "Cấp phép nuôi ong", since=date(2026, 6, 1))
    assert codes("nuôi ong") == []
    assert codes("nuôi ong", date(2026, 6, 1)) == ["9.000001"]
    publish("9.000001", "Cấp phép nuôi bướm", since=date(2026, 9, 1))
    assert codes("nuôi ong", date(2026, 8, 31)) == ["9.000001"]
    assert codes("nuôi ong", date(2026, 9, 1)) == []


def test_codes_old_codes_and_suffixes(world: World) -> None:
    procedure = publish("9.000002.000.00.00.H49", "Cấp phép nuôi ong")
    ProcedureAlias.objects.create(code="8.123456", procedure=procedure)
    for typed in ("9.000002", "9000002", "9.000002.000.00.00.H49", "8.123456"):
        assert codes(typed) == ["9.000002.000.00.00.H49"], typed
    assert codes("7.000000") == []


def test_words_of_the_administrator(world: World) -> None:
    publish("9.000003", "Cấp phép nuôi ong")
    assert codes("con bay vo ve") == []
    Synonym.objects.create(said="con bay vo ve", meant="nuôi ong")
    assert codes("con bay vo ve") == ["9.000003"]


def test_level_ranks_and_filters_hide(world: World) -> None:
    publish("9.000004", "Cấp phép nuôi ong", levels=("ministry",))
    publish("9.000005", "Cấp phép nuôi ong", levels=("province",))
    assert codes("nuôi ong") == ["9.000005", "9.000004"]
    assert codes("nuôi ong", level="ministry")[0] == "9.000004"
    assert codes("nuôi ong", only={"level": "ministry"}) == ["9.000004"]
    assert codes("nuôi ong", only={"field": "khong-co"}) == []


@pytest.mark.parametrize(
    "question",
    [
        "khai sinh " * 1000, "x" * 10_000, "?!,.;:" * 100, unicodedata.normalize("NFD", "khai sinh"), "出生登记", "😀 👶", "Привет мир", "\x00\x01\x1b[31m",
        'name:"khai sinh" OR *:*', "khai~5^100 +sinh -tử (", "'; DROP TABLE catalogue_procedure; --", "<script>alert(1)</script>", "%s %d {0} {{x}}",
        "\u202ekhai sinh", "9" * 5000, "khai\nsinh\tlà gì", "a " * 5000,
    ],
)  # fmt: skip
def test_strange_questions_do_no_harm(world: World, question: str) -> None:
    start = time.process_time()
    answer = queries.answer(question, day=DAY)
    queries.list_procedures(day=DAY, q=question)
    queries.answer(question, day=DAY, unfinished=True)
    assert time.process_time() - start < 2
    assert len(answer.question.text) <= 200
    assert Procedure.objects.count() == 4


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Path:
    """A data folder of this test alone."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "search"


@pytest.mark.django_db(transaction=True)
def test_one_index_for_all_processes_that_follows_what_is_published(place: Path) -> None:
    build_world()
    today = local_day(now())
    assert codes("khai sinh", today)
    folders = [path for path in place.glob("*/*") if path.is_dir()]
    assert len(folders) == 1
    queries.forget_index()  # another process: it opens what is there
    keeping.build, kept = None, keeping.build  # type: ignore[assignment, misc]
    try:
        assert codes("khai sinh", today)
    finally:
        keeping.build = kept  # type: ignore[misc]
    publish("9.000006", "Cấp phép nuôi ong")
    until = time.monotonic() + 10
    while not codes("nuôi ong", today) and time.monotonic() < until:
        time.sleep(0.1)
    assert codes("nuôi ong", today) == ["9.000006"]
    _wait_for_builder()


@pytest.mark.django_db(transaction=True)
def test_a_broken_or_lost_index_is_built_again(place: Path) -> None:
    build_world()
    today = local_day(now())
    assert codes("khai sinh", today)
    for harm in (_spoil, lambda folder: (folder / "notes.json").unlink(), lambda folder: (folder / "meta.json").write_text("{"), shutil.rmtree):
        folder = next(path for path in place.glob("*/*") if path.is_dir())
        harm(folder)
        queries.forget_index()
        assert codes("khai sinh", today), harm
    assert codes("khai sinh", today)


def _spoil(folder: Path) -> None:
    (folder / "notes.json").write_text('{"since": ')


@pytest.mark.django_db(transaction=True)
def test_without_a_folder_to_write_the_index_is_in_memory(settings: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    settings.DATA_DIR = blocked
    build_world()
    assert codes("khai sinh", local_day(now()))
    assert blocked.read_text().startswith("a file")


@pytest.mark.django_db(transaction=True)
def test_days_long_past_have_an_index_of_their_own(place: Path) -> None:
    build_world()
    assert codes("khai sinh", local_day(now()))
    assert codes("khai sinh", date(2025, 7, 2))
    assert codes("khai sinh", date(2023, 1, 1)) == []


def _wait_for_builder() -> None:
    """No thread may still read the database when the test's tables are emptied."""
    until = time.monotonic() + 10
    while keeping._working.is_set() and time.monotonic() < until:
        time.sleep(0.05)
    connection.close()
