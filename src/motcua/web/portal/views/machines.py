"""The catalogue for machines: each answer has a tag, is the same for everybody and in Vietnamese (docs/reference/catalogue-for-machines.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.catalogue.queries import ProcedurePage
from motcua.kernel import clock
from motcua.web.shared.http import public_url

from ..elsewhere import MAX_CODE, elsewhere
from ..frame import show_bytes
from ..machine import dump, sitemap
from ..machine.linked import linked
from ..machine.plain import plain

PACKED = "application/gzip"
BUSY_SECONDS = 30


@require_safe
def plain_data(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as JSON."""
    return _record(request, code, plain, "application/json")


@require_safe
def linked_data(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as JSON-LD."""
    return _record(request, code, linked, "application/ld+json")


def _record(request: HttpRequest, code: str, write: Callable[[ProcedurePage, str], dict[str, Any]], content_type: str) -> HttpResponse:
    day, base = clock.local_day(clock.now()), _base(request)

    def made() -> bytes | None:
        with override("vi"):
            found = catalogue.procedure_page(code, day)
            return None if found is None else json.dumps(write(found, base), ensure_ascii=False, indent=1).encode()

    key = (content_type, code, base, catalogue.revision(), day)
    answer = show_bytes(request, made, key=key, content_type=content_type) if len(code) <= MAX_CODE else None
    if answer is None:
        return elsewhere(request, code, day)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def whole_catalogue(request: HttpRequest) -> HttpResponseBase:
    """Everything, a line of JSON each. Written at the first request after a change; meanwhile others get the file before it, or 503."""
    day, revision = clock.local_day(clock.now()), catalogue.revision()
    target = dump.file_of(revision, day)
    if f'"{target.stem}"' in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        return _tagged(HttpResponseNotModified(), target)
    if target.exists():
        return _tagged(FileResponse(target.open("rb"), content_type=PACKED), target)
    if request.method == "GET" and dump.may_write(target):
        return _tagged(StreamingHttpResponse(dump.write(target, day), content_type=PACKED), target)
    before = dump.newest()
    if before is not None:
        return _tagged(FileResponse(before.open("rb"), content_type=PACKED), before)
    answer = HttpResponse(status=503)
    answer["Retry-After"] = str(BUSY_SECONDS)
    return answer


def _tagged(answer: HttpResponseBase, file: Path) -> HttpResponseBase:
    answer["ETag"] = f'"{file.stem}"'
    answer["Cache-Control"] = "no-cache"
    answer["Content-Disposition"] = 'attachment; filename="thu-tuc.jsonl.gz"'
    return answer


@require_safe
def whole_sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, or its index."""
    return _xml(request, sitemap.whole, 0)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One file of the index; 404 for a number that none can have."""
    if not 1 <= number <= sitemap.MOST_FILES:
        raise Http404
    return _xml(request, lambda day, base: sitemap.part(number, day, base), number)


def _xml(request: HttpRequest, write: Callable[[date, str], bytes | None], number: int) -> HttpResponse:
    day, base = clock.local_day(clock.now()), _base(request)
    key = ("sitemap", number, base, catalogue.revision(), day)
    answer = show_bytes(request, lambda: write(day, base), key=key, content_type="application/xml", keep=number == 0)
    if answer is None:
        raise Http404
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may visit: the public pages, nothing of the staff, no dossier."""
    closed = ("/can-bo/", "/quan-ly/", "/quan-tri/", "/huong-dan/", "/ki-ot/", "/so/", "/tra-cuu/", "/ngon-ngu/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {_base(request)}{reverse('portal:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _base(request: HttpRequest) -> str:
    return public_url(request, "/").rstrip("/") if settings.DEMO else str(settings.PUBLIC_URL).rstrip("/")
