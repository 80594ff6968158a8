"""The day itself: visitors come and take numbers, officers call and serve, some visitors follow and track, until nobody waits.

Who is called next is the program's decision, made over HTTP; SimPy only says when people come, walk and how long they are
served. A request's own duration is real time and never counts as simulated time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from . import citizen, reception
from .browser import Browser, Page, ServerAway
from .counter import CounterAway, Officer, PageUnfit, View
from .kiosk import Kiosks
from .ledger import Called, Issued, Ledger, Receipt, Served
from .model import LUNCH, Visitor
from .people import person
from .stage import Process, Stage

CALL_AGAIN_AFTER = 60.0
GIVE_UP_AFTER = 60.0
STRANGER_SERVICE = 120.0
LOOKS_AGAIN_AFTER = timedelta(minutes=6).total_seconds()
TRACKS_AFTER = timedelta(minutes=20).total_seconds()


@dataclass(slots=True)
class Day:
    """One centre's day. `serves` is counter -> letters of the groups it calls (empty: unknown, called for all)."""

    stage: Stage
    visitors: Sequence[Visitor]
    kiosks: Kiosks
    officers: Sequence[Officer]
    serves: Mapping[int, frozenset[str]]
    ledger: Ledger
    seed: int
    new_browser: Callable[[], Browser]
    late_rules: Mapping[str, str]
    progress: Callable[[], None] = lambda: None
    _holders: dict[str, Visitor] = field(default_factory=dict)
    _idle: dict[int, Any] = field(default_factory=dict)
    _came: int = 0
    _given: int = 0
    _gone: int = 0

    def play(self) -> None:
        """Play the whole day."""
        self.stage.add(self._arrivals())
        for officer in self.officers:
            self.stage.add(self._working(officer))
        self.stage.run()

    # ------------------------------------------------------------------ visitors

    def _arrivals(self) -> Process:
        for visitor in self.visitors:
            yield self.stage.pause(visitor.comes_at - self.stage.now)
            self.stage.add(self._visit(visitor))

    def _visit(self, visitor: Visitor) -> Process:
        self._came += 1
        try:
            tickets = yield self.stage.do(lambda: self.kiosks.take(visitor))
        except (PageUnfit, ServerAway) as error:
            self.ledger.complain(str(error))
            self._end_of_visit()
            return
        finally:
            self._given += 1
        self.ledger.issued += tickets
        self._holders[tickets[0].number] = visitor
        self._ring(visitor.group)
        if visitor.follows:
            yield from self._following(tickets[0])

    def _following(self, ticket: Issued) -> Process:
        """Look at the phone after taking the number, and once more later."""
        browser = self.new_browser()
        for pause in (0.0, LOOKS_AGAIN_AFTER):
            yield self.stage.pause(pause)
            yield from self._tried(lambda: citizen.follow(browser, ticket))
        browser.close()

    def _end_of_visit(self) -> None:
        self._gone += 1
        self.progress()
        if self._is_over:
            self._ring("")

    @property
    def _is_over(self) -> bool:
        return self._gone >= len(self.visitors)

    def _ring(self, group: str) -> None:
        """Wake the idle officers who may call this group; all of them when the group is unknown or the day is over."""
        for counter in list(self._idle):
            letters = self.serves.get(counter)
            if not group or not letters or group in letters:
                self._idle.pop(counter).succeed()

    # ------------------------------------------------------------------ officers

    def _working(self, officer: Officer) -> Process:
        try:
            view = yield self.stage.do(officer.log_in)
            if view.ticket:
                yield self.stage.do(lambda: officer.press("finish" if "finish" in view.steps else "no_show"))
            yield self.stage.do(officer.open)
            yield from self._calling(officer)
            yield self.stage.do(officer.log_out)
        except CounterAway:  # nothing is lost: the others call this counter's visitors, or the checks tell whom nobody called
            self.ledger.counters_away += 1
        except (PageUnfit, ServerAway) as error:
            self.ledger.complain(f"Quầy {officer.counter} ngừng làm việc: {error}")

    def _calling(self, officer: Officer) -> Process:
        """Call until everybody has left; lunch is when the morning's line is empty."""
        has_eaten = False
        while not self._is_over:
            given = self._given
            view = yield self.stage.do(lambda: officer.press("next"))
            if view.ticket:
                yield from self._serving(officer, view)
            elif not has_eaten and self.stage.now >= LUNCH[0]:
                has_eaten = True
                yield from self._eating(officer)
            elif given == self._given and not self._is_over:
                yield self._bell(officer, has_eaten)

    def _eating(self, officer: Officer) -> Process:
        yield self.stage.do(officer.pause)
        yield self.stage.pause(LUNCH[1] - self.stage.now)
        yield self.stage.do(lambda: officer.press("resume"))

    def _bell(self, officer: Officer, has_eaten: bool) -> Any:
        """What an idle officer waits for: a number of an own group, the end of the day, or lunch."""
        bell = self._idle[officer.counter] = self.stage.time.event()
        if has_eaten:
            return bell
        return bell | self.stage.pause(LUNCH[0] - self.stage.now)

    def _serving(self, officer: Officer, view: View) -> Process:
        called_at = self.stage.now
        self.ledger.called.append(Called(view.number, view.ticket, str(officer.counter), called_at))
        while view.number not in self._holders and self._given < self._came:
            yield self.stage.pause(1)
        visitor = self._holders.pop(view.number, None)
        if visitor is None:
            yield from self._stranger(officer)
            return
        yield self.stage.pause(visitor.walk)
        if not visitor.shows_up:
            yield from self._waiting_in_vain(officer)
        else:
            begun = self.stage.now
            yield from self._at_the_counter(officer, visitor)
            self.ledger.served.append(Served(visitor.group, visitor.comes_at, called_at, self.stage.now - begun))
        self._end_of_visit()

    def _stranger(self, officer: Officer) -> Process:
        """A number that the simulation did not take, perhaps the presenter's own: served kindly, without a dossier."""
        self.ledger.strangers += 1
        yield self.stage.do(lambda: officer.press("start"))
        yield self.stage.pause(STRANGER_SERVICE)
        yield self.stage.do(lambda: officer.press("finish"))

    def _waiting_in_vain(self, officer: Officer) -> Process:
        yield self.stage.pause(CALL_AGAIN_AFTER)
        yield self.stage.do(lambda: officer.press("again"))
        yield self.stage.pause(GIVE_UP_AFTER)
        yield self.stage.do(lambda: officer.press("no_show"))
        self.ledger.no_shows += 1

    def _at_the_counter(self, officer: Officer, visitor: Visitor) -> Process:
        begun = self.stage.now
        yield self.stage.do(lambda: officer.press("start"))
        page = yield from self._tried(lambda: reception.open_form(officer, visitor.luck))
        yield self.stage.pause(begun + visitor.service - self.stage.now)
        if page is not None and visitor.has_valid_papers:
            receipt = yield from self._tried(lambda: self._receive(officer, page, visitor))
            if receipt is not None:
                self.ledger.receipts.append(receipt)
                if visitor.follows:
                    self.stage.add(self._tracking(receipt, visitor))
        elif page is not None:
            yield from self._tried(lambda: self._guide(officer, page))
        yield self.stage.do(officer.look)
        yield self.stage.do(lambda: officer.press("finish"))

    def _receive(self, officer: Officer, page: Page, visitor: Visitor) -> Receipt:
        procedure, appointed = reception.procedure_on(page), reception.appointment()
        who = person(visitor.index, seed=self.seed)
        received = reception.receive(officer.browser, page, who, appointed=appointed)
        late_rule = self.late_rules.get(procedure, "")
        receipt = reception.receipt_on(received, procedure=procedure, late_rule=late_rule, appointed=appointed)
        self._print(officer, received, "receipt_pdf")
        return receipt

    def _guide(self, officer: Officer, page: Page) -> None:
        slip = reception.guide_back(officer.browser, page)
        self.ledger.guided += 1
        self._print(officer, slip, "slip_pdf")

    def _print(self, officer: Officer, page: Page, name: str) -> None:
        if reception.print_paper(officer.browser, page, name=name):
            self.ledger.papers += 1
        else:
            self.ledger.complain(f"Giấy ở trang {page.address} không in được.")

    def _tracking(self, receipt: Receipt, visitor: Visitor) -> Process:
        """At home: by the code on the receipt, or typed by hand."""
        yield self.stage.pause(TRACKS_AFTER * (0.5 + visitor.luck))
        browser = self.new_browser()
        look = citizen.track_typed if visitor.index % 2 else citizen.track
        found = yield from self._tried(lambda: look(browser, receipt))
        browser.close()
        if found is not None and not found.is_found:
            self.ledger.complain(f"Giấy tiếp nhận {receipt.code} có lúc không tra cứu được.")

    def _tried(self, job: Callable[[], Any]) -> Any:
        """The job's result, or None after noting what went wrong."""
        try:
            return (yield self.stage.do(job))
        except (PageUnfit, ServerAway) as error:
            self.ledger.complain(str(error))
            return None
