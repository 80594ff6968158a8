"""The 80 mm ticket as a black-and-white picture of 576 dots (seed step: the kiosk takes a number).

A picture, not text: cheap printers know no Vietnamese letters, but every one of them prints dots.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Final, Literal

import segno
from PIL import Image, ImageDraw, ImageFont

from motcua.kernel import clock
from motcua.papers.printing.letters import FONTS, printable

WIDTH: Final = 576
MARGIN: Final = 12
QR_DOTS: Final = 184
_INK_FROM: Final = 150
_BREAK: Final = "\u200b"

Language = Literal["vi", "en"]
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "vi": {
        "your_number": "Số thứ tự của Ông/Bà",
        "priority": "ƯU TIÊN",
        "ahead": "Người chờ trước",
        "wait": "Thời gian chờ",
        "counters": "Quầy",
        "follow": "Quét mã để theo dõi lượt gọi trên điện thoại",
        "thanks": "Cảm ơn Ông/Bà đã chờ. Xin giữ phiếu đến khi xong việc.",
    },
    "en": {
        "your_number": "Your number",
        "priority": "PRIORITY",
        "ahead": "People ahead",
        "wait": "Expected wait",
        "counters": "Counter",
        "follow": "Scan to follow the queue on your phone",
        "thanks": "Thank you for waiting. Please keep this ticket.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSlip:
    """What a ticket says. `counters` is a list such as "3, 4"; `wait` None leaves the expected wait out."""

    centre: str
    number: str
    service: str
    issued_at: datetime
    follow_url: str
    counters: str = ""
    ahead: int = 0
    wait: timedelta | None = None
    priority: str = ""
    language: Language = "vi"


def ticket_image(slip: TicketSlip) -> Image.Image:
    """The ticket, 576 dots wide (72 mm at 8 dots a mm), mode "1", black on white."""
    say = _WORDS[slip.language]
    roll = _Roll()
    roll.text(slip.centre, 28, "SemiBold")
    roll.rule()
    roll.text(say["your_number"], 28)
    roll.number(slip.number)
    if slip.priority:
        roll.banner(f"{say['priority']} · {slip.priority}")
    roll.text(slip.service, 36, "Bold")
    if slip.counters:
        roll.text(f"{say['counters']} {slip.counters}", 36)
    roll.rule()
    roll.pair((say["ahead"], str(slip.ahead)), (say["wait"], _wait(slip)) if slip.wait is not None else None)
    roll.rule()
    roll.qr(slip.follow_url)
    roll.text(say["follow"], 24)
    roll.text(_moment(slip), 26, "SemiBold")
    roll.text(say["thanks"], 24)
    return roll.finished()


def _wait(slip: TicketSlip) -> str:
    assert slip.wait is not None
    minutes = int(slip.wait.total_seconds() // 60)
    if slip.language == "vi":
        return f"khoảng {clock.write_duration(slip.wait)}" if minutes else clock.write_duration(slip.wait)
    return f"about {minutes} min" if minutes else "under 1 min"


def _moment(slip: TicketSlip) -> str:
    if slip.language == "vi":
        return clock.write_moment(slip.issued_at)
    return f"{clock.local(slip.issued_at):%H:%M, %d/%m/%Y}"


@cache
def _font(style: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"BeVietnamPro-{style}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


class _Roll:
    """Paper from the roll, written from top to bottom."""

    def __init__(self) -> None:
        self.image = Image.new("L", (WIDTH, 4000), 255)
        self.draw = ImageDraw.Draw(self.image)
        self.y = 8

    def text(self, words: str, size: int, style: str = "Regular") -> None:
        """Centred lines, wrapped to the paper; long texts end with an ellipsis after six lines."""
        font = _font(style, size)
        for line in _lines(printable(words), style, size):
            self.draw.text((WIDTH / 2, self.y), line, font=font, fill=0, anchor="ma")
            self.y += round(size * 1.32)
        self.y += 6

    def number(self, number: str) -> None:
        """The number as large as the paper allows."""
        words = printable(number)
        size = next((size for size in range(190, 40, -10) if _font("Bold", size).getlength(words) <= WIDTH - 40), 40)
        font = _font("Bold", size)
        top, bottom = font.getbbox(words, anchor="ls")[1::2]
        self.draw.text((WIDTH / 2, self.y + 4 - top), words, font=font, fill=0, anchor="ms")
        self.y += round(bottom - top) + 26

    def banner(self, words: str) -> None:
        """White on black: the priority mark, seen by the officer from afar."""
        font = _font("Bold", 30)
        lines = _lines(printable(words), "Bold", 30)
        height = round(len(lines) * 40) + 14
        self.draw.rectangle((MARGIN, self.y, WIDTH - MARGIN, self.y + height), fill=0)
        for index, line in enumerate(lines):
            self.draw.text((WIDTH / 2, self.y + 7 + index * 40), line, font=font, fill=255, anchor="ma")
        self.y += height + 14

    def pair(self, left: tuple[str, str], right: tuple[str, str] | None) -> None:
        """Two figures side by side, each under its label; one alone stands in the middle."""
        shown = [left] if right is None else [left, right]
        for index, (label, value) in enumerate(shown):
            middle = WIDTH * (2 * index + 1) / (2 * len(shown))
            self.draw.text((middle, self.y), label, font=_font("Regular", 26), fill=0, anchor="ma")
            self.draw.text((middle, self.y + 34), value, font=_font("Bold", 44), fill=0, anchor="ma")
        self.y += 100

    def rule(self) -> None:
        """A line across the paper."""
        self.y += 4
        self.draw.rectangle((MARGIN, self.y, WIDTH - MARGIN, self.y + 2), fill=0)
        self.y += 12

    def qr(self, url: str) -> None:
        """A QR of at least 23 mm, whole dots a module, with its quiet zone."""
        rows = segno.make_qr(url, error="m").matrix
        scale = max(3, -(-QR_DOTS // len(rows)))
        side = len(rows) * scale
        code = Image.new("L", (len(rows), len(rows)), 255)
        code.putdata([0 if module else 255 for row in rows for module in row])
        self.y += 4 * scale
        self.image.paste(code.resize((side, side), Image.Resampling.NEAREST), ((WIDTH - side) // 2, self.y))
        self.y += side + 4 * scale

    def finished(self) -> Image.Image:
        """The written part, in pure black and white."""
        return self.image.crop((0, 0, WIDTH, min(self.y + 8, self.image.height))).point(_threshold, mode="1")


def _threshold(grey: int) -> int:
    return 0 if grey < _INK_FROM else 255


@lru_cache(maxsize=4096)
def _length(word: str, style: str, size: int) -> float:
    return _font(style, size).getlength(word)


@lru_cache(maxsize=512)
def _lines(words: str, style: str, size: int, most: int = 6) -> tuple[str, ...]:
    """Lines of about equal length, as few as the paper allows, at most `most`."""
    full = WIDTH - 2 * MARGIN
    lines = _filled(words, style, size, full)
    if len(lines) > most:
        return (*lines[: most - 1], f"{lines[most - 1]}…")
    for width in range(full // 2, full, 16):
        narrower = _filled(words, style, size, width)
        if len(narrower) == len(lines) and all(_length(word, style, size) <= width for word in words.split()):
            return tuple(narrower)
    return tuple(lines)


def _filled(words: str, style: str, size: int, width: int) -> list[str]:
    lines: list[str] = []
    used, space = 0.0, _length(" ", style, size)
    for word in words.replace(_BREAK, " ").split():
        length = _length(word, style, size)
        if lines and used + space + length <= width:
            lines[-1], used = f"{lines[-1]} {word}", used + space + length
        else:
            lines.append(word)
            used = length
    return lines
