"""How long one printed paper takes in a warmed process, as a ratio to an empty page of the same page setter.

Run from the root of the repository: `python -m bench.papers`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any

import typst
from tests.papers.samples import RECEIPT, SHEETS
from tests.papers.test_ticket_printer import SLIP

from motcua.papers.printing.engine import STANDARDS
from motcua.papers.ticket_printer import ticket_stream

EMPTY = '#set document(title: "x")\n#set text(lang: "vi")\n#sys.inputs.data'


def milliseconds(make: Callable[[int], object], *, times: int = 60) -> float:
    """Median time of one call in ms, after five calls to warm up."""
    spans = []
    for turn in range(times + 5):
        start = time.perf_counter()
        make(turn)
        spans.append((time.perf_counter() - start) * 1000)
    return median(spans[5:])


def empty_page() -> float:
    """The reference: a page with one changing word."""
    compiler = typst.Compiler(ignore_system_fonts=True)
    source = EMPTY.encode()

    def page(turn: int) -> object:
        inputs = {"data": f"x{turn}"}
        return compiler.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=[*STANDARDS], timestamp=0)

    return milliseconds(page)


def fresh(data: Any, turn: int) -> Any:
    """The same form with another number on it, so that nothing can be remembered from the page before."""
    head = replace(data.head, number=f"{turn:05d}/TN")
    if data is RECEIPT:
        return replace(data, head=head, code=f"H49.12-260205-{turn:04d}", tracking_url=f"{data.tracking_url}{turn}")
    return replace(data, head=head)


def main() -> None:
    """Prints one line a paper."""
    reference = empty_page()
    print(f"{'empty page':<12} {reference:6.1f} ms   1.0 x")
    for name, (make, data, _, _) in SHEETS.items():
        taken = milliseconds(lambda turn, make=make, data=data: make(fresh(data, turn)))
        print(f"{name:<12} {taken:6.1f} ms {taken / reference:5.1f} x")
    taken = milliseconds(
        lambda turn: ticket_stream(replace(SLIP, number=f"A{turn:03d}", follow_url=f"{SLIP.follow_url}{turn}"))
    )
    print(f"{'ticket':<12} {taken:6.1f} ms {taken / reference:5.1f} x")


if __name__ == "__main__":
    main()
