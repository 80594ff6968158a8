"""The sections of a draft that have rows: cases, papers of a case, ways to file, fees, results, legal bases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext_noop

from motcua.catalogue.rules import (
    Channel,
    CollectedWhen,
    Draft,
    DraftCase,
    DraftFee,
    DraftPaper,
    DraftResult,
    DraftTerm,
    FeeKind,
)
from motcua.catalogue.rules.telling import number_words

from .choices import GONE
from .forms import ResultForm, TermForm
from .row_forms import CaseRow, FeeRow, LegalRow, PaperRow, ResultRow, TermRow
from .sections import AgenciesPart, General, Rows, Section, StepsPart, Values


class RowSection(Section):
    """A section of rows: which they are in the draft, how typed rows become them, and the draft with others."""

    def items(self, draft: Draft) -> tuple[Any, ...]:
        """The rows of the draft."""
        raise NotImplementedError

    def made(self, draft: Draft, rows: Rows) -> Iterable[Any]:
        """Rows of the draft from typed ones."""
        raise NotImplementedError

    def holding(self, draft: Draft, items: tuple[Any, ...]) -> Draft:
        """The draft with these rows."""
        raise NotImplementedError

    def changed(self, draft: Draft, fields: Values, rows: Rows, *, start: int = 0, stop: int = 0) -> Draft:
        items = self.items(draft)
        return self.holding(replace(draft, **fields), (*items[:start], *self.made(draft, rows), *items[stop:]))


def _place_of(draft: Draft, case: str) -> str:
    """The case as the forms name it: its place from 1, empty for all cases."""
    names = [one.name for one in draft.cases]
    return "" if not case else str(names.index(case) + 1) if case in names else GONE


def _case_at(draft: Draft, place: str) -> str:
    return draft.cases[int(place) - 1].name if place.isdigit() and 0 < int(place) <= len(draft.cases) else ""


def _case_names(draft: Draft) -> dict[str, Any]:
    return {"names": [case.name for case in draft.cases]}


class CasesPart(Section):
    """Which cases there are; their papers have pages of their own."""

    key, title = "truong-hop", gettext_noop("Trường hợp")
    lead = gettext_noop("Mỗi trường hợp có giấy tờ riêng. Thủ tục không chia trường hợp có đúng một trường hợp để trống tên.")
    row_class, row_name = CaseRow, gettext_noop("Trường hợp")

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        return [{"place": place, "name": case.name} for place, case in enumerate(draft.cases, 1)]

    def changed(self, draft: Draft, fields: Values, rows: Rows, *, start: int = 0, stop: int = 0) -> Draft:
        """Papers stay with their case; terms and fees follow a case that got another name."""
        old = dict(enumerate(draft.cases, 1))
        typed = [DraftCase(row["name"], old[row["place"]].papers if row["place"] in old else ()) for row in rows]
        renamed = {old[row["place"]].name: row["name"] for row in rows if row["place"] in old}
        terms = tuple(replace(term, case=renamed.get(term.case, term.case) if term.case else "") for term in draft.terms)
        fees = tuple(replace(fee, case=renamed.get(fee.case, fee.case) if fee.case else "") for fee in draft.fees)
        return replace(draft, cases=(*draft.cases[:start], *typed, *draft.cases[stop:]), terms=terms, fees=fees)

    def also(self, draft: Draft) -> dict[str, Any]:
        return _case_names(draft)


class PapersPart(RowSection):
    """The papers of one case; `place` is the case's, from 1."""

    key, title = "giay-to", gettext_noop("Giấy tờ")
    row_class, row_name = PaperRow, gettext_noop("Giấy tờ")

    def __init__(self, place: int) -> None:
        self.place = place

    def exists_in(self, draft: Draft) -> bool:
        return 1 <= self.place <= len(draft.cases)

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        return [{**asdict(paper), "optional": not paper.required} for paper in self.items(draft)]

    def items(self, draft: Draft) -> tuple[DraftPaper, ...]:
        return draft.cases[self.place - 1].papers

    def made(self, draft: Draft, rows: Rows) -> Iterable[DraftPaper]:
        return (DraftPaper(**{name: row[name] for name in row if name != "optional"}, required=not row["optional"]) for row in rows)

    def holding(self, draft: Draft, items: tuple[Any, ...]) -> Draft:
        cases = list(draft.cases)
        cases[self.place - 1] = replace(cases[self.place - 1], papers=items)
        return replace(draft, cases=tuple(cases))

    def also(self, draft: Draft) -> dict[str, Any]:
        return {"case": asdict(draft.cases[self.place - 1])}


class TermsPart(RowSection):
    """How to file, and how long it takes."""

    key, title = "thoi-han", gettext_noop("Cách nộp và thời hạn")
    lead = gettext_noop("Mỗi dòng là một cách nộp. Thời hạn riêng của một trường hợp thắng thời hạn chung.")
    form_class, row_class, row_name = TermForm, TermRow, gettext_noop("Cách nộp")
    parts = ("terms", "late_rule", "supplement_regime", "supplement_days")

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        return [
            {"channel": term.channel.value, "amount": number_words(term.amount), "unit": term.unit, "case": _place_of(draft, term.case),
             "pays_online": term.pays_online, "fee_words": term.fee_words, "note": term.note} for term in draft.terms
        ]  # fmt: skip

    def items(self, draft: Draft) -> tuple[DraftTerm, ...]:
        return draft.terms

    def made(self, draft: Draft, rows: Rows) -> Iterable[DraftTerm]:
        return (DraftTerm(**{**row, "channel": Channel(row["channel"]), "case": _case_at(draft, row["case"])}) for row in rows)

    def holding(self, draft: Draft, items: tuple[Any, ...]) -> Draft:
        """The order counts the rows of one channel and case, so that several stand beside each other."""
        seen: Counter[tuple[str, str]] = Counter()
        ordered = []
        for term in items:
            ordered.append(replace(term, order=seen[term.case, term.channel]))
            seen[term.case, term.channel] += 1
        return replace(draft, terms=tuple(ordered))

    def also(self, draft: Draft) -> dict[str, Any]:
        return _case_names(draft)


class FeesPart(RowSection):
    """What it costs."""

    key, title = "phi", gettext_noop("Phí, lệ phí")
    lead = gettext_noop("Phí và lệ phí là hai dòng khác nhau. Không có dòng nào nghĩa là miễn phí.")
    row_class, row_name = FeeRow, gettext_noop("Khoản thu")
    parts = ("fees",)

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        return [
            {**asdict(fee), "per": "" if fee.per == "dossier" else fee.per, "when": "" if fee.when is CollectedWhen.BEFORE else fee.when.value,
             "kind": fee.kind.value, "case": _place_of(draft, fee.case)} for fee in draft.fees
        ]  # fmt: skip

    def items(self, draft: Draft) -> tuple[DraftFee, ...]:
        return draft.fees

    def made(self, draft: Draft, rows: Rows) -> Iterable[DraftFee]:
        for row in rows:
            usual = {"per": row["per"] or "dossier", "when": CollectedWhen(row["when"] or CollectedWhen.BEFORE)}
            yield DraftFee(**{**row, **usual, "kind": FeeKind(row["kind"]), "case": _case_at(draft, row["case"])})

    def holding(self, draft: Draft, items: tuple[Any, ...]) -> Draft:
        return replace(draft, fees=items)

    def also(self, draft: Draft) -> dict[str, Any]:
        return _case_names(draft)


class ResultsPart(RowSection):
    """What the citizen gets."""

    key, title = "ket-qua", gettext_noop("Kết quả")
    form_class, row_class, row_name = ResultForm, ResultRow, gettext_noop("Kết quả")
    parts = ("results", "result_place", "needs_signed_result")

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        return [asdict(row) for row in draft.results]

    def items(self, draft: Draft) -> tuple[DraftResult, ...]:
        return draft.results

    def made(self, draft: Draft, rows: Rows) -> Iterable[DraftResult]:
        return (DraftResult(**row) for row in rows)

    def holding(self, draft: Draft, items: tuple[Any, ...]) -> Draft:
        return replace(draft, results=items)


class LegalPart(RowSection):
    """The texts that it rests on."""

    key, title = "can-cu", gettext_noop("Căn cứ pháp lý")
    row_class, row_name = LegalRow, gettext_noop("Văn bản")
    parts = ("legal",)

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        return [{"number": number, "title": title} for number, title in draft.legal]

    def items(self, draft: Draft) -> tuple[tuple[str, str], ...]:
        return draft.legal

    def made(self, draft: Draft, rows: Rows) -> Iterable[tuple[str, str]]:
        return ((row["number"], row["title"]) for row in rows)

    def holding(self, draft: Draft, items: tuple[Any, ...]) -> Draft:
        return replace(draft, legal=items)


SECTIONS: dict[str, Section] = {
    one.key: one
    for one in (General(), AgenciesPart(), StepsPart(), CasesPart(), TermsPart(), FeesPart(), ResultsPart(), LegalPart())
}


def section_of(key: str, place: int) -> Section | None:
    """The section with this name in the address; papers are those of the case at `place`."""
    return PapersPart(place) if key == PapersPart.key and place else SECTIONS.get(key)
