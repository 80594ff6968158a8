"""Codes that people read, type and scan: dossier codes (Circular 03/2025/TT-VPCP), security codes, request tokens."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date

AGENCY = re.compile(r"[A-Z]\d{2}(\.[A-Z0-9]{1,6})*|\d{3}(\.\d{2}){1,3}\.[A-Z]\d{2}")
_IN_PARTS = re.compile(r"(?P<agency>[A-Z0-9.,\s]{3,60}?)[\s/-]+(?P<day>\d{6})[\s/-]+(?P<ordinal>\d{4,9})")
_DOSSIER = re.compile(r"(?P<agency>[A-Z0-9.]{3,35})-(?P<day>\d{6})-(?P<ordinal>\d{4,9})")
SECURITY_ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"
SECURITY_LENGTH = 8


@dataclass(frozen=True, slots=True)
class DossierCode:
    """`<agency code>-<YYMMDD>-<ordinal>`; the day is the day of reception in Việt Nam, the ordinal restarts each day."""

    agency: str
    day: date
    ordinal: int

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.ordinal:04d}"


def is_agency_code(text: str) -> bool:
    """True for `H49.12` and for the old order `000.00.12.H56`; at most 35 characters."""
    return len(text) <= 35 and AGENCY.fullmatch(text) is not None


def tidy_code(text: str) -> str:
    """What a person typed or pasted as a dossier code, in the form we store: no spaces, capitals, plain hyphens. At most 60 characters.

    Between its three parts a space or a stroke does for the hyphen, in the agency's a comma for the point: both are nearer on a phone.
    """
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"[\u200b-\u200d\ufeff]+", "", text[:200])).upper().strip()
    parts = _IN_PARTS.fullmatch(plain)
    if parts is not None:
        plain = f"{parts['agency'].replace(',', '.')}-{parts['day']}-{parts['ordinal']}"
    return re.sub(r"\s+", "", plain)[:60]


def read_dossier_code(text: str) -> DossierCode | None:
    """The code in the text (spaces, lower case and long hyphens tolerated), or None when it is not one."""
    found = _DOSSIER.fullmatch(tidy_code(text))
    if found is None:
        return None
    digits = found["day"]
    try:
        day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
    return DossierCode(found["agency"], day, int(found["ordinal"]))


def new_security_code() -> str:
    """Eight letters and digits that cannot be taken for each other (no B, I, L, O, S, Z, 0, 1, 2, 5, 8): about 37 bits."""
    return "".join(secrets.choice(SECURITY_ALPHABET) for _ in range(SECURITY_LENGTH))


def tidy_security_code(text: str) -> str:
    """What a person typed as a security code: no spaces, points or hyphens, capitals; at most 20 characters."""
    return re.sub(r"[^0-9A-Za-z]+", "", text[:60]).upper()[:20]


def new_token(length: int = 16) -> str:
    """A random token safe in a URL; 16 bytes are 22 characters and 128 bits."""
    return secrets.token_urlsafe(length)
