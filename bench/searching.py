"""Search: milliseconds in process at 1,866 and at 30,000 procedures, the page of results beside the empty view, building, being seen elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from .asking import in_turn, request
from .figures import Figure, ratio_figure
from .pages import empty
from .place import HOME, WORKERS, Place, Server, place, server
from .subjects import Options, asked

FEW, MANY = 1_866, 30_000
P95, GROWS, PAGE, BUILDS, SEEN = 15.0, 2.0, 0.35, 5.0, 5.0
# A dump of real records, when somebody has one: the figures at 1,866 are then of these.
DUMP = os.environ.get("MOTCUA_CATALOGUE_DUMP", "")
QUESTIONS = (
    "khai sinh", "lam giay khai sinh cho con", "mất bằng lái xe", "so do", "xin giấy phép xây nhà 2 tầng ở phường", "doi the can cuoc het han",
    "mở quán cà phê", "giấy xác nhận độc thân để kết hôn với người nước ngoài", "GPLX", "dang ky tam tru", "đóng cửa tiệm tạp hóa", "khaisinh",
    "giaays phesp moi truong", "tôi muốn làm thủ tục chuyển nhượng đất cho con trai", "bán thuốc thú y", "khoan giếng", "chung chi hanh nghe duoc",
    "trợ cấp người khuyết tật", "tàu cá", "1.001193", "zzz qqq", "an toàn thực phẩm quán ăn", "phòng cháy", "work permit cho chuyên gia",
)  # fmt: skip


def measure(here: Place, options: Options) -> Iterator[Figure]:
    """The goals of search; the place given is not used: each size has its own."""
    with ExitStack() as stack:
        few, many = (stack.enter_context(place(here.database)) for _ in range(2))
        _fill(few, FEW)
        _fill(many, MANY)
        yield from _inside(few, many)
        yield from _over_http(few, options)


def _fill(at: Place, count: int) -> None:
    """The dump where there is one and the importer knows it, then made-up procedures up to the count."""
    if DUMP and count == FEW and Path(DUMP).exists():
        at.manage("catalogue", "import", DUMP)
    words = [sys.executable, "-m", "bench.catalogue", str(count)]
    subprocess.run(words, env=at.environment, cwd=HOME, check=True, capture_output=True)


def _inside(few: Place, many: Place) -> Iterator[Figure]:
    built = {size: asked(at, "index") for size, at in ((FEW, few), (MANY, many))}
    found = {size: asked(at, "searches", questions=list(QUESTIONS)) for size, at in ((FEW, few), (MANY, many))}
    note = f"p50 {found[FEW]['p50']:.1f} ms"
    yield Figure(f"search in process at {FEW:,}: p95", few.database, found[FEW]["p95"], "ms", P95, note=note)
    note = f"p95 {found[MANY]['p95']:.1f} ms beside {found[FEW]['p95']:.1f} ms"
    yield Figure(f"search in process: p95 at {MANY:,} by {FEW:,}", few.database, found[MANY]["p95"] / found[FEW]["p95"], "x", GROWS, note=note)
    yield Figure(f"search index built at {FEW:,}", few.database, built[FEW], "s", BUILDS, note=f"{built[MANY]:.1f} s at {MANY:,}")


def _warm(running: Server) -> None:
    """Every worker reads the lexicon and opens the index once: that is no part of a search."""
    for _ in range(4 * WORKERS):
        running.browser().get("/thu-tuc/?q=hop+tac+xa", name="warm")


def _over_http(few: Place, options: Options) -> Iterator[Figure]:
    with server(few) as running:
        _warm(running)
        pages = [request("GET", f"/thu-tuc/?q={quote(words)}", host=running.host) for words in QUESTIONS]
        rounds = in_turn(running.host, empty(running), pages, expected=200, seconds=options.seconds, rounds=options.rounds)
        yield ratio_figure("page of results", few.database, rounds, PAGE)
        yield Figure("a new procedure is found by other processes", few.database, _until_found(few, running), "s", SEEN)


def _until_found(at: Place, running: Server) -> float:
    """Seconds from the moment of publishing in another process until the portal finds it."""
    browser = running.browser()
    published = asked(at, "publish_odd")
    while f"/thu-tuc/mo/{published['code']}/" not in browser.get("/thu-tuc/?q=kinh+thien+van+quay", name="search").html:
        if time.time() - published["at"] > 4 * SEEN:
            break
        time.sleep(0.1)
    return time.time() - published["at"]
