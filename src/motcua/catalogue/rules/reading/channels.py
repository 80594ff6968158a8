"""The channels table flattened into text: each row's channel, limit, fees and description, found again one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..kinds import Channel
from . import fees, limits
from .text import NOTHING, UPPER

_HEAD = re.compile(r"Hình thức nộp\s*Thời gian\s*(?:giải quyết\s*)?Phí, lệ phí\s*Mô tả\s*", re.IGNORECASE)
_NAMES = {
    "trực tiếp": Channel.COUNTER, "trực tuyến": Channel.ONLINE, "nộp trực tuyến": Channel.ONLINE, "dịch vụ bưu chính": Channel.POST,
    "bưu chính": Channel.POST, "bưu chính công ích": Channel.POST, "dịch vụ bưu chính công ích": Channel.POST,
}  # fmt: skip
_CHANNEL = r"Trực tiếp|Trực tuyến|Dịch vụ bưu chính|TRỰC TIẾP|TRỰC TUYẾN|DỊCH VỤ BƯU CHÍNH"
_WORDS = rf"(?:(?!{_CHANNEL})[^\n]){{0,80}}?"
# Cells stand against each other without a space: prose that names a channel goes on with a space, a colon or a comma.
_ROW = re.compile(
    rf"(?P<channel>{_CHANNEL})\t?"
    rf"(?:(?P<glued>\d[\d.,]*) (?={fees.CURRENCY})"
    rf"|(?P<limit>{limits.GLUED}(?:[\s,;/]*(?:hoặc )?{limits.GLUED})*)(?=\s*{fees.START}|\s*$|\n|\s*(?:{_CHANNEL})\t?[\dK])"
    rf"|(?P<bare>\d[\d.,]*|)(?=Miễn phí|{NOTHING}(?!{fees.START})|{fees.LABEL})"
    rf"|(?P<words>[{UPPER}]{_WORDS})(?={fees.START}|$))"
)


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One row as it stands in the source; `is_glued` when limit and amount cannot be told apart."""

    channel: Channel
    limit: str
    fees: tuple[fees.FeeText, ...]
    note: str
    is_glued: bool
    text: str


def channel_of(name: str) -> Channel | None:
    """The channel by its Vietnamese name or its national number, None for another word."""
    numbers = {str(channel.national): channel for channel in Channel}
    return numbers.get(name.strip()) or _NAMES.get(" ".join(name.lower().split()))


def split_channels(text: str) -> tuple[list[ChannelRow], str]:
    """(rows in their order, what stands before the first row and belongs to none)."""
    body = _HEAD.sub("", text, count=1)
    found = list(_ROW.finditer(body))
    if not found:
        return [], body.strip()
    ends = [match.start() for match in found[1:]] + [len(body)]
    rows = [_row(match, body[match.start() : end]) for match, end in zip(found, ends, strict=True)]
    return rows, body[: found[0].start()].strip()


def _row(match: re.Match[str], text: str) -> ChannelRow:
    channel = _NAMES[match["channel"].lower()]
    if match["glued"]:
        rest = text[match.start("glued") - match.start() :]
        known, note = fees.split_fees(rest)
        return ChannelRow(channel, "", tuple(known), note, is_glued=True, text=text)
    limit = match["limit"] or match["bare"] or match["words"] or ""
    known, note = fees.split_fees(text[match.end() - match.start() :])
    return ChannelRow(channel, limit.strip(), tuple(known), note, is_glued=False, text=text)
