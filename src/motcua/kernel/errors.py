"""The one base of errors that a person can mend."""

from __future__ import annotations


class DomainError(Exception):
    """A rule said no; the text is a Vietnamese sentence that says what would fix it."""

    @property
    def sentence(self) -> str:
        return str(self)
