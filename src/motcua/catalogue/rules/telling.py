"""What a draft says, part by part, as lines of text that a person can compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.marks import N_
from motcua.kernel.money import Money
from motcua.kernel.text import fold

from .applying import paper_counts
from .drafts import Draft, DraftFee, DraftPaper, DraftTerm
from .kinds import Channel, CollectedWhen, FeeKind

Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a draft says; facts with the same label and key are the same thing in two drafts."""

    label: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a draft: single facts in their order, and rows of which there may be any number."""

    key: str
    title: str
    facts: tuple[Fact, ...] = ()
    rows: tuple[Fact, ...] = ()


def told(draft: Draft, *, words: Mapping[str, str], _: Say = str) -> tuple[Told, ...]:
    """The whole draft; `words` says keys of units, levels, audiences and units of limits in words, `_` translates."""
    return (
        Told("chung", N_("Thông tin chung"), _general(draft, words)),
        Told("co-quan", N_("Cơ quan và nơi nộp"), _agencies(draft)),
        Told("trinh-tu", N_("Trình tự và điều kiện"), (Fact(N_("Yêu cầu, điều kiện"), draft.conditions),), _numbered(N_("Bước"), draft.steps)),
        Told("giay-to", N_("Trường hợp và giấy tờ"), (), tuple(_papers(draft, _))),
        Told("thoi-han", N_("Cách nộp và thời hạn"), _term_rules(draft, words), tuple(_term(term, words, _) for term in draft.terms)),
        Told("phi", N_("Phí, lệ phí"), (), tuple(_fee(fee, _) for fee in draft.fees)),
        Told("ket-qua", N_("Kết quả"), _result_rules(draft, _),
             tuple(Fact(N_("Kết quả"), _lines(row.name, row.code), fold(row.name)) for row in draft.results)),
        Told("can-cu", N_("Căn cứ pháp lý"), (), tuple(Fact(N_("Căn cứ"), _lines(number, title), fold(number)) for number, title in draft.legal)),
    )  # fmt: skip


def _general(draft: Draft, words: Mapping[str, str]) -> tuple[Fact, ...]:
    def said(keys: Iterable[str]) -> str:
        return ", ".join(words.get(key, key) for key in keys)

    return (
        Fact(N_("Tên thủ tục"), draft.name), Fact(N_("Tên tiếng Anh"), draft.name_en), Fact(N_("Quyết định công bố"), draft.decision),
        Fact(N_("Lĩnh vực"), draft.field), Fact(N_("Cơ quan phụ trách"), said([draft.department])),
        Fact(N_("Cấp quyết định"), said([draft.level])), Fact(N_("Các cấp tham gia"), said(draft.levels or (draft.level,))),
        Fact(N_("Đối tượng"), said(draft.audiences)), Fact(N_("Sự kiện trong đời"), said(draft.life_events)),
        Fact(N_("Từ khóa"), ", ".join(draft.keywords)), Fact(N_("Tóm tắt"), draft.summary), Fact(N_("Loại thủ tục"), draft.kind),
        Fact(N_("Lý do chỉ một phần trực tuyến"), draft.partly_reason),
    )  # fmt: skip


def _agencies(draft: Draft) -> tuple[Fact, ...]:
    found = draft.agencies
    return (
        Fact(N_("Cơ quan có thẩm quyền"), found.competent), Fact(N_("Cơ quan thực hiện"), found.executing),
        Fact(N_("Cơ quan phối hợp"), found.coordinating), Fact(N_("Cơ quan được ủy quyền"), found.authorised),
        Fact(N_("Địa chỉ tiếp nhận"), found.address), Fact(N_("Thủ tục liên quan"), draft.related),
    )  # fmt: skip


def _result_rules(draft: Draft, _: Say) -> tuple[Fact, ...]:
    signed = _(N_("phải có chữ ký số")) if draft.needs_signed_result else ""
    return Fact(N_("Nơi trả kết quả"), draft.result_place), Fact(N_("Kết quả điện tử"), signed)


def _term_rules(draft: Draft, words: Mapping[str, str]) -> tuple[Fact, ...]:
    return (
        Fact(N_("Hạn nhận trong ngày"), words.get(draft.late_rule, draft.late_rule)),
        Fact(N_("Khi bổ sung giấy tờ"), words.get(draft.supplement_regime, draft.supplement_regime)),
        Fact(N_("Số ngày chờ bổ sung"), str(draft.supplement_days)),
    )


def _papers(draft: Draft, _: Say) -> Iterable[Fact]:
    for case in draft.cases:
        if case.name or len(draft.cases) > 1:
            yield Fact(N_("Trường hợp"), case.name or _(N_("Thông thường")), f"case {fold(case.name)}")
        for paper in case.papers:
            yield Fact(N_("Giấy tờ"), _paper(paper, _), f"{fold(case.name)} {fold(paper.name)}")


def _paper(paper: DraftPaper, _: Say) -> str:
    counts = paper_counts(originals=paper.originals, certified=paper.certified, copies=paper.copies, only_show=paper.only_show, _=_)
    return _lines(
        paper.name, counts, f"{_(N_('Mẫu'))}: {paper.form}" if paper.form else "", "" if paper.required else _(N_("nộp nếu có")),
        _(N_("thay bằng dữ liệu")) if paper.replaced_by_data else "", paper.note,
    )  # fmt: skip


def _term(term: DraftTerm, words: Mapping[str, str], _: Say) -> Fact:
    limit = f"{number_words(term.amount)} {words.get(term.unit, term.unit)}" if term.amount is not None else words.get(term.unit, term.unit)
    pays = _(N_("nộp tiền trực tuyến")) if term.pays_online else ""
    text = _lines(f"{_(Channel(term.channel).label)}: {limit}", term.case, pays, term.fee_words, term.note)
    return Fact(N_("Cách nộp"), text, f"{fold(term.case)} {term.channel} {term.order}")


def _fee(fee: DraftFee, _: Say) -> Fact:
    per = {"page": _(N_("một trang")), "copy": _(N_("một bản")), "dossier": ""}.get(fee.per, fee.per)
    amount = f"{Money(fee.amount)}" + (f" / {per}" if per else "")
    where = _(Channel(fee.channel).label) if fee.channel else ""
    choice = _(N_("một trong các mức thu")) if fee.is_choice else ""
    text = _lines(f"{_(FeeKind(fee.kind).label)}: {fee.name}", f"{amount}, {_(CollectedWhen(fee.when).label)}", choice, where, fee.case, fee.legal)
    return Fact(N_("Khoản thu"), text, f"{fee.kind} {fold(fee.name)} {fold(fee.case)} {fee.channel}")


def number_words(amount: Decimal | None) -> str:
    """The amount of a limit as people write it: "0,5"; empty for none."""
    return "" if amount is None else f"{amount.normalize():f}".replace(".", ",")


def _numbered(label: str, texts: Iterable[str]) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for text in texts)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
