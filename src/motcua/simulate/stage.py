"""Where simulated time meets the real server: SimPy keeps the day's clock, threads do the real requests.

A process of the day yields `stage.do(job)`; the job runs in a thread and the process goes on with its result. Simulated
time may run ahead of the oldest unfinished request by at most `window` simulated seconds, so that requests of one moment
of the day really overlap and yet nothing is asked in the wrong order by more than that. So a step may take up to `window`
simulated seconds longer than planned when the server is slow; waits and service times are true to that. No one ever waits
in real time: the day goes as fast as the server answers.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, TypeVar

import simpy

Result = TypeVar("Result")
Process = Generator[Any, Any, None]
WINDOW = 45.0


class Stage:
    """A SimPy environment whose events may be real work. Use: add processes, then `run()`."""

    def __init__(self, *, threads: int, window: float = WINDOW) -> None:
        self.time = simpy.Environment()
        self._window = window
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="simulate")
        self._begun: dict[Future[Any], tuple[float, Any]] = {}
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()

    @property
    def now(self) -> float:
        """Simulated seconds since the doors opened."""
        return float(self.time.now)

    def add(self, process: Process) -> Any:
        """Let the process live; the SimPy event of its end."""
        return self.time.process(process)

    def do(self, job: Callable[[], Result]) -> Any:
        """Run the job in a thread; the SimPy event carries its result, or raises its error inside the process."""
        event = self.time.event()
        future = self._threads.submit(job)
        self._begun[future] = (self.now, event)
        future.add_done_callback(self._done.put)
        return event

    def pause(self, seconds: float) -> Any:
        """Simulated seconds pass."""
        return self.time.timeout(max(seconds, 0.0))

    def run(self) -> None:
        """Play until nothing is left to happen. Errors that no process caught are raised here."""
        try:
            while self._begun or self.time.peek() != simpy.core.Infinity:
                self._settle(wait=self._must_wait())
                if self.time.peek() != simpy.core.Infinity and not self._must_wait():
                    self.time.step()
        finally:
            self._threads.shutdown(cancel_futures=True)

    def _must_wait(self) -> bool:
        if not self._begun:
            return False
        oldest = min(begun for begun, _ in self._begun.values())
        return bool(self.time.peek() > oldest + self._window)

    def _settle(self, *, wait: bool) -> None:
        """Hand finished jobs to their processes; with `wait`, at least one."""
        while self._begun and (wait or not self._done.empty()):
            future = self._done.get()
            wait = False
            _, event = self._begun.pop(future)
            error = future.exception()
            if error is None:
                event.succeed(future.result())
            else:
                event.fail(error)
