"""The files of forms: uploaded by an administrator, tried out before they are kept."""

from __future__ import annotations

import io
from datetime import datetime

from django.db import transaction

from motcua.audit.actions import append
from motcua.kernel.text import clean
from motcua.papers.actions import TEMPLATES, store
from motcua.papers.filling import check_template

from ..models import FormTemplate
from .revising import bump_revision


@transaction.atomic
def keep_template(name: str, content: bytes, *, file_name: str, by: str, now: datetime, title: str = "") -> FormTemplate:
    """The DOCX is the form under this name from now on; an earlier file stays stored. Raises FileRefused, TemplateRefused."""
    file = store(io.BytesIO(content), name=file_name, by=by, now=now, kinds=TEMPLATES)
    check_template(content)
    template, _ = FormTemplate.objects.update_or_create(name=clean(name), defaults={"title": clean(title), "file": file})
    append("form", template.pk, "keep", at=now, actor=by, data={"name": template.name, "sha256": file.sha256})
    bump_revision()
    return template
