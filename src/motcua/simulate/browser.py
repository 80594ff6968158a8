"""A browser without a screen: keep-alive connection, cookies, redirects, and a stopwatch for every request."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Lock
from urllib.parse import urlencode, urljoin, urlsplit

from .reading import Form, forms

REDIRECTS = {301, 302, 303, 307, 308}
LONGEST_WAY = 6
TIMEOUT = 60


class ServerAway(Exception):
    """The server does not answer at all; the sentence says what to do."""

    @classmethod
    def at(cls, url: str) -> ServerAway:
        """The error for this address."""
        return cls(f"Không kết nối được {url}. Hãy chạy ./run demo trước, hoặc ghi đúng địa chỉ sau --url.")


class Stopwatch:
    """How long every request took, in seconds, per name of page; several threads write."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}
        self.failed: dict[str, int] = {}
        self._lock = Lock()

    def note(self, name: str, seconds: float, *, status: int) -> None:
        """One request and its answer; 5xx (and no answer, status 0) count as failed."""
        with self._lock:
            self.taken.setdefault(name, []).append(seconds)
            if status == 0 or status >= 500:
                self.failed[name] = self.failed.get(name, 0) + 1

    @property
    def requests(self) -> int:
        """All requests so far."""
        return sum(len(times) for times in self.taken.values())


@dataclass(frozen=True, slots=True)
class Page:
    """An answer after redirects; `address` is the path that answered at last."""

    address: str
    status: int
    body: bytes
    kind: str
    headers: dict[str, str]

    @property
    def html(self) -> str:
        return self.body.decode(errors="replace")

    def forms(self) -> list[Form]:
        """The forms of the page."""
        return forms(self.html)


class Browser:
    """One person's browser; used by one thread at a time."""

    def __init__(self, base: str, watch: Stopwatch, cookies: dict[str, str] | None = None) -> None:
        self.base = base.rstrip("/")
        self.watch = watch
        self.cookies = dict(cookies or {})
        self._wire: HTTPConnection | None = None

    def get(self, address: str, *, name: str) -> Page:
        """Open an address; `name` is the page's name in the figures."""
        return self._follow("GET", address, None, name)

    def post(self, address: str, fields: Iterable[tuple[str, str]], *, name: str, then: str = "") -> Page:
        """Send a form; the page that the server redirects to counts under `then` (default: the name and "_then")."""
        return self._follow("POST", address, urlencode(list(fields)).encode(), name, then=then)

    def submit(
        self, page: Page, form: Form, fields: Iterable[tuple[str, str]], *, name: str, then: str = "", action: str = ""
    ) -> Page:
        """Send a form of the page with these fields to where it (or the pressed button's `action`) says."""
        target = action or form.action
        address = urljoin(page.address, target) if target else page.address
        if form.method == "get":
            return self.get(f"{address.partition('?')[0]}?{urlencode(list(fields))}", name=name)
        return self.post(address, fields, name=name, then=then)

    def twin(self) -> Browser:
        """The same person's second connection: same cookies, other socket."""
        return Browser(self.base, self.watch, self.cookies)

    def close(self) -> None:
        """Drop the connection."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _follow(self, method: str, address: str, body: bytes | None, name: str, *, then: str = "") -> Page:
        page = self._ask(method, address, body, name)
        for _ in range(LONGEST_WAY):
            if page.status not in REDIRECTS or "location" not in page.headers:
                break
            target = urlsplit(urljoin(page.address, page.headers["location"]))
            address = target.path + (f"?{target.query}" if target.query else "")
            page = self._ask("GET", address, None, then or f"{name}_then")
        return page

    def _ask(self, method: str, address: str, body: bytes | None, name: str) -> Page:
        begun = time.perf_counter()
        try:
            page = self._once(method, address, body)
        except (OSError, HTTPException):
            # a kept connection that the server closed meanwhile; a browser, too, asks once more
            self.close()
            try:
                page = self._once(method, address, body)
            except (OSError, HTTPException) as error:
                self.close()
                self.watch.note(name, time.perf_counter() - begun, status=0)
                raise ServerAway.at(self.base) from error
        self.watch.note(name, time.perf_counter() - begun, status=page.status)
        return page

    def _once(self, method: str, address: str, body: bytes | None) -> Page:
        wire = self._wire = self._wire or _wire(self.base)
        headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "vi"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": self.base,
                "Referer": self.base + "/",
            }
        wire.request(method, address, body=body, headers=headers)
        answer = wire.getresponse()
        content = answer.read()
        self._keep_cookies(answer)
        given = {key.lower(): value for key, value in answer.getheaders()}
        return Page(address, answer.status, content, given.get("content-type", ""), given)

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            pair, *rest = line.split(";")
            key, _, value = pair.strip().partition("=")
            is_gone = any(part.strip().lower() in {"max-age=0"} for part in rest) or value in {"", '""'}
            if is_gone:
                self.cookies.pop(key, None)
            else:
                self.cookies[key] = value


def _wire(base: str) -> HTTPConnection:
    parts = urlsplit(base)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "127.0.0.1", parts.port, timeout=TIMEOUT)
