"""Rows of the channels table become terms and fees of a draft; what a row does not say plainly is reported, never guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..drafts import DraftFee, DraftTerm
from ..kinds import Channel, FeeKind
from .channels import ChannelRow, split_channels
from .fees import FeeText, fee_kind, fee_problem, fee_unit
from .limits import read_limit
from .problems import Part, Problem, Unread
from .text import NOTHING

_LONGEST_NAME = 160


@dataclass(slots=True)
class Channels:
    """What the channels of a record gave: terms, fees, what was left, how many rows, limits and amounts were read."""

    terms: list[DraftTerm] = field(default_factory=list)
    fees: list[DraftFee] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    rows: int = 0
    limits: int = 0
    amounts: int = 0


def read_channels(text: str) -> Channels:
    """The channels of a record from its flattened table."""
    rows, before = split_channels(text)
    found = from_rows(rows)
    if before:
        found.unread.insert(0, Unread(Part.CHANNELS, Problem.CHANNELS_UNREAD, before))
    return found


def from_rows(rows: Sequence[ChannelRow]) -> Channels:
    """The channels of a record from rows that were told apart."""
    found = Channels(rows=len(rows))
    orders: dict[Channel, int] = defaultdict(int)
    prices: dict[Channel, list[tuple[DraftFee, ...]]] = defaultdict(list)
    for place, row in enumerate(rows, 1):
        _add_term(found, row, place, orders[row.channel])
        orders[row.channel] += 1
        fees = tuple(fee for text in row.fees for fee in _read_fee(found, row, text, place))
        found.amounts += sum(fee.amount > 0 for fee in fees)
        if fees:
            prices[row.channel].append(fees)
    found.unread += _differing(found.terms)
    for channel, sets in prices.items():
        _add_prices(found, channel, sets)
    if any(fee_kind(fee) is None for row in rows if not row.is_glued for fee in row.fees if fee.amount):
        found.unread.append(Unread(Part.FEES, Problem.FEE_KIND, ""))
    return found


def _add_term(found: Channels, row: ChannelRow, place: int, order: int) -> None:
    limit = read_limit("" if row.is_glued else row.limit)
    problem = Problem.NUMBERS_GLUED if row.is_glued else limit.problem
    if problem:
        text = row.text[:200] if row.is_glued else row.limit
        found.unread.append(Unread(Part.CHANNELS, problem, text, place))
    found.limits += limit.amount is not None
    words = "\n".join(filter(None, (_words(fee, is_glued=row.is_glued) for fee in row.fees)))
    words = words or ("" if row.fees else row.text[:500] if row.is_glued else NOTHING)
    found.terms.append(DraftTerm(row.channel, limit.amount, limit.unit, note=row.note, order=order, fee_words=words))


def _words(fee: FeeText, *, is_glued: bool) -> str:
    """The fee in the source's words where the fee lines do not say it."""
    if is_glued:
        return fee.text
    if fee.amount and not fee.currency:
        return ""
    return "" if fee.amount == 0 and fee_problem(fee) is None else fee.note if fee.amount == 0 else fee.text


def _read_fee(found: Channels, row: ChannelRow, fee: FeeText, place: int) -> list[DraftFee]:
    """The fee as a line; none, and reported, when it is no plain amount."""
    problem = None if row.is_glued else fee_problem(fee)
    if problem:
        found.unread.append(Unread(Part.FEES, problem, fee.text, place))
    if row.is_glued or fee.amount is None or (fee.amount == 0 and problem):
        return []
    return [DraftFee(fee_kind(fee) or FeeKind.FEE, _name(fee, row), fee.amount, per=fee_unit(fee), channel=row.channel.value)]


def _name(fee: FeeText, row: ChannelRow) -> str:
    """What the fee is for: the bracket behind it, else the row's own short description, else its kind."""
    for words in (fee.note, row.note):
        line = " ".join(words.split())
        if 3 < len(line) <= _LONGEST_NAME and line.lower() not in ("/hồ sơ", "không có"):
            return line
    note = " ".join(fee.note.split())
    return note if len(note) > _LONGEST_NAME else fee.label or "Phí, lệ phí"


def _differing(terms: Sequence[DraftTerm]) -> list[Unread]:
    """A channel whose rows give different limits: which holds when is for a person to say."""
    limits: dict[Channel, list[str]] = defaultdict(list)
    for term in terms:
        if term.amount is not None:
            limits[term.channel].append(f"{term.amount.normalize():f} {term.unit}")
    return [
        Unread(Part.CHANNELS, Problem.LIMITS_DIFFER, f"{channel.label}: {', '.join(dict.fromkeys(found))}")
        for channel, found in limits.items()
        if len(set(found)) > 1
    ]


def _add_prices(found: Channels, channel: Channel, sets: Sequence[tuple[DraftFee, ...]]) -> None:
    """What one row asks is to be paid together; rows of one channel that ask different amounts are a choice, and reported."""
    if len({tuple(fee.amount for fee in one) for one in sets}) == 1:
        found.fees += _apart([fee for fee in dict.fromkeys(sets[0]) if fee.amount], is_choice=False)
        return
    rows = list(dict.fromkeys(fee for one in sets for fee in one))
    found.fees += _apart(rows, is_choice=True)
    amounts = ", ".join(f"{row.amount:,}".replace(",", ".") for row in rows)
    found.unread.append(Unread(Part.FEES, Problem.FEES_DIFFER, f"{channel.label}: {amounts}"))


def _apart(rows: Sequence[DraftFee], *, is_choice: bool) -> list[DraftFee]:
    """The lines, each under a name of its own: a dossier's lines are told apart by kind and name."""
    names = Counter((row.kind, row.name) for row in rows)
    return [
        replace(row, name=f"{row.name} (mức {place})" if names[row.kind, row.name] > 1 else row.name, is_choice=is_choice)
        for place, row in enumerate(rows, 1)
    ]
