"""What citizens read most: the tracking page, and the page of a procedure with its 304."""

from __future__ import annotations

from collections.abc import Iterator

from .asking import in_turn, request
from .figures import Figure, ratio_figure
from .place import Place, Server, server
from .subjects import Options, received_codes

PROCEDURE = "/thu-tuc/1.001193/"
EMPTY = "/trong/"


def empty(running: Server) -> list[str]:
    """The reference: nothing at all, through the whole middleware stack."""
    return [request("GET", EMPTY, host=running.host)]


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """Tracking >= 0.4 of the empty view, procedure >= 0.5, and the procedure unchanged."""
    with server(here) as running:
        codes = received_codes(here, running)
        tracking = [request("GET", f"/tra-cuu/?ma={code}&bm={security}", host=running.host) for code, security in codes]
        procedure, tag = _procedure(running)
        unchanged = [request("GET", procedure, host=running.host, headers={"If-None-Match": tag})]
        plain = [request("GET", procedure, host=running.host)]
        for name, requests, status, goal in (
            ("tracking page", tracking, 200, 0.4), ("procedure page", plain, 200, 0.5), ("procedure page, unchanged (304)", unchanged, 304, None),
        ):  # fmt: skip
            rounds = in_turn(running.host, empty(running), requests, expected=status, seconds=options.seconds, rounds=options.rounds)
            yield ratio_figure(name, here.database, rounds, goal)


def _procedure(running: Server) -> tuple[str, str]:
    """The page and its ETag."""
    page = running.browser().get(PROCEDURE, name="procedure")
    if page.status != 200 or "etag" not in page.headers:
        raise SystemExit(f"bench: {PROCEDURE} answered {page.status} with {sorted(page.headers)}.")
    return PROCEDURE, page.headers["etag"]
