"""The one base of errors that a person can mend."""

from __future__ import annotations


class DomainError(Exception):
    """A rule said no; the text is a Vietnamese sentence that says what would fix it.

    A sentence that visitors can meet is a marked template (kernel.marks) with its values: English pages translate the template.
    """

    def __init__(self, template: str = "", /, **values: object) -> None:
        super().__init__(template % values if values else template)
        self.template, self.values = template, values

    @property
    def sentence(self) -> str:
        """The sentence in Vietnamese."""
        return str(self)
