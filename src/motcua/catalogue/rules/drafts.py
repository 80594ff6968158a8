"""Everything a version says, before it is published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from decimal import Decimal

from ..errors import BadDraft
from .kinds import Channel, CollectedWhen, FeeKind


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
    """A way to file with its limit; `case` is empty for all cases, `amount` None when the unit carries none.

    `fee_words`: what the source says of the price where it is no plain amount; empty when the fee lines say it all.
    """

    channel: Channel
    amount: Decimal | None
    unit: str
    note: str = ""
    case: str = ""
    pays_online: bool = False
    order: int = 0
    fee_words: str = ""


@dataclass(frozen=True, slots=True)
class DraftFee:
    """A fee or levy in đồng per `per`; empty channel and case mean all. `is_choice`: one of several, the officer says which."""

    kind: FeeKind
    name: str
    amount: int
    per: str = "dossier"
    when: CollectedWhen = CollectedWhen.BEFORE
    channel: str = ""
    legal: str = ""
    case: str = ""
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class DraftResult:
    """What the citizen gets, with its national code when the source gives one (KQ...)."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Agencies:
    """Who decides, executes, co-ordinates, stands in, as the decision words it, and where dossiers are handed in."""

    competent: str = ""
    executing: str = ""
    coordinating: str = ""
    authorised: str = ""
    address: str = ""


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
    results: tuple[DraftResult, ...] = ()
    late_rule: str = "none"
    result_place: str = ""
    needs_signed_result: bool = False
    levels: tuple[str, ...] = ()
    kind: str = ""
    agencies: Agencies = Agencies()
    related: str = ""
    partly_reason: str = ""
    supplement_regime: str = "restart"
    supplement_days: int = 15
    source: str = ""

    def fingerprint(self) -> str:
        """SHA-256 of the whole content: two drafts that say the same have the same."""
        words = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(words.encode()).hexdigest()


def check_draft(draft: Draft) -> None:
    """Raises BadDraft when the draft could not serve at a counter: no name, case, paper or channel, or one twice."""
    for what in draft_faults(draft):
        raise BadDraft(draft.code, what)


def draft_faults(draft: Draft) -> list[str]:
    """Everything for which check_draft would refuse the draft, in words that follow "Thủ tục"."""
    return [what for what, is_wrong in _faults(draft) if is_wrong]


def check_importable(draft: Draft) -> None:
    """Raises BadDraft when the draft could not even be kept: no name, no case, or parts that contradict each other.

    Other catalogues have procedures without papers or channels; they are shown as they are, and an editor completes them.
    """
    lenient = {"có trường hợp chưa có giấy tờ nào", "chưa có cách nộp nào"}
    for what, is_wrong in _faults(draft):
        if is_wrong and what not in lenient:
            raise BadDraft(draft.code, what)


def _faults(draft: Draft) -> list[tuple[str, bool]]:
    names = [case.name for case in draft.cases]
    ways = [(term.case, term.channel, term.order) for term in draft.terms]
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
