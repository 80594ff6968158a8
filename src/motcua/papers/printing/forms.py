"""What each printed paper says: the forms of Circular 03/2025/TT-VPCP and the papers of daily use, as frozen data.

Texts come ready from the caller. Moments are aware datetimes, written by `motcua.kernel.clock`; amounts are `Money`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kernel.money import Money
from motcua.papers.printing.parts import Defect, FeeLine, Letterhead, PaperLine, Person, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Form 1, Giấy tiếp nhận hồ sơ và hẹn trả kết quả. `tracking_url` holds the code and the security code."""

    head: Letterhead
    code: str
    security_code: str
    tracking_url: str
    applicant: Person
    procedure: str
    papers: tuple[PaperLine, ...]
    term: str
    received_at: datetime
    due_at: datetime | None
    collect_at: str
    officer: str
    authoriser: Person | None = None
    case: str = ""
    content: str = ""
    sets: int = 1
    register: str = ""
    fees: tuple[FeeLine, ...] = ()
    tracking_site: str = ""
    hotline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPaper:
    """One paper that a procedure asks for, as the guidance desk prints it; `form` names the template to fill in."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    form: str = ""
    note: str = ""
    show_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSlip:
    """A guidance slip: the checklist of a case, or (with `defects`) why the counter could not receive a dossier."""

    head: Letterhead
    procedure: str
    url: str
    procedure_code: str = ""
    case: str = ""
    papers: tuple[AskedPaper, ...] = ()
    sets: int = 1
    term: str = ""
    fees: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    result: str = ""
    defects: tuple[Defect, ...] = ()
    applicant: Person | None = None
    advice: str = ""
    officer: str = ""
    hotline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Form 2, Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything that is missing, once.

    `bring_to` is name and address; `restarts`: the whole term (`term`, in words) begins again with the last paper, else what remained runs on.
    """

    head: Letterhead
    code: str
    applicant: Person
    procedure: str
    missing: tuple[Defect, ...]
    reason: str
    officer: str
    tracking_url: str
    bring_to: str
    restarts: bool
    term: str
    content: str = ""
    deadline: datetime | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Form 3, Phiếu từ chối tiếp nhận giải quyết hồ sơ; without a code when nothing had been submitted."""

    head: Letterhead
    applicant: Person
    procedure: str
    reasons: tuple[str, ...]
    officer: str
    code: str = ""
    content: str = ""
    guidance: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """Form 4, Phiếu xin lỗi và hẹn lại ngày trả kết quả, signed by the head."""

    head: Letterhead
    code: str
    applicant: Person
    procedure: str
    received_at: datetime
    due_at: datetime
    new_due_at: datetime
    reason: str
    signer: Signer
    tracking_url: str
    collect_at: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice:
    """Form 5, Thông báo dừng giải quyết hồ sơ: the reason, the state when stopped, papers and fees given back."""

    head: Letterhead
    code: str
    applicant: Person
    procedure: str
    received_at: datetime
    stopped_at: datetime
    reason: str
    state: str
    signer: Signer
    legal_basis: str = ""
    papers_returned: tuple[PaperLine, ...] = ()
    fees: str = ""
    contact: str = ""


class Verdict(StrEnum):
    """How a step stood against its own term."""

    EARLY = "Trước hạn"
    ON_TIME = "Đúng hạn"
    LATE = "Quá hạn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRow:
    """One hand-over of a dossier; the verdict is about the giver's step."""

    giver: str
    taker: str
    at: datetime
    step: str = ""
    due_at: datetime | None = None
    verdict: Verdict | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessControl:
    """Form 6, Phiếu kiểm soát quá trình giải quyết hồ sơ; its rows are a projection of the dossier's events."""

    head: Letterhead
    code: str
    applicant: str
    procedure: str
    received_at: datetime
    due_at: datetime | None
    rows: tuple[ControlRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One dossier in the register; `number` is its place in the book."""

    number: int
    code: str
    applicant: str
    address: str
    procedure: str
    received_at: datetime
    papers: int = 0
    unit: str = ""
    due_at: datetime | None = None
    finished_at: datetime | None = None
    handed_at: datetime | None = None
    handed_how: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Form 7, Sổ theo dõi hồ sơ, of a period; A4 landscape."""

    head: Letterhead
    period: str
    rows: tuple[RegisterRow, ...]
    signer: Signer
    book: str = ""


class HandoverKind(StrEnum):
    """What changes hands."""

    DOSSIERS = "hồ sơ"
    RESULTS = "kết quả"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """One dossier or result on a hand-over list."""

    code: str
    applicant: str
    procedure: str
    papers: int = 0
    due_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The list that giver and taker sign when dossiers or results move between the reception and a department."""

    head: Letterhead
    kind: HandoverKind
    giver: str
    giver_unit: str
    taker: str
    taker_unit: str
    at: datetime
    rows: tuple[HandoverRow, ...]
    code: str = ""


class FeeKind(StrEnum):
    """Fees and levies stand on separate receipts."""

    FEE = "phí"
    LEVY = "lệ phí"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceipt:
    """Biên lai thu phí, lệ phí: series, number, amount in figures and in words; a cancelled one keeps its number."""

    head: Letterhead
    kind: FeeKind
    series: str
    number: str
    payer: Person
    lines: tuple[FeeLine, ...]
    method: str
    paid_at: datetime
    cashier: str
    code: str = ""
    procedure: str = ""
    tax_code: str = ""
    cancelled: bool = False
    cancel_reason: str = ""

    @property
    def total(self) -> Money:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Money(0))
