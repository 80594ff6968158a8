"""From a form to the data of its sheet: what all papers share (head, title, codes) in one place."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from motcua.kernel import clock
from motcua.papers.printing import engine
from motcua.papers.printing.letters import printable
from motcua.papers.printing.marks import bar_pixels, qr_pixels
from motcua.papers.printing.parts import Letterhead


class Form(Protocol):
    """Any form: it has a letterhead."""

    @property
    def head(self) -> Letterhead: ...


def sheet(form: Form, *, title: str, qr: str = "", bars: str = "") -> dict[str, Any]:
    """The form as JSON values, with its title, the head's place and date, and the pixels of its codes."""
    data = engine.plain(form)
    assert isinstance(data, dict)
    data["title"] = title
    data["head"]["place_and_date"] = place_and_date(form.head)
    data["qr"] = qr_pixels(qr) if qr else None
    data["bars"] = bar_pixels(bars) if bars and bars.isascii() else None
    return data


def place_and_date(head: Letterhead) -> str:
    """Written by Decree 30/2020, a zero before days under 10 and months 1, 2: “Hạ Long, ngày 05 tháng 02 năm 2026”."""
    day = clock.local_day(head.issued_at)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return printable(f"{head.place}, ngày {day.day:02d} tháng {month} năm {day.year}")


def clock_and_date(moment: datetime) -> str:
    """For narrow columns: "07:30 23/02/2026"."""
    return f"{clock.write_clock(moment)} {clock.write_day(clock.local_day(moment))}"
