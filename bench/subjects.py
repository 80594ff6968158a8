"""What several measurements need: options, dossiers received over HTTP, officers logged in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from motcua.demo import read
from motcua.simulate import reception
from motcua.simulate.counter import Officer
from motcua.simulate.people import person

from .place import HOME, Place, Server

CENTRE = "tinh"
CASES = 6


@dataclass(frozen=True, slots=True)
class Options:
    """How long a round is, in seconds, and how many rounds."""

    seconds: float = 3.0
    rounds: int = 5


def password() -> str:
    """The one password of the demonstration."""
    return str(read.table("staff")["password"])


def officer(running: Server, number: int = 1, *, open_counter: bool = False) -> Officer:
    """The officer of a counter of the provincial centre, logged in; an opened counter calls and has nobody in hand, whoever used it before."""
    found = Officer(running.browser(), f"quay{number}", password(), number)
    found.log_in()
    if open_counter:
        view = found.open()
        for step in ("resume", "finish"):
            if step in view.steps:
                view = found.press(step)
    return found


def asked(here: Place, question: str, **words: Any) -> Any:
    """Ask the database of the place in a process of its own (bench/inside.py); its answer as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside", question, json.dumps(words)], env=here.environment, cwd=HOME, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"bench: {question}: {done.stderr[-800:]}")
    return json.loads(done.stdout)


def received_codes(here: Place, running: Server, *, count: int = 12) -> list[tuple[str, str]]:
    """Receive some dossiers over HTTP; their codes and security codes."""
    clerk = officer(running)
    cases = asked(here, "cases", centre=CENTRE, count=CASES)
    for number in range(count):
        page = clerk.browser.get(f"/can-bo/tiep-nhan/{cases[number % len(cases)]}/", name="form")
        reception.receive(clerk.browser, page, person(number, seed=1), appointed=reception.appointment())
    return [(code, security) for code, security in asked(here, "codes", count=count)]
