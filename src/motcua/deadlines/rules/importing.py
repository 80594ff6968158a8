"""Days of a calendar from a CSV file; each line that cannot be read is reported with its number, none is guessed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from motcua.deadlines.errors import BadCalendar
from motcua.deadlines.rules.changing import Entry, check_day, check_entry, read_hours
from motcua.deadlines.rules.hours import OwnDay
from motcua.kernel.clock import write_day
from motcua.kernel.codes import is_agency_code
from motcua.kernel.text import clean, fold

MOST_BYTES = 5 * 1024 * 1024
MOST_DAYS = 5_000
LONGEST_TEXT = 300

# Folded headings and words as people write them.
COLUMNS = {
    "ngay": "date", "date": "date", "loai": "kind", "kind": "kind", "ly do": "reason", "reason": "reason", "ten": "reason",
    "can cu": "basis", "can cu phap ly": "basis", "basis": "basis", "lam bu cho": "replaces", "lam bu cho ngay": "replaces", "replaces": "replaces",
    "gio": "hours", "gio lam viec": "hours", "hours": "hours", "don vi": "agency", "ma don vi": "agency", "ma co quan": "agency", "agency": "agency",
}  # fmt: skip
KINDS = {
    "nghi": False, "nghi le": False, "nghi bu": False, "ngay nghi": False, "off": False,
    "lam viec": True, "lam bu": True, "di lam": True, "worked": True, "lam": True,
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """A line of the file that was not kept, and the sentence that says how to fix it."""

    line: int
    sentence: str


@dataclass
class Found:
    """What a file holds: the days kept for review, the lines that were not."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def keep(self, entry: Entry, line: int, seen: dict[tuple[str, dt.date], int]) -> None:
        """Keep the entry unless its day already stands in an earlier line."""
        check_entry(entry.day)
        if entry.key in seen:
            raise BadCalendar(f"Ngày {write_day(entry.day.date)} đã có ở dòng {seen[entry.key]}. Hãy bỏ một trong hai dòng.")
        if len(self.entries) >= MOST_DAYS:
            raise BadCalendar(f"Tệp có hơn {MOST_DAYS} ngày. Hãy chia thành nhiều tệp.")
        seen[entry.key] = line
        self.entries.append(entry)


def read_text(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises BadCalendar: too large, empty, another encoding."""
    if len(data) > MOST_BYTES:
        raise BadCalendar("Tệp lớn hơn 5 MB. Hãy chia tệp thành các tệp nhỏ hơn, ví dụ mỗi năm một tệp.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise BadCalendar("Tệp không phải văn bản UTF-8. Hãy lưu lại tệp với mã hóa “CSV UTF-8” rồi chọn lại.") from None
    if not text.strip():
        raise BadCalendar("Tệp không có dòng nào. Hãy chọn tệp khác.")
    return text


def read_csv(data: bytes, *, agency_code: str = "", legal_basis: str = "") -> Found:
    """The days of the file. Columns by heading: ngày, loại (nghỉ / làm việc), lý do, căn cứ, làm bù cho, giờ, đơn vị.

    Comma, semicolon or tab between columns. ``agency_code`` and ``legal_basis`` hold where the line says nothing. Raises
    BadCalendar when the file as a whole cannot be read.
    """
    text = read_text(data)
    lines = _rows(text)
    _, head = next(lines)
    columns = [COLUMNS.get(fold(cell), "") for cell in head]
    missing = [name for key, name in (("date", "ngày"), ("kind", "loại")) if key not in columns]
    if missing:
        raise BadCalendar(f"Dòng đầu của tệp thiếu cột {' và '.join(missing)}. Hãy ghi tên cột: ngày, loại, lý do, căn cứ, làm bù cho, giờ, đơn vị.")
    found, seen = Found(), dict[tuple[str, dt.date], int]()
    for line, cells in lines:
        values = {name: clean(cell[: LONGEST_TEXT + 1]) for name, cell in zip(columns, cells, strict=False) if name}
        if not any(values.values()):
            continue
        try:
            found.keep(_entry(values, agency_code, legal_basis), line, seen)
        except BadCalendar as error:
            found.problems.append(Problem(line, str(error)))
    return found


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The file's rows with the number of the line on which each begins."""
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    start = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BadCalendar(f"Không đọc được dòng {reader.line_num} của tệp: ô quá dài hoặc thiếu dấu ngoặc kép. Hãy sửa dòng này.") from None
        yield start, row
        start = reader.line_num + 1


def _entry(values: dict[str, str], agency_code: str, legal_basis: str) -> Entry:
    if any(len(value) > LONGEST_TEXT for value in values.values()):
        raise BadCalendar(f"Có ô dài hơn {LONGEST_TEXT} ký tự. Hãy rút gọn.")
    kind = KINDS.get(fold(values["kind"])) if "kind" in values else None
    if kind is None:
        raise BadCalendar(f"Không đọc được loại “{values.get('kind', '')[:40]}”. Hãy ghi “nghỉ” hoặc “làm việc”.")
    agency = values.get("agency", "").upper() or agency_code
    if agency and not is_agency_code(agency):
        raise BadCalendar(f"Mã đơn vị “{agency[:40]}” không đúng. Hãy ghi mã dạng H49.12, hoặc để trống cho mọi đơn vị.")
    replaces = read_day(values["replaces"]) if values.get("replaces") else None
    reason = values.get("reason", "") or (f"làm bù cho ngày {write_day(replaces)}" if replaces else "")
    day = OwnDay(read_day(values["date"]), kind, reason, values.get("basis", "") or legal_basis, replaces, read_hours(values.get("hours", "")))
    return Entry(day, agency)


def read_day(text: str) -> dt.date:
    """``31/8/2026``, ``31-08-2026`` or ``2026-08-31``. Raises BadCalendar."""
    year_last = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    year_first = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
    parts = year_last.groups()[::-1] if year_last else year_first.groups() if year_first else None
    try:
        day = dt.date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        day = None
    if day is None:
        raise BadCalendar(f"Không đọc được ngày “{text[:40]}”. Hãy ghi ví dụ 31/08/2026.")
    return check_day(day)
