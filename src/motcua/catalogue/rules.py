"""Closed sets, drafts and choices of the catalogue; the level of online service (Decrees 43/2011, 42/2022)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from motcua.kernel.marks import N_
from motcua.kernel.text import fold

from .errors import BadDraft, StepsTooLong, StepTwice


class Channel(StrEnum):
    """How a dossier reaches the centre; the numbers are those of the national exchange."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"

    @property
    def label(self) -> str:
        return {"counter": N_("Trực tiếp"), "online": N_("Trực tuyến"), "post": N_("Bưu chính")}[self.value]

    @property
    def national(self) -> int:
        return {"counter": 1, "online": 2, "post": 3}[self.value]


class Audience(StrEnum):
    """Who may apply."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    ORGANISATION = "organisation"
    FOREIGNER = "foreigner"

    @property
    def label(self) -> str:
        return _AUDIENCES[self.value]


_AUDIENCES = {
    "citizen": N_("Công dân"),
    "business": N_("Doanh nghiệp"),
    "organisation": N_("Tổ chức"),
    "foreigner": N_("Người nước ngoài"),
}


class FeeKind(StrEnum):
    """phí and lệ phí are separate lines in law and on receipts (Law on fees and charges 97/2015/QH13)."""

    FEE = "fee"
    LEVY = "levy"

    @property
    def label(self) -> str:
        return {"fee": N_("Phí"), "levy": N_("Lệ phí")}[self.value]


class CollectedWhen(StrEnum):
    """When a fee is collected."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def label(self) -> str:
        return {"before": N_("khi nộp hồ sơ"), "after": N_("khi nhận kết quả")}[self.value]


def service_level(*, has_forms: bool, files_online: bool, pays_online: bool, has_fee: bool) -> int:
    """The seed's level: 1 information, 2 + forms, 3 + online filing, 4 + online payment (or nothing to pay)."""
    if files_online:
        return 4 if pays_online or not has_fee else 3
    return 2 if has_forms else 1


class GuidanceHow(StrEnum):
    """How the checklist left the guidance desk."""

    PRINTED = "printed"
    QR = "qr"
    SHOWN = "shown"

    @property
    def label(self) -> str:
        return {"printed": N_("In phiếu"), "qr": N_("Mã QR"), "shown": N_("Xem tại bàn")}[self.value]


SERVICE_WORDS = {
    1: N_("Mức độ 1: cung cấp thông tin. Ông/Bà xem hướng dẫn tại đây và nộp hồ sơ tại quầy."),
    2: N_("Mức độ 2: tải mẫu đơn tại đây, rồi nộp tại quầy hoặc gửi bưu chính."),
    3: N_("Mức độ 3 (một phần): nộp hồ sơ trực tuyến; phí, lệ phí nộp tại quầy hoặc qua bưu chính."),
    4: N_("Mức độ 4 (toàn trình): nộp hồ sơ trực tuyến và không phải đến quầy để nộp tiền."),
}


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """The derived level 1-4 and its sentence for citizens."""

    level: int
    sentence: str


def paper_counts(*, originals: int, certified: int, copies: int, only_show: bool, _: Callable[[str], str] = str) -> str:
    """How many of each form: "1 bản chính, 2 bản sao"; empty when the source gives no count."""
    kinds = ((originals, _("bản chính")), (certified, _("bản sao chứng thực")), (copies, _("bản sao")))
    words = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    if not only_show:
        return words
    return f"{words} ({_('chỉ xuất trình')})" if words else _("chỉ xuất trình")


MAX_QUERY = 200
MAX_WORDS = 12


# Half of all names begin with "Thủ tục": the words say nothing, so they count neither in order nor in search.
LEAD_IN = "thu tuc "


def search_phrase(text: str) -> str:
    """The folded query without the lead-in "thủ tục", at most 200 characters of it; empty when nothing can be sought."""
    return fold(text[:MAX_QUERY]).removeprefix(LEAD_IN)


def search_words(text: str) -> list[str]:
    """The folded words to look for, each once, at most twelve; empty when there are none (punctuation only)."""
    return list(dict.fromkeys(search_phrase(text).split()))[:MAX_WORDS]


def searchable(*, code: str, name: str, keywords: Iterable[str], name_en: str = "", field: str = "") -> str:
    """The text that search reads: one folded line each for name, keywords, English name, field and code.

    Each line begins with a space, so that " ket" finds the beginnings of words only.
    """
    lines = [fold(name).removeprefix(LEAD_IN), *map(fold, [*keywords, name_en, field, code])]
    return "\n".join(f" {line}" for line in lines if line)


class Specific(Protocol):
    """A row that may be bound to a case, a channel, or both; None and the empty string mean all."""

    case_id: int | None
    channel: str


Row = TypeVar("Row", bound=Specific)


def applying(rows: Iterable[Row], *, case: int | None, channel: str) -> list[Row]:
    """The rows that hold for the case and the channel, the most specific first (case before channel before general)."""
    held = [row for row in rows if row.case_id in (None, case) and row.channel in ("", channel)]
    return sorted(held, key=lambda row: (row.case_id is None, not row.channel))


class StepKind(StrEnum):
    """The internal steps of a procedure, in the order in which they run."""

    RECEPTION = "reception"
    DEPARTMENT = "department"
    APPRAISAL = "appraisal"
    SIGNATURE = "signature"
    RETURN = "return"

    @property
    def label(self) -> str:
        return _STEP_LABELS[self]


_STEP_LABELS = dict(zip(StepKind, ("Tiếp nhận", "Phòng chuyên môn", "Thẩm định", "Ký duyệt", "Trả kết quả"), strict=True))


def check_steps(shares: Iterable[tuple[str, Decimal]]) -> None:
    """Raises StepTwice for a step given twice, StepsTooLong when the shares (percent) are more than the whole."""
    kinds, total = set(), Decimal(0)
    for kind, share in shares:
        if kind in kinds:
            raise StepTwice(StepKind(kind).label)
        kinds.add(kind)
        total += share
    if total > 100:
        raise StepsTooLong(f"{total:f}".replace(".", ","))


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """A paper asked, as a draft names it."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    only_show: bool = False
    form: str = ""
    required: bool = True
    replaced_by_data: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A case and its papers; the only case of a procedure without cases has an empty name."""

    name: str
    papers: tuple[DraftPaper, ...]


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """A way to file with its limit; `case` is empty for all cases, `amount` None when the unit carries none."""

    channel: Channel
    amount: Decimal | None
    unit: str
    note: str = ""
    case: str = ""
    pays_online: bool = False


@dataclass(frozen=True, slots=True)
class DraftFee:
    """A fee or levy in đồng per `per`; empty channel and case mean all."""

    kind: FeeKind
    name: str
    amount: int
    per: str = "dossier"
    when: CollectedWhen = CollectedWhen.BEFORE
    channel: str = ""
    legal: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a version says, before it is published; department, field and level by their keys."""

    code: str
    name: str
    department: str
    field: str
    level: str
    cases: tuple[DraftCase, ...]
    terms: tuple[DraftTerm, ...]
    fees: tuple[DraftFee, ...] = ()
    legal: tuple[tuple[str, str], ...] = ()
    name_en: str = ""
    decision: str = ""
    audiences: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    summary: str = ""
    conditions: str = ""
    steps: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    late_rule: str = "none"
    result_place: str = ""
    needs_signed_result: bool = False

    def fingerprint(self) -> str:
        """SHA-256 of the whole content: two drafts that say the same have the same."""
        words = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(words.encode()).hexdigest()


def check_draft(draft: Draft) -> None:
    """Raises BadDraft when the draft could not serve at a counter: no name, case, paper or channel, or one twice."""
    for what, is_wrong in _faults(draft):
        if is_wrong:
            raise BadDraft(draft.code, what)


def _faults(draft: Draft) -> list[tuple[str, bool]]:
    names = [case.name for case in draft.cases]
    ways = [(term.case, term.channel) for term in draft.terms]
    return [
        ("chưa có tên", not draft.name.strip()),
        ("chưa có trường hợp nào", not names),
        ("có trường hợp chưa có giấy tờ nào", any(not case.papers for case in draft.cases)),
        ("chưa có cách nộp nào", not ways),
        ("có hai trường hợp trùng tên", len(set(names)) < len(names)),
        ("có hai thời hạn cho cùng một cách nộp", len(set(ways)) < len(ways)),
        (
            "có thời hạn hoặc khoản thu ghi cho trường hợp không tồn tại",
            not {term.case for term in draft.terms} | {fee.case for fee in draft.fees} <= {*names, ""},
        ),
    ]
