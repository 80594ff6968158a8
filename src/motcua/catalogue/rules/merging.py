"""What the source says and what the province added, in one draft: the source's news win, the province's own work stays."""

from __future__ import annotations

from dataclasses import fields, replace

from .drafts import Agencies, Draft, DraftCase, DraftFee, DraftPaper, DraftTerm

# These three name each other's cases, so they come from one side.
_TOGETHER = ("cases", "terms", "fees")


def merged(theirs: Draft, given: frozenset[str], *, ours: Draft, base: Draft | None, keeps_department: bool = False) -> Draft:
    """The draft to publish over `ours`.

    A part that the source does not give stays ours. One that it gives is theirs, except where the source says what it said before
    (`base`): then an editor's correction stays. A source that never said anything of a part takes nothing away.
    `keeps_department`: the department is a provincial one that decides here.
    """
    chosen = {}
    for one in fields(Draft):
        is_ours = one.name not in given or (one.name == "department" and keeps_department)
        if is_ours or (one.name != "source" and _has_no_news(theirs, base, one.name)):
            chosen[one.name] = getattr(ours, one.name)
    draft = replace(theirs, **{**chosen, "code": theirs.code})
    if not _fits(draft):
        draft = replace(draft, **{name: getattr(theirs, name) for name in _TOGETHER})
    return _with_marks(draft, ours) if given >= set(_TOGETHER) and "life_events" not in given else draft


def _has_no_news(theirs: Draft, base: Draft | None, name: str) -> bool:
    value = getattr(theirs, name)
    if base is not None:
        return bool(value == getattr(base, name))
    if name == "cases":
        return not any(case.papers for case in theirs.cases)
    return value in ("", (), Agencies())


def _fits(draft: Draft) -> bool:
    named = {row.case for row in draft.terms} | {row.case for row in draft.fees}
    return named <= {case.name for case in draft.cases} | {""}


def _with_marks(draft: Draft, ours: Draft) -> Draft:
    """What the province knows of single rows: where paying works online, which papers data replace, when fees are collected."""
    online = {term.channel for term in ours.terms if term.pays_online}
    data = {paper.name for case in ours.cases for paper in case.papers if paper.replaced_by_data}
    when = {(fee.kind, fee.name): fee.when for fee in ours.fees}

    def term(row: DraftTerm) -> DraftTerm:
        return replace(row, pays_online=row.pays_online or row.channel in online)

    def paper(row: DraftPaper) -> DraftPaper:
        return replace(row, replaced_by_data=row.replaced_by_data or row.name in data)

    def fee(row: DraftFee) -> DraftFee:
        return replace(row, when=when.get((row.kind, row.name), row.when))

    return replace(
        draft, terms=tuple(map(term, draft.terms)), fees=tuple(map(fee, draft.fees)),
        cases=tuple(DraftCase(case.name, tuple(map(paper, case.papers))) for case in draft.cases),
    )  # fmt: skip
