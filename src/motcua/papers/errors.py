"""What can go wrong between the program and a sheet of paper; each error is a sentence for the person at the desk."""

from __future__ import annotations

from motcua.kernel.errors import DomainError


class PaperNotMade(RuntimeError):
    """The page setter could not make a PDF; the data are untouched."""


class PrinterUnreachable(RuntimeError):
    """The ticket printer did not take the whole ticket; the ticket itself stays valid."""


class FileRefused(DomainError):
    """An uploaded file is empty, too large or not what it says it is."""


class TemplateRefused(DomainError):
    """A form's template cannot be used."""
