"""Early, on time or late; whether a term may be extended (Decree 118/2025: once, before expiry, with an apology)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from motcua.deadlines.errors import ExtensionRefused
from motcua.deadlines.rules.calendar import DEFAULT_CALENDAR, WorkCalendar
from motcua.deadlines.rules.moments import minute_number, to_minute
from motcua.deadlines.rules.ruler import between
from motcua.kernel.clock import write_moment


class Judgement(StrEnum):
    """How a finished dossier stands against its first due moment."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"

    @property
    def label(self) -> str:
        return {"early": "trước hạn", "on_time": "đúng hạn", "late": "quá hạn"}[self.value]


def judge(finished: dt.datetime, first_due: dt.datetime) -> Judgement:
    """Late after the due minute; on time on the due day until that minute; early on a day before it.

    ``finished`` is the moment of status 9 (result ready), ``first_due`` the first appointment, not an extended one.
    """
    done, promised = to_minute(finished), to_minute(first_due)
    if done > promised:
        return Judgement.LATE
    return Judgement.ON_TIME if done.date() == promised.date() else Judgement.EARLY


def working_minutes(start: dt.datetime, end: dt.datetime, calendar: WorkCalendar = DEFAULT_CALENDAR) -> int:
    """Minutes of work in [start, end); 0 when the end is not after the start."""
    return between(calendar, minute_number(start), minute_number(end), by_day=False)


def check_extension(
    *, first_due: dt.datetime, new_due: dt.datetime, now: dt.datetime, has_letter: bool, extended_before: bool = False
) -> None:
    """Raise ExtensionRefused unless: not yet extended, not yet due, a letter of apology, and a later new date."""
    check_extendable(first_due=first_due, now=now, extended_before=extended_before)
    if not has_letter:
        raise ExtensionRefused("Chưa có văn bản xin lỗi. Hãy lập văn bản xin lỗi và gia hạn trước.")
    if to_minute(new_due) <= to_minute(first_due):
        raise ExtensionRefused(f"Ngày hẹn mới phải sau {write_moment(first_due)}. Hãy chọn ngày muộn hơn.")


def check_extendable(*, first_due: dt.datetime, now: dt.datetime, extended_before: bool = False) -> None:
    """Raise ExtensionRefused unless: not yet extended, not yet due. What the letter says is asked later."""
    if extended_before:
        raise ExtensionRefused("Hồ sơ đã được gia hạn một lần. Hãy hoàn thành theo ngày hẹn đã gia hạn.")
    if to_minute(now) >= to_minute(first_due):
        raise ExtensionRefused(
            f"Đã qua hạn trả lúc {write_moment(first_due)}. Hãy gửi văn bản xin lỗi, không gia hạn được nữa."
        )


def can_extend(
    *, first_due: dt.datetime, new_due: dt.datetime, now: dt.datetime, has_letter: bool, extended_before: bool = False
) -> bool:
    """Whether check_extension would agree, for the button."""
    try:
        check_extension(
            first_due=first_due, new_due=new_due, now=now, has_letter=has_letter, extended_before=extended_before
        )
    except ExtensionRefused:
        return False
    return True


def is_letter_in_time(*, first_due: dt.datetime, sent: dt.datetime) -> bool:
    """Whether the letter goes out at least one day (24 hours) before expiry; a later one is allowed but reported."""
    return to_minute(first_due) - to_minute(sent) >= dt.timedelta(days=1)
