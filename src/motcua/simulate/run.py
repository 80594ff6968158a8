"""From the wish (how many visitors, which server) to the result: who plays, the day, the checks afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from motcua.demo import read

from . import citizen
from .browser import Browser, ServerAway, Stopwatch
from .chains import chains_broken
from .counter import Officer, PageUnfit
from .day import Day
from .kiosk import Kiosks
from .ledger import Ledger
from .model import Visitor, plan_day
from .stage import Stage
from .summary import summary

HEALTH = "/khoe/"
MARK = "x-motcua-demo"
THREADS = 16
AFTERWARDS = 4


class NotPlayed(Exception):
    """The day cannot be played; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to play: `centre` is a slug of the demonstration province, `counters` how many of its counters work."""

    url: str
    visitors: int = 400
    centre: str = ""
    counters: int = 12
    seed: int = 1
    really: bool = False
    threads: int = THREADS


@dataclass(frozen=True, slots=True)
class Cast:
    """The centre's row of the demonstration data, its officers' logins, and which letters each counter serves."""

    centre: str
    kiosks: tuple[str, ...]
    logins: tuple[tuple[str, int], ...]
    password: str
    serves: dict[int, frozenset[str]]

    @property
    def groups(self) -> dict[str, float]:
        """Group letter -> weight: a counter's day is shared by its groups."""
        weights: dict[str, float] = {}
        for counter, _ in ((number, name) for name, number in self.logins):
            letters = self.serves.get(counter, frozenset())
            for letter in sorted(letters):
                weights[letter] = weights.get(letter, 0.0) + 1 / len(letters)
        return dict(sorted(weights.items()))


def cast_of(centre: str, counters: int) -> Cast:
    """Who works at the centre (empty: the provincial one), from the demonstration's files. Raises NotPlayed."""
    data, people = read.table("centres"), read.table("staff")
    row = next(
        (one for one in data["centre"] if one["slug"] == centre or (not centre and one.get("is_provincial"))), None
    )
    if row is None:
        known = ", ".join(one["slug"] for one in data["centre"])
        raise NotPlayed(f"Không có trung tâm “{centre}”. Các trung tâm: {known}.")
    names = [
        one["username"] for one in people["staff"] if one["role"] == "reception" and one.get("centre") == row["slug"]
    ]
    numbers = sorted(number for room in row["rooms"] for number in room["counters"])
    logins = tuple(zip(names, numbers, strict=False))[:counters]
    serves: dict[int, frozenset[str]] = {}
    for group in data["plans"][row["plan"]]["groups"]:
        for number in group["counters"]:
            serves[number] = serves.get(number, frozenset()) | {group["letter"]}
    return Cast(row["slug"], tuple(one["slug"] for one in row["kiosks"]), logins, people["password"], serves)


def play(wish: Wish, *, progress: Callable[[int, int], None] = lambda done, total: None) -> dict[str, Any]:
    """Play the day and check it; the object of summary.py. Raises NotPlayed, ServerAway."""
    watch, ledger = Stopwatch(), Ledger()
    base = wish.url.rstrip("/")
    check_server(Browser(base, watch), really=wish.really)
    cast = cast_of(wish.centre, wish.counters)
    visitors = plan_day(wish.visitors, groups=cast.groups, seed=wish.seed)
    begun = time.perf_counter()
    day = _day(wish, cast, visitors, watch, ledger, progress)
    day.play()
    _ask_afterwards(lambda: Browser(base, watch), ledger)
    seconds = time.perf_counter() - begun
    chains = chains_broken(ledger.issued, ledger.receipts)
    return summary(ledger, watch, seconds=seconds, chains=chains, visitors=len(visitors))


def check_server(browser: Browser, *, really: bool) -> None:
    """Refuse a server that is no demonstration: the day leaves dossiers that everybody sees. Raises NotPlayed, ServerAway."""
    page = browser.get(HEALTH, name="health")
    if page.status != 200:
        raise NotPlayed(
            f"Máy chủ {browser.base} chưa sẵn sàng (trả lời {page.status}). Hãy xem cửa sổ đang chạy máy chủ."
        )
    if page.headers.get(MARK) != "1" and not really:
        raise NotPlayed(
            f"Máy chủ {browser.base} không phải bản trình diễn, nên không mô phỏng: hồ sơ diễn tập sẽ lẫn với hồ sơ thật. "
            "Hãy dùng ./run demo; nếu chắc chắn đây là máy thử, thêm --really."
        )


def _day(
    wish: Wish,
    cast: Cast,
    visitors: list[Visitor],
    watch: Stopwatch,
    ledger: Ledger,
    progress: Callable[[int, int], None],
) -> Day:
    base = wish.url.rstrip("/")
    done = iter(range(1, len(visitors) + 1))
    return Day(
        stage=Stage(threads=wish.threads), visitors=visitors, ledger=ledger, seed=wish.seed, serves=cast.serves,
        kiosks=Kiosks(lambda: Browser(base, watch), cast.centre, cast.kiosks),
        officers=[Officer(Browser(base, watch), name, cast.password, number) for name, number in cast.logins],
        new_browser=lambda: Browser(base, watch), late_rules=late_rules(),
        progress=lambda: progress(next(done), len(visitors)),
    )  # fmt: skip


def late_rules() -> dict[str, str]:
    """Procedure's code -> its late rule's code, as the demonstration's files publish it."""
    return {draft.code: draft.late_rule for draft, _ in read.procedures()}


def _ask_afterwards(new_browser: Callable[[], Browser], ledger: Ledger) -> None:
    """Ask the tracking page for every acknowledged receipt, and the public page of every procedure that was received."""
    procedures = sorted({receipt.procedure for receipt in ledger.receipts if receipt.procedure})

    def ask(place: int) -> None:
        browser = new_browser()
        for receipt in ledger.receipts[place::AFTERWARDS]:
            _noting(ledger, lambda: ledger.tracked.append(citizen.track(browser, receipt)))  # noqa: B023 - called at once
        for code in procedures[place::AFTERWARDS]:
            _noting(ledger, lambda: ledger.published.update({code: citizen.read_about(browser, code)}))  # noqa: B023 - called at once
        browser.close()

    with ThreadPoolExecutor(AFTERWARDS) as pool:
        list(pool.map(ask, range(AFTERWARDS)))


def _noting(ledger: Ledger, job: Callable[[], None]) -> None:
    try:
        job()
    except (PageUnfit, ServerAway) as error:
        ledger.complain(str(error))
