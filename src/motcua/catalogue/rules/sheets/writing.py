"""Drafts as rows of the workbook's sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from ..drafts import Draft
from . import columns as c

Rows = Iterator[tuple[c.Sheet, list[object]]]


def rows_of(draft: Draft) -> Rows:
    """Every row of the draft with its sheet; what is longer than a cell goes on in a row with the same order."""
    yield c.PROCEDURES, _cells(c.PROCEDURES, _procedure(draft))
    for order, step in enumerate(draft.steps, 1):
        yield from _text(draft.code, c.STEPS, order, step)
    if draft.conditions:
        yield from _text(draft.code, c.CONDITIONS, 1, draft.conditions)
    yield from _papers(draft)
    yield from _terms(draft)
    for fee in draft.fees:
        row = {
            **asdict(fee),
            "code": draft.code,
            "channel": c.CHANNELS.get(fee.channel, ""),
            "kind": c.FEE_KINDS[fee.kind],
        }
        row |= {"per": c.PER.get(fee.per, fee.per), "when": c.WHEN[fee.when], "is_choice": _yes(fee.is_choice)}
        yield c.FEES, _cells(c.FEES, row)
    for number, title in draft.legal:
        yield c.LEGAL, [draft.code, number, title]
    for result in draft.results:
        yield c.RESULTS, [draft.code, result.name, result.code]


def _cells(sheet: c.Sheet, row: dict[str, object]) -> list[object]:
    return [row[key] for key in sheet.columns.values()]


def _yes(value: bool) -> str:
    return c.YES if value else ""


def _list(values: Iterable[str]) -> str:
    return "\n".join(values)


def _procedure(draft: Draft) -> dict[str, object]:
    own = {
        name: getattr(draft, name)
        for name in ("code", "name", "name_en", "decision", "level", "field", "department", "kind", "summary")
    }
    own |= {
        name: getattr(draft, name)
        for name in ("related", "partly_reason", "late_rule", "supplement_regime", "supplement_days", "result_place")
    }
    lists = {"levels": draft.levels, "life_events": draft.life_events, "keywords": draft.keywords}
    return {
        **own, **asdict(draft.agencies), **{name: _list(values) for name, values in lists.items()},
        "audiences": _list(c.AUDIENCES.get(one, one) for one in draft.audiences), "needs_signed_result": _yes(draft.needs_signed_result),
    }  # fmt: skip


def _text(code: str, part: str, order: int, text: str) -> Rows:
    for start in range(0, len(text), c.LONGEST_CELL):
        yield c.TEXTS, [code, part, order, text[start : start + c.LONGEST_CELL]]


def _papers(draft: Draft) -> Rows:
    """A case without papers is a row without a name of one."""
    for case in draft.cases:
        if not case.papers:
            yield c.PAPERS, [draft.code, case.name, *[""] * (len(c.PAPERS.columns) - 2)]
        for paper in case.papers:
            marks = {name: _yes(getattr(paper, name)) for name in ("only_show", "required", "replaced_by_data")}
            yield c.PAPERS, _cells(c.PAPERS, {**asdict(paper), **marks, "code": draft.code, "case": case.name})


def _terms(draft: Draft) -> Rows:
    for term in draft.terms:
        amount = "" if term.amount is None else f"{term.amount.normalize():f}".replace(".", ",")
        row = {
            **asdict(term),
            "code": draft.code,
            "channel": c.CHANNELS[term.channel],
            "amount": amount,
            "unit": c.UNITS[term.unit],
        }
        yield c.TERMS, _cells(c.TERMS, row | {"pays_online": _yes(term.pays_online)})
