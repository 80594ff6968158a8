"""The load client against a real socket: it counts what came, keeps what was asked to be kept, and never repeats a token."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from bench.asking import TOKEN, Answers, Rounds, ask, request
from bench.figures import Figure


class Shop(BaseHTTPRequestHandler):
    """Answers GET with a short page, POST with a redirect that names the token."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"x" * 3000 if self.path == "/long/" else b""
        self.send_response(404 if self.path == "/missing/" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.send_response(303)
        self.send_header("Location", f"/so/{parse_qs(body)['token'][0]}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_every_answer_is_counted_and_every_token_is_fresh(host: str) -> None:
    tap = request("POST", "/ki-ot/", host=host, fields=[("token", TOKEN)])
    answers = ask(host, [tap], connections=4, count=40, keep=r"(?i)location: /so/([^/]+)/").check(303)
    assert len(answers.kept) == len(set(answers.kept)) == 40
    assert {len(token) for token in answers.kept} == {len(TOKEN)}


def test_long_bodies_are_read_whole_and_steps_are_told_apart(host: str) -> None:
    script = [request("GET", "/long/", host=host), request("GET", "/", host=host)]
    answers = ask(host, [script, script], connections=2, count=20).check(200)
    counts = {step: len(times) for step, times in answers.steps.items()}
    # each of the two connections may stop after either step
    assert sum(counts.values()) == 20 and set(counts) == {0, 1} and abs(counts[0] - counts[1]) <= 2
    assert answers.size > 9 * 3000
    assert answers.only(0).rate > 0


def test_another_status_than_expected_stops_the_bench(host: str) -> None:
    with pytest.raises(SystemExit, match=r"expected \(200,\), got \{404: 5\}"):
        ask(host, [request("GET", "/missing/", host=host)], connections=1, count=5).check(200)


def test_rates_and_ratios() -> None:
    slow, fast = Answers({0: [0.1, 0.2]}, 1.0, {200: 2}), Answers({0: [0.1] * 4}, 1.0, {200: 4})
    rounds = Rounds([fast, fast], [slow, fast])
    assert rounds.ratios == [0.5, 1.0]
    assert rounds.ratio == 0.75
    assert slow.percentile(0.5) == slow.percentile(0.99) == 200


@pytest.mark.parametrize(
    ("value", "goal", "more", "verdict"),
    [(0.3, 0.3, True, "OK"), (0.29, 0.3, True, "below"), (50, 50, False, "OK"), (51, 50, False, "below"), (1, None, False, "")],
)
def test_verdicts(value: float, goal: float | None, more: bool, verdict: str) -> None:
    figure = Figure("x", "sqlite", value, "x", goal, more)
    assert figure.verdict == verdict
    assert figure.is_missed == (verdict == "below")
