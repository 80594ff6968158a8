"""Why a record cannot be imported at all."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class Refused(DomainError):
    """The record is not imported; the sentence says what would fix it."""
