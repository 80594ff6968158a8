"""The limit and the fees of one way to file."""

from __future__ import annotations

from ..models import Case, ChannelTerm, FeeAsked, ProcedureVersion
from ..rules import agreed, applying


def term_for(version: ProcedureVersion, case: Case | None, channel: str) -> ChannelTerm | None:
    """The limit of this way to file: the case's own, else the version's; None when the version has no such channel.

    Rows of the table that give different limits for it say which holds when only in words: then the limit is none (unit
    "none") and the officer gives the date.
    """
    first, is_one = agreed(version.terms.all(), case=case.pk if case else None, channel=channel)
    if first is None or is_one:
        return first
    return ChannelTerm(version=version, case_id=first.case_id, channel=channel, amount=None, unit="none", note=first.note)


def fees_for(version: ProcedureVersion, case: Case | None, channel: str) -> list[FeeAsked]:
    """To be paid: of each fee or levy by name the most specific line for the case and the channel."""
    chosen: dict[tuple[str, str], FeeAsked] = {}
    for fee in applying(version.fees.all(), case=case.pk if case else None, channel=channel):
        chosen.setdefault((fee.kind, fee.name), fee)
    return sorted(chosen.values(), key=lambda fee: fee.pk)
