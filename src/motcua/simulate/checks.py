"""Was anything lost, doubled or wrong? Pure functions over the ledger (house rule 4.3: nothing lost, nothing doubled).

Each check returns what it found as sentences for people, empty when all is well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from motcua.deadlines.rules import LateRule, due_moment, parse_limit
from motcua.kernel.clock import write_moment
from motcua.kernel.errors import DomainError

from .ledger import Called, Issued, Receipt, Tracked


def duplicate_numbers(issued: Iterable[Issued]) -> list[str]:
    """Numbers that were given to more than one tap in this centre and day."""
    taps: Mapping[str, set[str]] = _grouped((ticket.number, ticket.tap) for ticket in issued)
    return [f"Số {number} cấp cho {len(held)} lần lấy số khác nhau." for number, held in taps.items() if len(held) > 1]


def doubled_taps(issued: Iterable[Issued]) -> list[str]:
    """Taps whose request token was answered with more than one number."""
    numbers = _grouped((ticket.tap, ticket.number) for ticket in issued)
    found = [sorted(given) for given in numbers.values() if len(given) > 1]
    return [f"Một lần chạm được cấp nhiều số: {', '.join(given)}." for given in found]


def double_calls(called: Iterable[Called]) -> list[str]:
    """Tickets that were on the screens of two counters (the simulation transfers nobody)."""
    counters = _grouped((call.ticket or call.number, call.counter) for call in called)
    names = {call.ticket or call.number: call.number for call in called}
    return [
        f"Số {names[ticket]} được gọi ở {len(places)} quầy: {', '.join(sorted(places))}."
        for ticket, places in counters.items()
        if len(places) > 1
    ]


def tickets_lost(issued: Iterable[Issued], called: Iterable[Called]) -> list[str]:
    """Numbers that a visitor holds and that no counter ever called, though the day is over."""
    seen = {call.number for call in called}
    return [f"Số {number} không bao giờ được gọi." for number in sorted({ticket.number for ticket in issued} - seen)]


def duplicate_codes(receipts: Iterable[Receipt]) -> list[str]:
    """Dossier codes that stand on more than one receipt."""
    holders = _grouped((receipt.code, receipt.security) for receipt in receipts)
    return [f"Mã hồ sơ {code} ở trên {len(held)} giấy tiếp nhận." for code, held in holders.items() if len(held) > 1]


def receipts_missing(receipts: Iterable[Receipt], tracked: Iterable[Tracked]) -> list[str]:
    """Acknowledged receipts that the tracking page does not know by code and security code."""
    found = {answer.code for answer in tracked if answer.is_found}
    return [f"Giấy tiếp nhận {receipt.code} không tra cứu được." for receipt in receipts if receipt.code not in found]


def due_mismatches(receipts: Iterable[Receipt], tracked: Iterable[Tracked]) -> list[str]:
    """Receipts whose due moment is not the one counted here, on the receipt's own page or on the tracking page.

    Counted from the moment of reception that the tracking page tells and the limit in words on the receipt; a receipt that
    cannot be tracked is none of this check's business.
    """
    answers = {answer.code: answer for answer in tracked if answer.is_found}
    wrong = []
    for receipt in receipts:
        answer = answers.get(receipt.code)
        if answer is None:
            continue
        expected = expected_due(receipt, answer.received_at)
        wrong += [
            f"{receipt.code}: {place} hẹn {_moment(found)}, tính độc lập là {_moment(expected)}."
            for place, found in (("giấy tiếp nhận", receipt.due_at), ("trang tra cứu", answer.due_at))
            if found is None or found != expected
        ]
    return wrong


def expected_due(receipt: Receipt, received_at: datetime | None) -> datetime | None:
    """The due moment counted from words alone; None when they cannot be read."""
    if receipt.appointed is not None or received_at is None:
        return receipt.appointed
    try:
        limit = parse_limit(receipt.term)
    except DomainError:
        return None
    return due_moment(received_at, limit, late_rule=LateRule(receipt.late_rule or "none"))


def terms_unpublished(receipts: Iterable[Receipt], published: Mapping[str, str]) -> list[str]:
    """Receipts with a limit that the procedure's public page does not say (there it begins a line, with a capital); appointments set by hand are left out."""
    return [
        f"{receipt.code}: thời hạn “{receipt.term}” không có trên trang thủ tục {receipt.procedure}."
        for receipt in receipts
        if receipt.appointed is None
        and receipt.procedure in published
        and receipt.term.lower() not in published[receipt.procedure].lower()
    ]


def _moment(moment: datetime | None) -> str:
    return write_moment(moment) if moment else "(không đọc được)"


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups
