"""A small server on this machine and a real browser, for the scripts and the looks of shared pages; the security policy is the program's."""

from __future__ import annotations

import io
import mimetypes
import threading
import time
import wave
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

STATIC = Path(__file__).parents[3] / "src" / "motcua" / "web" / "shared" / "static"
POLICY = "default-src 'self'; img-src 'self' data:"
Answer = tuple[int, str, dict[str, str]]


def clip(seconds: float) -> bytes:
    """A silent sound of this length."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * int(8000 * seconds))
    return out.getvalue()


class Site:
    """Pages by path; `posts` keeps each body sent; `on_post` answers; `changed()` tells the streams; `streaming` opens or refuses them."""

    def __init__(self) -> None:
        self.pages: dict[str, str | Callable[[], str]] = {}
        self.sounds: dict[str, bytes] = {}
        self.posts: list[tuple[str, str]] = []
        self.on_post: Callable[[str, str], Answer] = lambda _path, _body: (200, "<main>ok</main>", {})
        self.streaming = True
        self.version = 0
        self.gets: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def changed(self) -> None:
        """Something happened: each open stream says so."""
        self.version += 1

    def close(self) -> None:
        """End the streams and the server."""
        self.streaming = False
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_parts: object) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                site.gets.append(path)
                if path == "/live":
                    self._stream()
                elif path in site.sounds:
                    self._send(200, site.sounds[path], "audio/wav", {})
                elif path in site.pages:
                    page = site.pages[path]
                    self._send(
                        200, (page if isinstance(page, str) else page()).encode(), "text/html; charset=utf-8", {}
                    )
                elif path.startswith("/static/") and (STATIC / path.removeprefix("/static/")).is_file():
                    file = STATIC / path.removeprefix("/static/")
                    self._send(
                        200, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream", {}
                    )
                else:
                    self._send(404, b"", "text/html", {})

            def do_HEAD(self) -> None:
                self.send_response(200 if urlsplit(self.path).path in site.pages else 503)
                self.end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                site.posts.append((self.path, body))
                status, html, headers = site.on_post(self.path, body)
                self._send(status, html.encode(), "text/html; charset=utf-8", headers)

            def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str]) -> None:
                self.send_response(status)
                more = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": POLICY}
                for name, value in (more | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def _stream(self) -> None:
                if not site.streaming:
                    self._send(503, b"", "text/plain", {})
                    return
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                told = site.version
                self.wfile.write(b": hello\n\n")
                while site.streaming:
                    if told != site.version:
                        told = site.version
                        self.wfile.write(f'data: {{"centre": 3, "version": {told}}}\n\n'.encode())
                        self.wfile.flush()
                    time.sleep(0.01)

        return Handler


def document(body: str, *scripts: str, attributes: str = "") -> str:
    """A bare page with these scripts of ours."""
    tags = "".join(f'<script type="module" src="/static/motcua/{name}.js"></script>' for name in scripts)
    head = '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang thử</title></head>'
    return f"{head}<body {attributes}>{body}{tags}</body></html>"


def open_page(page: Page, site: Site, body: str, *scripts: str, attributes: str = "") -> None:
    """Show this body with these scripts."""
    site.pages["/"] = document(body, *scripts, attributes=attributes)
    page.goto(site.url)
