"""Runs nginx and HAProxy with the files of deploy/, changed only in ports, paths and certificate, before a small recording server."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.servers import free_port

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
HOST = "motcua.example"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
HAPROXY = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin:/sbin")
OPENSSL = shutil.which("openssl")


class Program(ThreadingHTTPServer):
    """Stands where web and live stand: keeps the headers and sizes it was sent; /live/ stays open until `release`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.heard: list[http.client.HTTPMessage] = []
        self.sizes: list[int] = []
        self.release = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Answering(BaseHTTPRequestHandler):
    """One connection to Program."""

    protocol_version = "HTTP/1.1"
    server: Program

    def do_GET(self) -> None:
        if self.path.startswith("/live/") and self.path != "/live/health":
            self._stream()
            return
        if self.headers.get("Host") == HOST and self.path != "/khoe/":
            self.server.heard.append(self.headers)
        self._answer(b"<!doctype html>" + b"a page " * 400)

    def do_POST(self) -> None:
        self.server.sizes.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer(b"taken")

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b"event: changed\ndata: {}\n\n")
        self.server.release.wait(10)
        self.close_connection = True

    def log_message(self, *words: object) -> None:
        """Silent."""


@dataclass
class Front:
    """A running proxy and the program behind it."""

    plain: int
    secure: int
    program: Program
    folder: Path
    closing: list[http.client.HTTPSConnection | http.client.HTTPResponse] = field(default_factory=list)

    def ask(self, method: str = "GET", path: str = "/", *, body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
        """One request over TLS; the answer's body is not read yet."""
        trust = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        trust.check_hostname = False
        link = http.client.HTTPSConnection("127.0.0.1", self.secure, context=trust, timeout=10)
        self.closing.append(link)
        link.request(method, path, body=body, headers={"Host": HOST} | {name.replace("_", "-"): text for name, text in headers.items()})
        answer = link.getresponse()
        self.closing.append(answer)
        return answer


def certificate(folder: Path) -> None:
    """A certificate of our own for HOST: fullchain.pem, key.pem, and both in motcua.pem."""
    assert OPENSSL
    words = [OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    words += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", "key.pem", "-out", "fullchain.pem"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    (folder / "motcua.pem").write_text((folder / "fullchain.pem").read_text() + (folder / "key.pem").read_text())


def nginx_words(folder: Path, *, plain: int, secure: int, web: int, live: int) -> list[str]:
    """The command that runs deploy/nginx.conf on these ports, all of its files in `folder`."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"listen \[::\]:.*\n", "", text)
    text = text.replace("listen 80 ", f"listen 127.0.0.1:{plain} ").replace("listen 443 ", f"listen 127.0.0.1:{secure} ")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{web}").replace("127.0.0.1:8001", f"127.0.0.1:{live}")
    text = text.replace("/etc/ssl/motcua", str(folder)).replace("/var/log/nginx", str(folder))
    text = text.replace("/var/lib/motcua", str(folder)).replace("/opt/motcua/deploy", str(DEPLOY))
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = folder / "whole.conf"
    whole.write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\nuser root;\nevents {{}}\nhttp {{\n"
        f"types {{ text/html html; text/css css; }}\n{temporary}{text}\n}}\n"
    )
    assert NGINX
    return [NGINX, "-p", str(folder), "-c", str(whole), "-e", f"{folder}/error.log"]


def haproxy_words(folder: Path, *, plain: int, secure: int, web: int, live: int) -> list[str]:
    """The command that runs deploy/haproxy.cfg on these ports."""
    text = (DEPLOY / "haproxy.cfg").read_text()
    text = text.replace("bind :80\n", f"bind 127.0.0.1:{plain}\n").replace("bind :443 ", f"bind 127.0.0.1:{secure} ")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{web}").replace("127.0.0.1:8001", f"127.0.0.1:{live}")
    text = text.replace("/etc/ssl/motcua", str(folder)).replace("/dev/log", "127.0.0.1:9")
    text = re.sub(r"    (user|group) haproxy\n", "", text).replace("maxconn 8000", "maxconn 200")
    whole = folder / "whole.cfg"
    whole.write_text(text)
    assert HAPROXY
    return [HAPROXY, "-db", "-f", str(whole)]


@contextmanager
def running(words_of: Callable[..., list[str]], folder: Path) -> Iterator[Front]:
    """The proxy with a program behind it, until the block ends."""
    certificate(folder)
    (folder / "static").mkdir()
    (folder / "static" / "app.css").write_text("body { color: #1c2326 }" * 100)
    program = Program()
    threading.Thread(target=program.serve_forever, daemon=True).start()
    front = Front(free_port(), free_port(), program, folder)
    words = words_of(folder, plain=front.plain, secure=front.secure, web=program.port, live=program.port)
    with (folder / "said").open("w") as said, subprocess.Popen(words, stdout=said, stderr=said) as child:
        try:
            _await(front, child, folder)
            yield front
        finally:
            program.release.set()
            for link in front.closing:
                link.close()
            child.terminate()
            program.shutdown()
            program.server_close()


def _await(front: Front, child: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and child.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", front.secure), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError((folder / "said").read_text())
