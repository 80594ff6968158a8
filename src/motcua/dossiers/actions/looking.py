"""Looking a dossier up with both codes, with the brakes against guessing (seed, figure 5: "số biên nhận và mã bảo mật")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.accounts.actions import note_wrong_try
from motcua.accounts.queries import braked, rest_left
from motcua.accounts.rules import TRACKING_BY_ADDRESS, TRACKING_BY_CODE, Brake

from ..queries import Glimpse, glimpse


@dataclass(frozen=True, slots=True)
class Wrong:
    """No dossier has both codes; unknown and wrong cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A brake refuses, right codes as well as wrong ones, until `rest` is over."""

    brake: Brake
    rest: timedelta


def look_up(
    code: str, security: str, *, address: str, now: datetime, wait: Callable[[float], None]
) -> Glimpse | Wrong | Refused:
    """What both codes open for a caller at this network address; one query when they are right and nobody guessed before.

    Two brakes count wrong tries, by address and by code, and only wrong ones: a refused try is not counted, so that the
    rest ends. A slowed answer calls `wait` with seconds first, right or wrong. Of guesses sent at the same moment no more
    than the brake allows are told that they are wrong; the others are refused.
    """
    tries = ((TRACKING_BY_ADDRESS, address), (TRACKING_BY_CODE, code))
    found = glimpse(code, security, tries)
    if found is not None and not found.is_noted:
        return found
    refusing, delay = braked(tries, now=now)
    if delay and refusing is None:
        wait(delay)
        refusing, _ = braked(tries, now=now)
    if refusing is None and found is None:
        refusing = next((brake for brake, value in tries if note_wrong_try(brake, value, now=now) > brake.refuse_after), None)
    if refusing is not None:
        return Refused(refusing, rest_left(refusing, dict(tries)[refusing], now=now))
    return found or Wrong()
