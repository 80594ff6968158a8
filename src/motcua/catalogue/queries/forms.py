"""The file of a form."""

from __future__ import annotations

from motcua.papers.queries import content_of

from ..models import FormTemplate


def template_of(form: str) -> bytes | None:
    """The DOCX of the form that papers ask for under this name; None when nobody uploaded one. One query."""
    found = FormTemplate.objects.select_related("file").filter(name=form).first()
    return content_of(found.file) if found else None
