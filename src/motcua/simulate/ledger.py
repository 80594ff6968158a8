"""What the people of the simulated day hold in their hands: every acknowledged ticket, call and receipt, written down as seen on the page.

Only what a page said counts. Nothing here comes from the program's database, so that the checks (checks.py) compare what
people were promised with what the program knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock


@dataclass(frozen=True, slots=True)
class Issued:
    """A number as a visitor got it; `tap` is the request token of the tap, `follow` the address of the phone page."""

    visitor: int
    number: str
    follow: str
    tap: str
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Called:
    """A number as it stood on a counter's screen as called; `ticket` is the program's own id on that page."""

    number: str
    ticket: str
    counter: str
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Served:
    """How a visitor fared, in simulated seconds: came, was called, was served."""

    group: str
    came: float
    called: float
    service: float


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that was acknowledged to the citizen: what its page said.

    `term` is the limit in words as printed, `procedure` the code of the procedure, `late_rule` the code of its late rule as
    published, `appointed` the moment that the officer typed when the procedure has no limit.
    """

    code: str
    security: str
    due_at: datetime | None
    term: str
    procedure: str = ""
    late_rule: str = ""
    appointed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the tracking page answered for a receipt: found or not; received and due as they stand there, to the minute."""

    code: str
    is_found: bool
    received_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(slots=True)
class Ledger:
    """The day's records; threads add, the checks read when the day is over. `published`: procedure's code -> its public page's text."""

    issued: list[Issued] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    served: list[Served] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    published: dict[str, str] = field(default_factory=dict)
    guided: int = 0
    no_shows: int = 0
    strangers: int = 0
    counters_away: int = 0
    papers: int = 0
    trouble: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def complain(self, sentence: str) -> None:
        """Note that a page did not do what it should; the same sentence once."""
        with self._lock:
            if sentence not in self.trouble:
                self.trouble.append(sentence)
