"""Files of days: CSV as spreadsheets write it, ICS as calendars export it; each wrong line is told, none is guessed."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from motcua.deadlines.errors import BadCalendar
from motcua.deadlines.rules import OwnDay, parse_hours
from motcua.deadlines.rules.changing import Entry
from motcua.deadlines.rules.importing import MOST_BYTES, MOST_DAYS, read_csv, read_day
from motcua.deadlines.rules.importing_ics import read_ics, unfolded

BASIS = "Thông báo 12/TB-BNV"
MONDAY, SATURDAY = dt.date(2026, 8, 31), dt.date(2026, 8, 22)
SHEET = f"Ngày;Loại;Lý do;Căn cứ;Làm bù cho;Giờ;Đơn vị\n31/08/2026;nghỉ;hoán đổi;{BASIS};;;\n" + (
    "22/08/2026;Làm bù;;;31/08/2026;;\n15.3.2026;làm việc;\"bầu cử; trực\";;;07:30-11:30;h49.1\n\n"
)


@pytest.mark.parametrize("data", [
    pytest.param(SHEET.encode(), id="utf-8"), pytest.param(SHEET.encode("utf-8-sig"), id="with a mark"), pytest.param(SHEET.encode("utf-16"), id="utf-16"),
    pytest.param(SHEET.replace("\n", "\r\n").encode(), id="Windows"), pytest.param(SHEET.replace(";", "\t").replace("cử\t", "cử;").encode(), id="tabs"),
])  # fmt: skip
def test_a_sheet(data: bytes) -> None:
    found = read_csv(data, legal_basis="chung")
    assert found.problems == []
    assert found.entries == [
        Entry(OwnDay(MONDAY, False, "hoán đổi", BASIS)),
        Entry(OwnDay(SATURDAY, True, "làm bù cho ngày 31/08/2026", "chung", replaces=MONDAY)),
        Entry(OwnDay(dt.date(2026, 3, 15), True, "bầu cử; trực", "chung", spans=parse_hours("07:30-11:30")), "H49.1"),
    ]


@pytest.mark.parametrize(("line", "sentence"), [
    ("31/02/2026,nghỉ,x", "Không đọc được ngày"), ("8/31/2026,nghỉ,x", "Không đọc được ngày"), ("31/08/26,nghỉ,x", "Không đọc được ngày"),
    ("31/08/2009,nghỉ,x", "ngoài lịch"), ("31/08/2026,có lẽ,x", "Không đọc được loại"), ("31/08/2026,nghỉ,", "chưa có lý do"),
    ("31/08/2026", "Không đọc được loại"), ("31/08/2026,làm việc,x,,,22:00-02:00", "nửa đêm"), ("31/08/2026,làm việc,x,,,07:00-09:00,lá", "Mã đơn vị"),
    ('31/08/2026,làm việc,x,,,"07:00-09:00,08:00-10:00"', "chồng lên nhau"), ("31/08/2026,nghỉ,x,,,07:00-09:00", "bỏ giờ"),
    ("31/08/2026,làm bù,x,,31/08/2026", "cho chính nó"), (f"31/08/2026,nghỉ,{'x' * 301}", "dài hơn"), ("22/08/2026,nghỉ,lặp", "đã có ở dòng 2"),
])  # fmt: skip
def test_a_wrong_line_is_told_and_the_rest_kept(line: str, sentence: str) -> None:
    found = read_csv(f"ngày,loại,lý do,căn cứ,làm bù cho,giờ,đơn vị\n22/08/2026,nghỉ,x\n{line}\n23/08/2026,nghỉ,x\n".encode())
    assert [entry.day.date.day for entry in found.entries] == [22, 23]
    assert [problem.line for problem in found.problems] == [3] and sentence in found.problems[0].sentence


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    found = read_csv('ngày,loại,lý do\n22/08/2026,nghỉ,"hai\ndòng"\nsai,nghỉ,x\n'.encode())
    assert found.entries[0].day.reason == "hai dòng" and [problem.line for problem in found.problems] == [4]


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", "không có dòng nào"), (b" \n ", "không có dòng nào"), (b"\xff\xfe\x00", "UTF-8"), (b"\x80abc", "UTF-8"), (b"x" * (MOST_BYTES + 1), "5 MB"),
    ("ngày,loại\n1/1/2026," .encode() + b"x" * 200_000, "dòng 2"),
])  # fmt: skip
def test_a_file_that_is_no_sheet(data: bytes, sentence: str) -> None:
    with pytest.raises(BadCalendar, match=sentence):
        read_csv(data)


def test_five_megabytes_are_read_soon_and_not_kept_whole() -> None:
    line = "01/01/2026,nghỉ,lý do\n"
    data = ("ngày,loại,lý do\n" + line * ((MOST_BYTES - 100) // len(line.encode()))).encode()
    begun = time.monotonic()
    found = read_csv(data)
    assert len(found.entries) == 1 and len(found.problems) > 190_000 and time.monotonic() - begun < 60
    first = dt.date(2010, 1, 1)
    many = "ngày,loại,lý do\n" + "".join(f"{first + dt.timedelta(n)},nghỉ,x\n" for n in range(MOST_DAYS + 1))
    assert len(read_csv(many.encode()).problems) == 1


def ics(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def test_events_with_folding_and_escaping() -> None:
    found = read_ics(
        ics(
            "DTSTART;VALUE=DATE:20270205\r\nDTEND;VALUE=DATE:20270207\r\nSUMMARY;LANGUAGE=vi:Tết\\, nghỉ\r\n  dài\\nngày\r\nCATEGORIES:Holiday",
            "SUMMARY:Bù\r\nCATEGORIES:Khác,LÀM\r\n  BÙ\r\nDTSTART:20260821T170000Z\r\nDTEND:20260822T100000Z\r\nBEGIN:VALARM\r\nSUMMARY:Chuông\r\nEND:VALARM",
            "DTSTART:20260901T000000\r\nDTEND:20260902T000000\r\nSUMMARY:Một ngày",
        ),
        agency_code="H49.1", legal_basis=BASIS,
    )  # fmt: skip
    assert found.problems == []
    assert [(entry.day.date, entry.day.worked, entry.day.reason) for entry in found.entries] == [
        (dt.date(2027, 2, 5), False, "Tết, nghỉ dài ngày"), (dt.date(2027, 2, 6), False, "Tết, nghỉ dài ngày"),
        (SATURDAY, True, "Bù"), (dt.date(2026, 9, 1), False, "Một ngày"),
    ]  # fmt: skip
    assert {(entry.agency_code, entry.day.legal_basis) for entry in found.entries} == {("H49.1", BASIS)}


@pytest.mark.parametrize(("event", "sentence"), [
    ("SUMMARY:x", "Không đọc được ngày"), ("DTSTART:2026-08-31\r\nSUMMARY:x", "Không đọc được ngày"), ("DTSTART:20260231\r\nSUMMARY:x", "Không đọc được ngày"),
    ("DTSTART:20260831\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:x", "lặp lại"), ("DTSTART:20260831\r\nSTATUS:CANCELLED\r\nSUMMARY:x", "đã bị hủy"),
    ("DTSTART:20260831\r\nDTEND:20260801\r\nSUMMARY:x", "kéo dài"), ("DTSTART:20260101\r\nDTEND:20261231\r\nSUMMARY:x", "kéo dài"),
    ("DTSTART:20260831", "chưa có lý do"), ("DTSTART:20091231\r\nSUMMARY:x", "ngoài lịch"), ("DTSTART:99991231T235959Z\r\nSUMMARY:x", "Không đọc được ngày"),
])  # fmt: skip
def test_a_wrong_event_is_told_with_its_line(event: str, sentence: str) -> None:
    found = read_ics(ics("DTSTART:20260822\r\nSUMMARY:a", event))
    assert [entry.day.date for entry in found.entries] == [SATURDAY]
    assert [problem.line for problem in found.problems] == [7] and sentence in found.problems[0].sentence


def test_a_calendar_that_ends_in_the_middle() -> None:
    found = read_ics(ics("DTSTART:20260822\r\nSUMMARY:a") + b"BEGIN:VEVENT\r\nDTSTART:20260823")
    assert len(found.entries) == 1 and "bị cắt" in found.problems[0].sentence
    with pytest.raises(BadCalendar, match="không có sự kiện"):
        read_ics(ics())
    with pytest.raises(BadCalendar, match="không phải lịch"):
        read_ics(b"DTSTART:20260822")


def test_unfolding_keeps_line_numbers() -> None:
    assert list(unfolded("A:1\r\n 2\r\n\t3\nB:4")) == [(1, "A:123"), (4, "B:4")]


@pytest.mark.parametrize("text", ["31/8/2026", "31-08-2026", "31.8.2026", "2026-08-31", " 2026-8-31 "])
def test_days_as_people_write_them(text: str) -> None:
    assert read_day(text) == MONDAY
