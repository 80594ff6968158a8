"""Why a file cannot be imported at all, each with a sentence that says what would fix it."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class BadSource(DomainError):
    """The file is no catalogue that this program reads."""
