"""A call as the board shows and speaks it: the line, and the clips for board.js."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from motcua.centres.models import Room
from motcua.kernel.speech import announcement, sentence
from motcua.queueing import queries
from motcua.queueing.queries import BoardCall
from motcua.web.shared.jinja import static

LINES = 4


@dataclass(frozen=True, slots=True)
class ShownCall:
    """One line of the board; `data` is JSON for board.js."""

    number: str
    counter: int
    data: str


def shown_calls(room: Room, now: datetime) -> list[ShownCall]:
    """The last `LINES` tickets called to the room, newest first."""
    return [_shown(call, now) for call in queries.last_calls(room, now, LINES)]


def _shown(call: BoardCall, now: datetime) -> ShownCall:
    data = {
        "id": call.call, "clips": clips(call), "text": sentence(call.ticket, str(call.counter)),
        "age": max(int((now - call.at).total_seconds()), 0),
    }  # fmt: skip
    return ShownCall(call.ticket, call.counter, json.dumps(data, ensure_ascii=False))


def clips(call: BoardCall) -> list[str]:
    """Addresses of the clips in order, without the chime; a visitor who chose English hears it in English after Vietnamese."""
    counter = str(call.counter)
    _chime, *names = announcement(call.ticket, counter)
    if call.language == "en":
        names += announcement(call.ticket, counter, "en")[1:]
    return [static(f"board/sound/{name}.wav") for name in names]
