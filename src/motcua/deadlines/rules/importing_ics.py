"""Days of a calendar from an iCalendar file (RFC 5545): whole days of DTSTART/DTEND with SUMMARY and CATEGORIES."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from motcua.deadlines.errors import BadCalendar
from motcua.deadlines.rules.changing import Entry, check_day
from motcua.deadlines.rules.hours import OwnDay
from motcua.deadlines.rules.importing import KINDS, LONGEST_TEXT, Found, Problem, read_text
from motcua.kernel.clock import VN
from motcua.kernel.text import clean, fold

LONGEST_EVENT = 60
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_ESCAPED = re.compile(r"\\([\\;,nN])")
Event = dict[str, str]


def read_ics(data: bytes, *, agency_code: str = "", legal_basis: str = "") -> Found:
    """The days of the file's events, off unless CATEGORIES says worked ("làm việc", "làm bù"). DTEND is not counted.

    Repeating and cancelled events are reported, not read. Raises BadCalendar when the file is no calendar.
    """
    text = read_text(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        raise BadCalendar("Tệp không phải lịch iCalendar (.ics). Hãy xuất lại lịch, hoặc dùng tệp CSV.")
    found, seen = Found(), dict[tuple[str, dt.date], int]()
    for line, event in _events(text):
        try:
            for day in _days(event):
                found.keep(Entry(_own_day(day, event, legal_basis), agency_code), line, seen)
        except BadCalendar as error:
            found.problems.append(Problem(line, str(error)))
    if not found.entries and not found.problems:
        raise BadCalendar("Lịch trong tệp không có sự kiện nào. Hãy chọn tệp khác.")
    return found


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first physical line: a line that begins with a blank continues the last."""
    begun, kept = 0, ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t"):
            kept += line[1:]
            continue
        if kept:
            yield begun, kept
        begun, kept = number, line
    if kept:
        yield begun, kept


def _events(text: str) -> Iterator[tuple[int, Event]]:
    """Each event's fields (the first of each name, parameters cut off) with the line of its BEGIN."""
    event: Event | None = None
    begun, inner = 0, 0
    for number, line in unfolded(text):
        head, _, value = line.partition(":")
        name = head.partition(";")[0].strip().upper()
        if name == "BEGIN" and value.strip().upper() == "VEVENT":
            event, begun, inner = {}, number, 0
        elif event is None:
            continue
        elif name == "END" and value.strip().upper() == "VEVENT":
            yield begun, event
            event = None
        elif name in ("BEGIN", "END"):  # an alarm inside the event has fields of the same names
            inner += 1 if name == "BEGIN" else -1
        elif not inner:
            event.setdefault(name, value)
    if event is not None:
        yield begun, event | {"CUT": "yes"}


def unescaped(value: str) -> str:
    """The text without the escapes of RFC 5545, on one line."""
    return clean(_ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], value))


def _days(event: Event) -> list[dt.date]:
    if "CUT" in event:
        raise BadCalendar("Sự kiện bị cắt giữa chừng. Hãy tải lại tệp.")
    if "RRULE" in event or "RDATE" in event:
        raise BadCalendar("Sự kiện lặp lại không đọc được. Hãy ghi từng năm một.")
    if event.get("STATUS", "").strip().upper() == "CANCELLED":
        raise BadCalendar("Sự kiện đã bị hủy nên không được đưa vào lịch.")
    first, is_whole = _moment(event.get("DTSTART", ""))
    last = first
    if "DTEND" in event:
        end, _ = _moment(event["DTEND"])
        at_midnight = is_whole or (end.hour, end.minute, end.second) == (0, 0, 0)
        last = end - dt.timedelta(1) if at_midnight and end.date() > first.date() else end
    length = (last.date() - first.date()).days + 1
    if length < 1 or length > LONGEST_EVENT:
        raise BadCalendar(f"Sự kiện kéo dài {length} ngày. Hãy sửa ngày bắt đầu và ngày kết thúc (nhiều nhất {LONGEST_EVENT} ngày).")
    return [check_day(first.date() + dt.timedelta(step)) for step in range(length)]


def _moment(value: str) -> tuple[dt.datetime, bool]:
    """The moment in Vietnamese time and whether it is a whole day."""
    match = _MOMENT.fullmatch(value.strip())
    try:
        numbers = [int(part) for part in match.groups()[:6] if part is not None] if match else []
        moment = dt.datetime(*numbers, tzinfo=dt.UTC if match and match[7] else VN)  # type: ignore[arg-type,misc]  # three to six numbers
        return moment.astimezone(VN), len(numbers) == 3
    except (TypeError, ValueError, OverflowError):
        raise BadCalendar(f"Không đọc được ngày “{value[:40]}” của sự kiện. Hãy ghi dạng 20260831.") from None


def _own_day(day: dt.date, event: Event, legal_basis: str) -> OwnDay:
    # An escaped comma belongs to the category's name.
    names = re.split(r"(?<!\\),", event.get("CATEGORIES", ""))
    worked = any(KINDS.get(fold(unescaped(name)), False) for name in names)
    return OwnDay(day, worked, unescaped(event.get("SUMMARY", ""))[:LONGEST_TEXT], legal_basis)
