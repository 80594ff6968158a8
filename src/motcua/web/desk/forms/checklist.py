"""The checklist of papers and the fee lines as rows of typed numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from motcua.catalogue.models import FeeAsked, PaperAsked
from motcua.dossiers.actions import PaperGiven
from motcua.kernel.text import clean

EXTRA_AT_LEAST, EXTRA_AT_MOST = 2, 20
MOST = 999
COUNTS = ("o", "c", "k")


@dataclass(slots=True)
class PaperRow:
    """One line of the checklist: what is asked, what was typed, what is wrong with it."""

    prefix: str
    paper: PaperAsked | None
    name: str
    is_given: bool
    counts: dict[str, str]
    errors: list[str] = field(default_factory=list)
    is_shown: bool = False

    @property
    def only_shown(self) -> bool:
        """Whether it is given back at once, because the catalogue says so or because the officer ticked it."""
        return self.is_shown or (self.paper is not None and self.paper.only_show)

    def given(self) -> PaperGiven:
        """The line as the reception takes it; the numbers of a line that is given were checked before, those of another do not count."""
        numbers = {key: int(value) if value and self.is_given else 0 for key, value in self.counts.items()}
        shown = self.only_shown and self.is_given
        return PaperGiven(
            asked=self.paper.pk if self.paper else None, name=self.name, originals=numbers["o"], certified=numbers["c"],
            copies=numbers["k"], shown=shown,
        )  # fmt: skip


def asked_counts(paper: PaperAsked) -> dict[str, str]:
    """The counts asked for; one original when the source gives none and the paper is handed in."""
    counts = {"o": paper.originals, "c": paper.certified, "k": paper.copies}
    if not any(counts.values()) and not paper.only_show:
        counts["o"] = 1
    return {key: str(value) if value else "" for key, value in counts.items()}


def paper_rows(papers: Iterable[PaperAsked], typed: Mapping[str, str] | None, *, tick_all: bool = False) -> list[PaperRow]:
    """A line for each asked paper, then lines for papers beyond the list (two empty ones more than are used)."""
    rows = [_asked_row(paper, typed, tick_all=tick_all) for paper in papers]
    extra = [row for row in (_extra_row(place, typed or {}) for place in range(EXTRA_AT_MOST)) if row.name]
    used = {row.prefix for row in extra}
    free = [prefix for prefix in (f"x{place}" for place in range(EXTRA_AT_MOST)) if prefix not in used]
    return rows + extra + [PaperRow(prefix, None, "", False, {"o": "", "c": "", "k": ""}) for prefix in free[:EXTRA_AT_LEAST]]


def _asked_row(paper: PaperAsked, typed: Mapping[str, str] | None, *, tick_all: bool) -> PaperRow:
    prefix = f"p{paper.pk}"
    if typed is None:
        return PaperRow(prefix, paper, paper.name, False, asked_counts(paper))
    counts = {key: typed.get(f"{prefix}_{key}", "").strip() for key in COUNTS}
    return PaperRow(prefix, paper, paper.name, (tick_all and paper.is_needed) or bool(typed.get(prefix)), counts)


def _extra_row(place: int, typed: Mapping[str, str]) -> PaperRow:
    prefix = f"x{place}"
    name = clean(typed.get(f"{prefix}_name", "")[:4000])
    return PaperRow(prefix, None, name, bool(name), {key: typed.get(f"{prefix}_{key}", "").strip() for key in COUNTS})


def brought_rows(items: Iterable[Mapping[str, str]], typed: Mapping[str, str] | None) -> list[PaperRow]:
    """A line for each item of a request for papers, one original until something else is typed."""
    return [_brought_row(f"b{place}", item, typed) for place, item in enumerate(items)]


def _brought_row(prefix: str, item: Mapping[str, str], typed: Mapping[str, str] | None) -> PaperRow:
    name = ": ".join(filter(None, (item.get("paper", ""), item.get("problem", ""))))
    if typed is None:
        return PaperRow(prefix, None, name, True, {"o": "1", "c": "", "k": ""})
    counts = {key: typed.get(f"{prefix}_{key}", "").replace("\x00", "").strip() for key in COUNTS}
    return PaperRow(prefix, None, name, True, counts, is_shown=bool(typed.get(f"{prefix}_s")))


def check_rows(rows: Iterable[PaperRow]) -> list[tuple[str, str]]:
    """(field id, sentence) for every line that cannot be read; the lines keep their sentences too."""
    found = []
    for row in rows:
        if not row.is_given:
            continue
        sentence = _fault(row)
        if sentence:
            row.errors.append(sentence)
            found.append((f"{row.prefix}_o", sentence))
    return found


def _fault(row: PaperRow) -> str:
    short = row.name if len(row.name) < 60 else row.name[:60] + "…"
    for value in row.counts.values():
        if value and not (value.isascii() and value.isdigit() and int(value[:9]) <= MOST and len(value) < 9):
            return _("Số bản của “%(paper)s” phải là số từ 0 đến 999.") % {"paper": short}
    if not row.only_shown and not any(int(value or 0) for value in row.counts.values()):
        return _("Chưa ghi số bản của “%(paper)s”. Xin ghi số bản chính, bản chứng thực hoặc bản sao.") % {"paper": short}
    return ""


@dataclass(slots=True)
class FeeRow:
    """A fee or levy with the quantity typed; of several amounts to choose from, those that do not hold have quantity 0."""

    fee: FeeAsked
    quantity: str
    error: str = ""

    @property
    def name(self) -> str:
        return f"f{self.fee.pk}"

    @property
    def least(self) -> int:
        return 0 if self.fee.is_choice else 1

    @property
    def number(self) -> int:
        return int(self.quantity) if not self.fault() else self.least

    @property
    def total(self) -> int:
        return self.fee.amount * self.number

    def fault(self) -> bool:
        """Whether the quantity is no number from 1 (of a choice: from 0) to 999."""
        text = self.quantity
        return not (text.isascii() and text.isdigit() and len(text) < 9 and self.least <= int(text) <= MOST)


def fee_rows(fees: Iterable[FeeAsked], typed: Mapping[str, str] | None) -> list[FeeRow]:
    """A line for each fee; the quantity is 1 until another is typed, of a choice none: the officer says which amount holds."""
    rows = [(fee, "" if fee.is_choice else "1") for fee in fees]
    return [FeeRow(fee, (typed or {}).get(f"f{fee.pk}", usual).strip() or usual) for fee, usual in rows]


_FEE_FAULTS = {
    False: lambda: _("Số lượng của “%(fee)s” phải là số từ 1 đến 999."),
    True: lambda: _("“%(fee)s” là một trong các mức thu. Xin ghi số lượng của mức áp dụng, mức khác để trống hoặc ghi 0."),
}


def check_fees(rows: Iterable[FeeRow]) -> list[tuple[str, str]]:
    """(field id, sentence) for every quantity that cannot be read. Of amounts to choose from, those left empty beside the one that holds are none."""
    found, rows = [], list(rows)
    chosen = {row.fee.kind for row in rows if row.fee.is_choice and row.number}
    for row in rows:
        is_left = row.fee.is_choice and not row.quantity and row.fee.kind in chosen
        if row.fault() and not is_left:
            row.error = _FEE_FAULTS[row.fee.is_choice]() % {"fee": row.fee.name}
            found.append((row.name, row.error))
    return found
