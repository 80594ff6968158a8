"""The workbook: exported, edited, imported; columns by their headers; a wrong cell names itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.cast import World
from tests.catalogue.dump import PAPERS, record

from motcua.catalogue.actions.importing import export_workbook
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules.sheets import BadCell
from motcua.catalogue.sources import BadSource

from .running import TUESDAY, counts, newest, run


@pytest.fixture
def book(world: World, tmp_path: Path) -> Path:
    """The world's four procedures and an imported one, exported."""
    long = "Điều kiện dài. " * 3000
    steps = "Bước 1: Làm.\n- việc một\n- việc hai\nBước 2: =1+1"
    run(
        tmp_path / "a.jsonl",
        record(yeu_cau_dieu_kien=long, trinh_tu_thuc_hien=steps, thanh_phan_ho_so=f"Cấp mới:{PAPERS}Đơn1 bản chínhCấp lại:{PAPERS}=Giấy1 bản chính"),
    )
    path = tmp_path / "book.xlsx"
    assert export_workbook(path) == 5
    return path


def edit(path: Path, change: Callable[[dict[str, Worksheet]], object]) -> Path:
    found = load_workbook(path)
    change({page.title: page for page in found})
    found.save(path)
    return path


def row_of(page: Worksheet, code: str, number: int = 1) -> int:
    return [cell.row for cell in page["A"] if cell.value == code][number - 1]


def test_there_and_back_changes_nothing(book: Path) -> None:
    before = ProcedureVersion.objects.count()
    assert counts(run(book)) == (0, 0, 5, 0)
    assert ProcedureVersion.objects.count() == before


def test_an_edit_is_a_new_version(world: World, book: Path) -> None:
    def change(pages: dict[str, Worksheet]) -> None:
        terms = pages["Cách nộp"]
        terms.cell(row_of(terms, "9.000001"), 4).value = "2,5"
        pages["Thủ tục"].cell(row_of(pages["Thủ tục"], world.birth.code), 13).value = "Tóm tắt mới."

    report = run(edit(book, change), valid_from=TUESDAY)
    assert counts(report) == (0, 2, 3, 0)
    assert [(row["code"], [one["field"] for one in row["fields"]]) for row in report.changes] == [
        (world.birth.code, ["summary"]), ("9.000001", ["terms"])
    ]  # fmt: skip
    assert newest("9.000001").terms.all()[0].amount == Decimal("2.5") and newest("9.000001").source == "portal-dump/bo-xay-dung"
    assert counts(run(book, valid_from=date(2026, 3, 5))) == (0, 0, 5, 0)


def test_columns_in_another_order_are_found_by_their_headers(book: Path) -> None:
    def change(pages: dict[str, Worksheet]) -> None:
        page = pages["Giấy tờ"]
        rows = [list(row)[::-1] for row in page.iter_rows(values_only=True)]
        page.delete_rows(1, page.max_row)
        for row in rows:
            page.append([None, *row])

    assert counts(run(edit(book, change))) == (0, 0, 5, 0)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "words"),
    [
        ("Giấy tờ", "D1", "Bản gốc", "Trang “Giấy tờ”, ô D1: cột “Bản gốc” không có trong mẫu"),
        ("Cách nộp", "D1", None, "Trang “Cách nộp”, ô I1: thiếu cột “Thời hạn”"),
        ("Phí, lệ phí", "F1", "Loại", "Trang “Phí, lệ phí”, ô F1: cột “Loại” có hai lần"),
    ],
)
def test_a_wrong_header_is_named(book: Path, sheet: str, cell: str, value: object, words: str) -> None:
    def change(pages: dict[str, Worksheet]) -> None:
        pages[sheet][cell].value = value  # type: ignore[union-attr]

    with pytest.raises(BadCell) as caught:
        run(edit(book, change))
    assert words in caught.value.sentence


@pytest.mark.parametrize(
    ("sheet", "column", "value", "words"),
    [
        ("Cách nộp", "D", "năm", "cần một số, ví dụ 3 hoặc 0,5"), ("Cách nộp", "C", "Bồ câu", "cần một trong: Trực tiếp"),
        ("Cách nộp", "E", "", "thời hạn và đơn vị phải đi cùng nhau"), ("Giấy tờ", "D", "-1", "số nguyên từ 0 đến 999"),
        ("Giấy tờ", "G", "có lẽ", "ghi “x” hoặc để trống"), ("Phí, lệ phí", "F", "hai chục", "cần một số nguyên"),
        ("Thủ tục", "J", "Ma quỷ", "cần một trong: Công dân"), ("Trình tự, điều kiện", "B", "Phụ lục", "mục phải là"),
        ("Thủ tục", "B", "", "không có tên"),
    ],
)  # fmt: skip
def test_a_wrong_cell_fails_its_procedure_only(book: Path, sheet: str, column: str, value: str, words: str) -> None:
    def change(pages: dict[str, Worksheet]) -> None:
        page = pages[sheet]
        page[f"{column}{row_of(page, '9.000001')}"].value = value  # type: ignore[union-attr]

    report = run(edit(book, change))
    assert counts(report) == (0, 0, 4, 1) and report.failed[0]["code"] == "9.000001"
    assert words in report.failed[0]["sentence"]
    if sheet != "Thủ tục" or column != "B":
        assert f"Trang “{sheet}”, ô {column}" in report.failed[0]["sentence"]


def test_rows_of_a_procedure_that_the_first_sheet_lacks(book: Path) -> None:
    def change(pages: dict[str, Worksheet]) -> None:
        pages["Kết quả"].append(["9.777777", "Giấy", ""])
        pages["Kết quả"].append(["", "Giấy", ""])

    report = run(edit(book, change))
    assert [row["code"] for row in report.failed] == ["9.777777", ""]
    assert "chưa có ở trang “Thủ tục”" in report.failed[0]["sentence"] and "không có mã thủ tục" in report.failed[1]["sentence"]


def test_a_workbook_without_our_sheets(book: Path) -> None:
    def change(pages: dict[str, Worksheet]) -> None:
        pages["Kết quả"].title = "Khác"

    with pytest.raises(BadSource, match="thiếu trang “Kết quả”"):
        run(edit(book, change))


def test_only_some_procedures(world: World, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    call_command("catalogue", "export", str(path), "--code", world.birth.code, stdout=io.StringIO())
    found = load_workbook(path)
    page = found["Thủ tục"]
    assert [cell.value for cell in page["A"]] == ["Mã thủ tục", world.birth.code]
    assert counts(run(path)) == (0, 0, 1, 0)
