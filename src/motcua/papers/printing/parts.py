"""The pieces that printed papers share: letterhead (Decree 30/2020/NĐ-CP), people, lines of papers and of fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of every paper (Decree 30/2020/NĐ-CP): who issues it, its number, where and when."""

    unit: str
    place: str
    issued_at: datetime
    superior: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A citizen or organisation as written on paper; empty texts are left out."""

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The person in authority under a paper: the title in capitals above, the name below."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper handed in, with how many originals, certified copies and plain copies."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """One fee or levy, its amount and whether it has been paid."""

    name: str
    amount: Money
    paid: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still to be paid."""
        return self.amount.dong > 0 and not self.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One thing that is missing or wrong: the paper, the problem, and what to bring or do."""

    paper: str
    problem: str = ""
    remedy: str = ""
