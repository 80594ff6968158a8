"""Rows of the workbook's sheets as drafts; a cell that cannot be read names itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..drafts import Agencies, Draft, DraftCase, DraftFee, DraftPaper, DraftResult, DraftTerm
from ..kinds import Channel, CollectedWhen, FeeKind
from ..reading.record import field_name, named, read_code
from ..reading.text import line, tidy
from . import columns as c
from .cells import Cells

Rows = Mapping[str, Sequence[Cells]]


def records_from(sheets: Mapping[str, Iterable[Cells]]) -> Iterator[tuple[int, str, dict[str, list[Cells]]]]:
    """(row of the first sheet, code, rows of each sheet) of every procedure; rows under no procedure come under its missing code."""
    groups: dict[str, dict[str, list[Cells]]] = {}
    for title, rows in sheets.items():
        for cells in rows:
            groups.setdefault(line(cells["code"]), defaultdict(list))[title].append(cells)
    for code, group in groups.items():
        first = next(iter(group.values()))[0]
        yield first.row, code, dict(group)


def draft_from(rows: Rows) -> Draft:
    """The draft that the rows of one procedure describe. Raises BadCell and Refused."""
    own = rows.get(c.PROCEDURES.title, [])
    if not own:
        first = next(iter(rows.values()))[0]
        raise c.BadCell(
            first.sheet.title,
            first.place("code"),
            f"thủ tục “{line(first['code'])}” chưa có ở trang “{c.PROCEDURES.title}”. Hãy thêm.",
        )
    if len(own) > 1:
        raise c.BadCell(
            c.PROCEDURES.title, own[1].place("code"), "thủ tục này đã có ở một dòng trên. Hãy giữ một dòng."
        )
    cells = own[0]
    texts = rows.get(c.TEXTS.title, [])
    return Draft(
        code=read_code(cells["code"]), name=named(cells["name"]), field=field_name(cells["field"]), **_own(cells),
        levels=cells.words("levels"), life_events=cells.words("life_events"), keywords=cells.words("keywords"),
        audiences=tuple(cells.known_word(word, "audiences", c.AUDIENCES) for word in cells.words("audiences")),
        agencies=Agencies(*(cells.text(name) for name in ("competent", "executing", "coordinating", "authorised", "address"))),
        supplement_days=cells.number("supplement_days", empty=15), needs_signed_result=cells.yes("needs_signed_result"),
        steps=tuple(_texts(texts, c.STEPS)), conditions="".join(_texts(texts, c.CONDITIONS)), cases=_cases(rows.get(c.PAPERS.title, [])),
        terms=_terms(rows.get(c.TERMS.title, [])), fees=tuple(_fee(one) for one in rows.get(c.FEES.title, [])),
        legal=tuple((one.short("number", 120), one.text("title")) for one in rows.get(c.LEGAL.title, [])),
        results=tuple(DraftResult(line(one["name"]), line(one["result"])) for one in rows.get(c.RESULTS.title, [])),
    )  # fmt: skip


def _own(cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {name: cells.text(name) for name in ("name_en", "summary", "related", "partly_reason")}
    found |= {name: cells.short(name, 200) for name in ("decision", "kind")}
    found |= {name: line(cells[name]) for name in ("level", "department")}
    return found | {
        "result_place": cells.short("result_place", 300), "late_rule": line(cells["late_rule"]) or "none",
        "supplement_regime": line(cells["supplement_regime"]) or "restart",
    }  # fmt: skip


def _texts(rows: Sequence[Cells], part: str) -> Iterator[str]:
    """The texts of a part in their order; rows of the same order are one text that was longer than a cell."""
    orders: dict[int, list[str]] = defaultdict(list)
    for cells in rows:
        if line(cells["part"]) not in (c.STEPS, c.CONDITIONS):
            raise cells.bad("part", f"mục phải là “{c.STEPS}” hoặc “{c.CONDITIONS}”.")
        if line(cells["part"]) == part:
            orders[cells.number("order", empty=1)].append(str(cells["text"] or ""))
    return (tidy("".join(orders[order])) for order in sorted(orders))


def _cases(rows: Sequence[Cells]) -> tuple[DraftCase, ...]:
    cases: dict[str, list[DraftPaper]] = {}
    for cells in rows:
        papers = cases.setdefault(line(cells["case"]), [])
        if cells.text("name"):
            papers.append(_paper(cells))
    return tuple(DraftCase(name, tuple(papers)) for name, papers in cases.items()) or (DraftCase("", ()),)


def _paper(cells: Cells) -> DraftPaper:
    counts = {name: cells.number(name, empty=0, most=999) for name in ("originals", "certified", "copies")}
    marks = {name: cells.yes(name) for name in ("only_show", "required", "replaced_by_data")}
    return DraftPaper(name=cells.text("name"), form=cells.text("form"), note=cells.text("note"), **counts, **marks)  # type: ignore[arg-type]


def _terms(rows: Sequence[Cells]) -> tuple[DraftTerm, ...]:
    orders: dict[tuple[str, Channel], int] = defaultdict(int)
    found = []
    for cells in rows:
        term = _term(cells)
        found.append(replace(term, order=orders[term.case, term.channel]))
        orders[term.case, term.channel] += 1
    return tuple(found)


def _term(cells: Cells) -> DraftTerm:
    unit = cells.known("unit", c.UNITS) if cells.text("unit") else "none"
    amount = cells.decimal("amount")
    if (amount is None) != (unit in ("none", "same_day")):
        raise cells.bad("amount" if amount is None else "unit", "thời hạn và đơn vị phải đi cùng nhau.")
    return DraftTerm(
        Channel(cells.known("channel", c.CHANNELS)), amount, unit, note=cells.text("note"), case=line(cells["case"]),
        pays_online=cells.yes("pays_online"), fee_words=cells.text("fee_words"),
    )  # fmt: skip


def _fee(cells: Cells) -> DraftFee:
    return DraftFee(
        FeeKind(cells.known("kind", c.FEE_KINDS)), cells.text("name"), cells.number("amount", empty=None, most=10**12),
        per=cells.known("per", c.PER), when=CollectedWhen(cells.known("when", c.WHEN)),
        channel=cells.known("channel", c.CHANNELS) if cells.text("channel") else "", legal=cells.short("legal", 200), case=line(cells["case"]),
        is_choice=cells.yes("is_choice"),
    )  # fmt: skip
