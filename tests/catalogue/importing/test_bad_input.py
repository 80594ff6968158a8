"""Bad input: a clear sentence for each, the rest comes in, nothing is published half."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.cast import World
from tests.catalogue.dump import record, write

from motcua.catalogue.models import Case, ImportRun, Procedure, ProcedureVersion
from motcua.catalogue.sources import BadSource, open_source
from motcua.catalogue.sources.lines import LONGEST_LINE

from .running import command, counts, newest, run


def fails(*words: str) -> str:
    """The sentence with which the command ends."""
    with pytest.raises(CommandError) as caught:
        call_command("catalogue", "import", *words, stdout=io.StringIO())
    assert caught.value.returncode == 2
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        pytest.param("đây không phải JSON", "", "không phải JSON", id="not JSON"),
        pytest.param("[1, 2]", "", "không phải là một bản ghi", id="a list"),
        pytest.param("[" * 100_000, "", "không phải JSON", id="nested without end"),
        pytest.param(json.dumps(record("")), "", "không có mã thủ tục", id="no code"),
        pytest.param(json.dumps({"ten_thu_tuc": "x"}), "", "không có mã thủ tục", id="no code at all"),
        pytest.param(json.dumps(record("9/../x y")), "9/../x y", "không đúng dạng", id="a code that is none"),
        pytest.param(json.dumps(record("9.000009", "")), "9.000009", "không có tên", id="no name"),
        pytest.param(json.dumps(record("9.000009", "x" * 1300)), "9.000009", "Tên thủ tục dài", id="a name without end"),
        pytest.param(json.dumps(record("9.000009", linh_vuc=["a"])), "9.000009", "không phải là chữ", id="a part that is no text"),
        pytest.param(json.dumps(record("9.000009", yeu_cau_dieu_kien="x" * 600_000)), "9.000009", "quá 500,000", id="a part that is too long"),
        pytest.param("Thủ tục".encode("utf-16-le"), "", "không phải", id="another encoding"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_comes_in(world: World, tmp_path: Path, line: str | bytes, code: str, words: str) -> None:
    report = run(tmp_path / "a.jsonl", record(), line, record("9.000002"))
    assert (report.added, newest("9.000001").number, newest("9.000002").number) == (2, 1, 1)
    assert [(row["line"], row["code"]) for row in report.failed][:1] == [(2, code)]
    assert words in report.failed[0]["sentence"]
    assert not Procedure.objects.filter(code="9.000009").exists()


def test_a_truncated_archive(world: World, tmp_path: Path) -> None:
    data = gzip.compress(b"".join(json.dumps(record(f"9.{n:06}")).encode() + b"\n" for n in range(3000)), 1)
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    report = run(tmp_path / "a.jsonl.gz", withdraws=True)
    assert 0 < report.added < 3000 and report.added == ProcedureVersion.objects.filter(source__startswith="portal").count()
    assert "bị cắt cụt" in report.failed[0]["sentence"]
    assert report.withdrawn == [] and ImportRun.objects.get().finished_at is None


def test_a_field_of_fifty_megabytes_is_refused_with_bounded_memory(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        file.write(json.dumps(record()) + "\n" + '{"ma_thu_tuc": "9.000009", "ten_thu_tuc": "')
        for _ in range(50):
            file.write("x" * 1_000_000)
        file.write('"}\n' + json.dumps(record("9.000002")) + "\n")
    report = run(path)
    assert counts(report) == (2, 0, 0, 1)
    assert report.failed[0]["line"] == 2 and f"quá {LONGEST_LINE:,}" in report.failed[0]["sentence"]


def test_of_one_code_with_two_texts_the_first_counts(world: World, tmp_path: Path) -> None:
    report = run(tmp_path / "a.jsonl", record(name="Bản một"), record("9.000002"), record(name="Bản hai"), record("9.000002"))
    assert counts(report) == (2, 0, 0, 1) and report.repeated == 1
    assert report.failed[0]["line"] == 3 and "đã có ở dòng 1 với nội dung khác" in report.failed[0]["sentence"]
    assert newest("9.000001").name == "Bản một"


def test_markup_stays_text(world: World, tmp_path: Path, pages: Any = None) -> None:
    text = "<script>alert(1)</script><b>Đậm</b>"
    run(tmp_path / "a.jsonl", record(name=text, yeu_cau_dieu_kien=text))
    version = newest("9.000001")
    assert version.name == text and version.conditions == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "rỗng"), ("mã\n".encode("utf-16"), "UTF-16"), (b"\x00\x01\x02 nothing", "Không nhận ra"), (b'{"a": 1}\n', "Không nhận ra"),
        (b"PK\x03\x04broken", "Không nhận ra"), (b"\x1f\x8bbroken", "Không nhận ra"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_catalogue(world: World, tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "a").write_bytes(content)
    assert words in fails(str(tmp_path / "a"))
    assert ImportRun.objects.count() == 0


def test_no_file_and_a_folder(tmp_path: Path, db: None) -> None:
    assert "Không có tệp" in fails(str(tmp_path / "no.jsonl"))
    assert "không phải là tệp" in fails(str(tmp_path))
    with pytest.raises(BadSource, match="Không có tệp"):
        open_source(tmp_path / "no.jsonl")


def test_a_wrong_day(world: World, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [record()])
    assert "--valid-from" in fails(str(path), "--valid-from", "mai")


def test_a_record_that_the_tables_refuse_leaves_no_half(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that only the database finds wrong: that record is undone whole, its neighbours stay."""
    from django.db import IntegrityError

    from motcua.catalogue.actions import writing

    real = writing._terms

    def breaks(version: Any, draft: Any, cases: Any) -> Any:
        if draft.code == "9.000002":
            raise IntegrityError("a constraint")
        return real(version, draft, cases)

    monkeypatch.setattr(writing, "_terms", breaks)
    report = run(tmp_path / "a.jsonl", record(), record("9.000002"), record("9.000003"))
    assert counts(report) == (2, 0, 0, 1) and report.failed[0]["code"] == "9.000002"
    assert not Procedure.objects.filter(code="9.000002").exists() and Case.objects.filter(version__procedure__code="9.000002").count() == 0


def test_the_command_reports_in_words_and_in_json(world: World, tmp_path: Path) -> None:
    words, report = command(str(write(tmp_path / "a.jsonl.gz", [record(), "x", record("9.000002")])))
    assert "2 mới, 0 đổi, 0 không đổi, 1 không nhập được" in words and "dòng 2" in words
    assert (report["records"], report["added"], report["dry_run"], report["format"]) == (3, 2, False, "portal-dump")
    assert set(report["failed"][0]) == {"line", "code", "sentence"}
    assert report["totals"]["papers"] == 4 and report["seconds"] >= 0 and report["peak_mb"] > 0
    again, _ = command(str(tmp_path / "a.jsonl.gz"))
    assert "0 mới, 0 đổi, 2 không đổi" in again
