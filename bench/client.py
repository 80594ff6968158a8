"""The load client: keep-alive HTTP/1.1 over raw sockets in a process of its own, lean enough to leave the cores to the server.

Reads one job (JSON, see bench/asking.py) from standard input, writes one result to standard output. The same client asks the reference and the subject.
"""

from __future__ import annotations

import asyncio
import gc
import json
import re
import secrets
import sys
from collections import Counter, defaultdict
from functools import partial
from time import perf_counter
from typing import Any

import uvloop

TOKEN = b"TOKENTOKENTOKENTOKENTO"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)


class Job:
    """What to ask, how long or how often, and what came back."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.connections = int(words["connections"])
        self.scripts = [[text.encode() for text in script] for script in words["scripts"]]
        self.total = int(words.get("count", 0))
        self.start = 0.0
        self.until = 0.0
        self.measured_from = 0.0
        self.keep = re.compile(words["keep"].encode()) if words.get("keep") else None
        self.kept: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.taken: dict[int, list[float]] = defaultdict(list)
        self.asked = 0
        self.bytes = 0
        self.odd = ""

    def is_over(self) -> bool:
        """Whether enough was asked."""
        return bool((self.total and self.asked >= self.total) or (self.until and perf_counter() >= self.until))

    def note(self, step: int, began: float, ended: float, head: bytes, body: bytes) -> None:
        """One answer; those of the warm-up are not counted."""
        if began < self.measured_from:
            return
        status = int(head[9:12])
        self.statuses[status] += 1
        self.taken[step].append(ended - began)
        self.bytes += len(head) + len(body)
        if self.keep is not None:
            found = self.keep.search(head) or self.keep.search(body)
            self.kept.append(found[1].decode() if found else f"?{status}")
        if status >= 400 and not self.odd:
            self.odd = f"{status}: {body[:300].decode(errors='replace')}"


class Wire(asyncio.Protocol):
    """One connection: asks the steps of its script in turn, each after the whole answer to the one before."""

    def __init__(self, job: Job, number: int, done: asyncio.Future[None]) -> None:
        self.job, self.done = job, done
        self.script = job.scripts[number % len(job.scripts)]
        # Connections that share a script begin at different steps, unless the steps depend on each other.
        self.step = number if len(job.scripts) == 1 else 0
        self.buffer = b""
        self.began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def ask(self) -> None:
        """Send the next request, or leave."""
        if self.job.is_over():
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        request = self.script[self.step % len(self.script)]
        self.job.asked += 1
        if TOKEN in request:
            request = request.replace(TOKEN, secrets.token_hex(11).encode())
        self.began = perf_counter()
        self.transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head, size = self.buffer[:end], len(self.buffer) - end - 4
        found = _LENGTH.search(head)
        is_whole = size >= int(found[1]) if found else self.buffer.endswith(b"0\r\n\r\n") or head[9:12] in {b"204", b"304"}
        if is_whole:
            body, self.buffer = self.buffer[end + 4 :], b""
            self.job.note(self.step % len(self.script), self.began, perf_counter(), head, body)
            self.step += 1
            self.ask()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.job.statuses[0] += 1
            self.job.odd = self.job.odd or f"connection lost: {error}"
            self.done.set_result(None)


async def run(words: dict[str, Any]) -> dict[str, Any]:
    """Do the job: `warmup` and `seconds` by the clock, or `count` requests in all."""
    job = Job(words)
    loop = asyncio.get_running_loop()
    wires, ends = [], []
    for number in range(job.connections):
        end: asyncio.Future[None] = loop.create_future()
        _, wire = await loop.create_connection(partial(Wire, job, number, end), words["host"], words["port"])
        wires.append(wire)
        ends.append(end)
    gc.disable()
    start = perf_counter()
    job.measured_from = start + words.get("warmup", 0)
    job.until = job.measured_from + words["seconds"] if words.get("seconds") else 0.0
    for wire in wires:
        wire.ask()
    await asyncio.gather(*ends)
    return {
        "taken": job.taken, "span": perf_counter() - job.measured_from, "statuses": {str(k): v for k, v in job.statuses.items()},
        "kept": job.kept, "bytes": job.bytes, "odd": job.odd,
    }  # fmt: skip


if __name__ == "__main__":
    json.dump(uvloop.run(run(json.load(sys.stdin))), sys.stdout)
