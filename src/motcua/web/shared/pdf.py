"""A printed paper as an answer: shown by the browser's own reader, inside our own pages only."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

# The reader of the browser needs its own parts.
_POLICY = {"frame-ancestors": ["'self'"], "object-src": ["'self'"], "style-src": ["'self'", "'unsafe-inline'"]}


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """The PDF under this file name, never guessed to be something else."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer._csp_replace = _POLICY  # type: ignore[attr-defined]  # what django-csp's decorator sets
    return answer
