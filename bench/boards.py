"""Many boards and phones in one process: `python -m bench.boards WEB LIVE STREAM FRAGMENT...`. Prints one JSON line for each fragment that one got.

As board.js and follow.js do: an event of the stream makes it fetch its part with the tag of the last one; events meanwhile make it fetch once more.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Board:
    """One board or phone: its stream, and its connection for fragments."""

    number: int
    web: str
    fragment: str
    tag: str = ""
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    streaming: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self, live: str, stream: str) -> None:
        """Ring the bell at every event of the stream."""
        reader, writer = await asyncio.open_connection(*_address(live))
        writer.write(f"GET {stream} HTTP/1.1\r\nHost: {live}\r\nAccept: text/event-stream\r\n\r\n".encode())
        while line := await reader.readline():
            if line.startswith(b"event: changed"):
                self.streaming.set()
                self.bell.set()

    async def show(self) -> None:
        """Fetch the part whenever the bell has rung."""
        reader, writer = await asyncio.open_connection(*_address(self.web))
        while True:
            await self.bell.wait()
            self.bell.clear()
            tag = f"If-None-Match: {self.tag}\r\n" if self.tag else ""
            writer.write(f"GET {self.fragment} HTTP/1.1\r\nHost: {self.web}\r\n{tag}\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            body = await _body(reader, head)
            found = re.search(r"\r\netag: ([^\r]+)", head)
            self.tag = found[1].replace('w/"', 'W/"') if found else self.tag
            print(json.dumps({"board": self.number, "at": time.time(), "text": _numbers(body)}), flush=True)


def _numbers(body: str) -> str:
    """Only the numbers called: sixty boards' whole parts would be a load of their own. A phone's own number counts when it is called."""
    if "data-ticket-state=" in body and 'data-ticket-state="called"' not in body:
        return ""
    return " ".join(re.findall(r">\s*([A-ZĐ]{1,2}\d{3,})\s*<", body))


async def _body(reader: asyncio.StreamReader, head: str) -> str:
    if head.startswith("http/1.1 304"):
        return ""
    length = re.search(r"content-length: *(\d+)", head)
    if length:
        return (await reader.readexactly(int(length[1]))).decode()
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts).decode()


def _address(host: str) -> tuple[str, int]:
    name, _, port = host.partition(":")
    return name, int(port)


async def main(web: str, live: str, stream: str, *fragments: str) -> None:
    """Run until terminated; the first line says that all hear the stream."""
    boards = [Board(number, web, fragment) for number, fragment in enumerate(fragments)]
    async with asyncio.TaskGroup() as tasks:
        for board in boards:
            tasks.create_task(board.listen(live, stream))
            tasks.create_task(board.show())
        for board in boards:
            await board.streaming.wait()
        print(json.dumps("ready"), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
