"""The live stream: an ASGI process that tells pages "centre 3 changed, version 812" and nothing else (no personal data, no login).

GET /live/<centre> answers server-sent events; GET /live/health says whether the database is heard. Served by granian --interface asgi.
"""

from __future__ import annotations

import asyncio
import json
import logging.config
import os
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from motcua.config.ending import end_with_server
from motcua.config.feeds import Feed, feed_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
end_with_server()
logging.config.dictConfig(settings.LOGGING)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT = 15.0
LOOK_EVERY = 0.3
SLOW_AFTER = 10.0
CLIENTS_AT_MOST = 5000
_STREAM = re.compile(r"/live/([1-9]\d{0,8})/?")
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


class Hub:
    """The newest version of each centre, and who waits for the next one. Each client holds one bell, never a queue that could grow."""

    def __init__(self) -> None:
        self.versions: dict[int, int] = {}
        self.bells: defaultdict[int, set[asyncio.Event]] = defaultdict(set)

    @property
    def clients(self) -> int:
        return sum(len(bells) for bells in self.bells.values())

    def publish(self, centre: int, version: int) -> None:
        """Ring for everybody at the centre when the version is new."""
        if version != self.versions.get(centre):
            self.versions[centre] = version
            for bell in self.bells.get(centre, ()):
                bell.set()

    def enter(self, centre: int) -> asyncio.Event:
        bell = asyncio.Event()
        bell.set()
        self.bells[centre].add(bell)
        return bell

    def ring_all(self) -> None:
        """Wake everybody, whatever the centre."""
        for bells in self.bells.values():
            for bell in bells:
                bell.set()

    def leave(self, centre: int, bell: asyncio.Event) -> None:
        self.bells[centre].discard(bell)
        if not self.bells[centre]:
            del self.bells[centre]


class Live:
    """The ASGI application; one feed listens to the database for all clients of this process."""

    def __init__(self, make_feed: Callable[[], Feed]) -> None:
        self.hub = Hub()
        self.make_feed = make_feed
        self.feed: Feed | None = None
        self.task: asyncio.Task[None] | None = None
        self.watch: asyncio.Task[None] | None = None

    @property
    def is_heard(self) -> bool:
        """Whether changes in the database reach this process."""
        return self.feed is not None and self.feed.is_heard and self.task is not None and not self.task.done()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            self._start()
            await self._answer(scope, receive, send)

    def _start(self) -> None:
        if self.task is None or self.task.done():
            self.feed = self.make_feed()
            self.task = asyncio.get_running_loop().create_task(self.feed.run(self.hub.publish))
        if self.watch is None or self.watch.done():
            self.watch = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        """A stream that hears nothing looks alive to its page: wake all streams to end, so that their pages poll until we hear again."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if not self.is_heard:
                self.hub.ring_all()

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._start()
                await send({"type": "lifespan.startup.complete"})
            else:
                for task in filter(None, (self.watch, self.task)):
                    task.cancel()
                    with suppress(asyncio.CancelledError):
                        await task
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        path = str(scope["path"])
        stream = _STREAM.fullmatch(path)
        if path.rstrip("/") == "/live/health":
            await _say(send, 200 if self.is_heard else 503, "ok" if self.is_heard else "no database")
        elif stream is None:
            await _say(send, 404, "not here")
        elif scope["method"] != "GET":
            await _say(send, 405, "GET only")
        elif self.hub.clients >= CLIENTS_AT_MOST:
            await _say(send, 503, "full")
        elif not self.is_heard:
            await _say(send, 503, "no database")
        else:
            await self._stream(int(stream[1]), scope, receive, send)

    async def _stream(self, centre: int, scope: Message, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _stream_headers(scope)})
        bell = self.hub.enter(centre)
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            await _body(send, b"retry: 2000\n\n")
            while self.is_heard and not gone.done():
                await _body(send, await self._next(centre, bell, gone))
            if not gone.done():
                await send({"type": "http.response.body", "body": b""})
        except (TimeoutError, OSError, RuntimeError):
            pass  # a client that takes nothing for ten seconds, or has gone, is dropped; its page connects again or polls
        finally:
            self.hub.leave(centre, bell)
            gone.cancel()

    async def _next(self, centre: int, bell: asyncio.Event, gone: asyncio.Future[None]) -> bytes:
        """The next event, or a heartbeat after 15 quiet seconds."""
        rung = asyncio.ensure_future(bell.wait())
        either: set[asyncio.Future[Any]] = {rung, gone}
        await asyncio.wait(either, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
        if not rung.done():
            rung.cancel()
            return b": quiet\n\n"
        bell.clear()
        version = self.hub.versions.get(centre, 0)
        data = json.dumps({"centre": centre, "version": version}, separators=(",", ":"))
        return f"id: {version}\nevent: changed\ndata: {data}\n\n".encode()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(send: Send, body: bytes) -> None:
    await asyncio.wait_for(send({"type": "http.response.body", "body": body, "more_body": True}), SLOW_AFTER)


async def _say(send: Send, status: int, text: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _PLAIN})
    await send({"type": "http.response.body", "body": text.encode()})


def _stream_headers(scope: Message) -> list[tuple[bytes, bytes]]:
    given = {bytes(name).lower(): bytes(value).decode("latin-1") for name, value in scope["headers"]}
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no"),
        (b"vary", b"Origin"),
    ]  # fmt: skip
    origin = given.get(b"origin", "")
    if _is_web_origin(origin, given.get(b"host", "")):
        headers.append((b"access-control-allow-origin", origin.encode("latin-1")))
    return headers


def _is_web_origin(origin: str, host: str) -> bool:
    """The web's own origin: the public address, or the same host at another port (web and live side by side)."""
    if not origin:
        return False
    public = urlsplit(settings.PUBLIC_URL)
    try:
        return origin == f"{public.scheme}://{public.netloc}" or urlsplit(origin).hostname == urlsplit(f"//{host}").hostname
    except ValueError:  # no address at all, such as http://[
        return False


application = Live(lambda: feed_of(settings.DATABASES["default"]))
