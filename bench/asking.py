"""Jobs for the load client: raw requests, one client process a job, rounds A B A B, and what the rounds say."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any
from urllib.parse import urlencode

Scripts = Sequence[str] | Sequence[Sequence[str]]
TOKEN = "TOKENTOKENTOKENTOKENTO"
CLIENTS = 8
WARM_UP = 0.7


@dataclass(frozen=True, slots=True)
class Answers:
    """What one job brought: times in seconds by step of the script, sorted, and how often each status came."""

    steps: Mapping[int, Sequence[float]]
    span: float
    statuses: Mapping[int, int]
    kept: Sequence[str] = ()
    size: int = 0
    odd: str = ""

    @property
    def taken(self) -> Sequence[float]:
        """The times of all steps, sorted."""
        return sorted(time for times in self.steps.values() for time in times)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return sum(map(len, self.steps.values())) / self.span

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the answers came."""
        taken = self.taken
        return taken[min(int(len(taken) * share), len(taken) - 1)] * 1000 if taken else float("nan")

    def only(self, step: int) -> Answers:
        """One step of a script as if the connections had asked nothing else: its span is the time they spent in it."""
        times, all_times = self.steps[step], sum(map(sum, self.steps.values()))
        return replace(self, steps={step: times}, span=self.span * sum(times) / all_times)

    def check(self, *expected: int) -> Answers:
        """Itself. Raises SystemExit when another status came: then the figure would measure something else."""
        wrong = {status: count for status, count in self.statuses.items() if status not in expected}
        if wrong or not self.taken:
            raise SystemExit(f"bench: expected {expected}, got {dict(self.statuses)}. {self.odd}")
        return self


@dataclass(slots=True)
class Rounds:
    """The same two jobs several times in turn."""

    reference: list[Answers] = field(default_factory=list)
    subject: list[Answers] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """Subject's rate by the reference's, round by round."""
        return [b.rate / a.rate for a, b in zip(self.reference, self.subject, strict=True)]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    def middle(self, share: float) -> float:
        """The median over the rounds of the subject's percentile, in milliseconds."""
        return median(answers.percentile(share) for answers in self.subject)

    @property
    def rates(self) -> tuple[float, float]:
        """Median rates of the reference and of the subject."""
        return median(a.rate for a in self.reference), median(b.rate for b in self.subject)


def request(
    method: str, address: str, *, host: str, cookies: Mapping[str, str] | None = None, fields: Sequence[tuple[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """A request as it goes over the wire. `TOKEN` in the fields becomes a fresh token each time (same length)."""
    body = urlencode(list(fields)) if fields is not None else ""
    lines = [f"{method} {address} HTTP/1.1", f"Host: {host}", "Accept: text/html", "User-Agent: motcua-bench"]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if fields is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", f"Origin: http://{host}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines) + "\r\n\r\n" + body


def ask(host: str, scripts: Scripts, *, connections: int = CLIENTS, keep: str = "", **how: float) -> Answers:
    """Run one client process: `seconds` with `warmup`, or `count` requests.

    `scripts` is one list of requests for all connections, or a list for each in which the steps follow each other.
    `keep` is an expression whose first group is kept of each answer.
    """
    name, _, port = host.partition(":")
    lists = [scripts] if isinstance(scripts[0], str) else scripts
    job = {"host": name, "port": int(port), "connections": connections, "scripts": lists, "keep": keep, **how}
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"], input=json.dumps(job), capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        raise SystemExit(f"bench: the client failed: {done.stderr[-800:]}")
    given: dict[str, Any] = json.loads(done.stdout)
    statuses = {int(status): count for status, count in given["statuses"].items()}
    steps = {int(step): times for step, times in given["taken"].items()}
    return Answers(steps, given["span"], statuses, given["kept"], given["bytes"], given["odd"])


def in_turn(
    host: str, reference: Scripts, subject: Scripts, *, expected: int, seconds: float, rounds: int, step: int | None = None
) -> Rounds:  # fmt: skip
    """Reference and subject A B A B, the same client and the same number of connections; of the subject one step or all."""
    found = Rounds()
    for _ in range(rounds):
        found.reference.append(ask(host, reference, warmup=WARM_UP, seconds=seconds).check(200))
        answers = ask(host, subject, warmup=WARM_UP, seconds=seconds).check(expected)
        found.subject.append(answers if step is None else answers.only(step))
    return found
