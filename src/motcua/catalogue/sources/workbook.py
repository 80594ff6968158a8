"""Our workbook as a file: read with its formulas' values, written row by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from ..rules import Draft
from ..rules.differing import FIELD_NAMES
from ..rules.reading.record import Read, totals_of
from ..rules.reading.terms import Channels
from ..rules.sheets import SHEETS, Sheet, draft_from, records_from, rows_of
from ..rules.sheets.cells import Cells
from .errors import BadSource

# The workbook holds everything but the source, which stays what it was.
GIVEN = frozenset(FIELD_NAMES) - {"source"}
_UNPACKED = 400 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook whose headers were checked; its procedures in the order of the sheets."""

    groups: dict[str, tuple[int, dict[str, list[Cells]]]]

    def records(self) -> Iterator[tuple[int, Mapping[str, Any] | None, str]]:
        """(row, record, fault) of every procedure: the record holds the cells by sheet, as they were typed."""
        for code, (row, sheets) in self.groups.items():
            if code:
                yield (
                    row,
                    {"ma_thu_tuc": code, "sheets": {title: list(map(_typed, rows)) for title, rows in sheets.items()}},
                    "",
                )
            else:
                yield row, None, f"Trang “{next(iter(sheets))}”, dòng {row} không có mã thủ tục. Hãy bổ sung mã."

    def read(self, record: Mapping[str, Any]) -> Read:
        """The record's draft. Raises BadCell and Refused."""
        draft = draft_from(self.groups[record["ma_thu_tuc"]][1])
        limits, amounts = (
            sum(term.amount is not None for term in draft.terms),
            sum(fee.amount > 0 for fee in draft.fees),
        )
        channels = Channels(rows=len(draft.terms), limits=limits, amounts=amounts)
        return Read(draft, (), totals_of(draft, channels), GIVEN)


def _typed(cells: Cells) -> dict[str, object]:
    return {key: str(cells[key]) for key in cells.places if cells[key] is not None}


def read_workbook(path: Path) -> Book:
    """The workbook at the path. Raises BadSource, and BadCell for a header that is missing or unknown."""
    _check_size(path)
    with path.open("rb") as file:
        try:
            book = load_workbook(file, read_only=True, data_only=True)
        except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise BadSource(f"Tệp “{path.name}” không phải bảng tính XLSX hoặc bị hỏng. Hãy lưu lại bằng XLSX.") from error
        missing = [sheet.title for sheet in SHEETS if sheet.title not in book.sheetnames]
        if missing:
            raise BadSource(f"Tệp “{path.name}” thiếu trang “{missing[0]}”. Hãy xuất tệp mẫu bằng “catalogue export” rồi sửa trên tệp đó.")
        sheets = {sheet.title: _rows(sheet, book[sheet.title].iter_rows(values_only=True)) for sheet in SHEETS}
        return Book({code: (row, rows) for row, code, rows in records_from(sheets)})


def _check_size(path: Path) -> None:
    """Raises BadSource for an archive that would fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise BadSource(f"Tệp “{path.name}” không phải bảng tính XLSX hoặc bị hỏng. Hãy lưu lại bằng XLSX.") from error
    if size > _UNPACKED:
        raise BadSource(f"Bảng tính “{path.name}” quá lớn. Hãy chia thành nhiều tệp nhỏ hơn.")


def _rows(sheet: Sheet, rows: Iterable[tuple[object, ...]]) -> list[Cells]:
    found: list[Cells] = []
    places: dict[str, int] | None = None
    for number, values in enumerate(rows, 1):
        if places is None:
            places = sheet.places(values)
        elif any(value not in (None, "") for value in values):
            found.append(Cells(sheet, number, places, values))
    if places is None:
        sheet.places(())
    return found


def write_workbook(path: Path, drafts: Iterable[Draft]) -> int:
    """The drafts as a workbook; how many there were. Raises BadSource when a text does not fit a cell or the file cannot be written."""
    book = Workbook(write_only=True)
    pages = {sheet.title: book.create_sheet(sheet.title) for sheet in SHEETS}
    for sheet in SHEETS:
        pages[sheet.title].freeze_panes = "B2"
        pages[sheet.title].append([_header(pages[sheet.title], header) for header in sheet.columns])
    count = 0
    for draft in drafts:
        count += 1
        for sheet, cells in rows_of(draft):
            pages[sheet.title].append([_cell(value, draft.code) for value in cells])
    try:
        book.save(path)
    except OSError as error:
        raise BadSource(f"Không ghi được tệp “{path}” ({error.strerror}). Hãy chọn nơi khác.") from error
    return count


def _header(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(value: object, code: str) -> object:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if len(text) > 32_767:
        raise BadSource(
            f"Thủ tục {code} có một ô dài {len(text):,} ký tự, không vừa bảng tính. Hãy xuất thủ tục này bằng cách khác."
        )
    # A text that begins with "=" would become a formula.
    return f"\u200b{text}" if text.startswith("=") else text
