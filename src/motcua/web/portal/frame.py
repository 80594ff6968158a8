"""The frame of the citizens' pages, and pages kept in the process: the same bytes for everybody until something published changes."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import blake2s
from threading import Lock
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input
from django.template.loader import get_template
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from motcua.kernel.text import clean
from motcua.web.shared.context import site_name
from motcua.web.shared.http import page

from .forms import LONGEST_TYPED

KEPT_AT_MOST = 400
KEPT_BYTES = 48 * 1024 * 1024
SEARCHES_AT_MOST = 300
FRAGMENTS_AT_MOST = 1000
SMALLEST_PACKED = 1000
_ADDRESS = "-address-of-this-page-"
_CONTENT = "-content-of-this-page-"


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished page: its bytes, the same packed, and the tag by which browsers ask whether it changed."""

    body: bytes
    packed: bytes
    etag: str

    @property
    def weight(self) -> int:
        """Bytes in memory."""
        return len(self.body) + len(self.packed)


class Shelf(Enum):
    """Where finished pages are kept: searches by themselves, so that odd words push out no procedure's page."""

    PAGES = KEPT_AT_MOST
    SEARCHES = SEARCHES_AT_MOST


_pages: dict[Shelf, OrderedDict[Hashable, Kept]] = {shelf: OrderedDict() for shelf in Shelf}
_fragments: OrderedDict[Hashable, bytes] = OrderedDict()
_lock = Lock()


def frame(here: str, canonical: str) -> dict[str, Any]:
    """What every page of the portal shows around its content; `here` is the name of the section, `canonical` this page's path."""
    sections = (
        ("procedures", _("Thủ tục"), reverse("portal:procedures")),
        ("track", _("Tra cứu"), reverse("portal:track")),
        ("centres", _("Trung tâm"), reverse("portal:centres")),
        ("about", _("Hướng dẫn"), reverse("portal:about")),
    )
    links = [{"text": text, "href": href} for _name, text, href in sections]
    return {
        "navigation": [{"text": text, "href": href, "current": name == here} for name, text, href in sections],
        "footer_links": links,
        "home_url": reverse("portal:home"),
        "canonical": canonical,
        "site_name": site_name(),
    }


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, here: str, status: int = 200
) -> HttpResponse:
    """A page of the portal that is made anew each time."""
    own = {**frame(here, request.get_full_path()), "sent": sent_again(request)}
    answer = page(request, template, {**own, **context}, status=status)
    answer["Vary"] = "Cookie"
    return answer


def show_inside(
    request: HttpRequest,
    template: str,
    content: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    key: tuple[Hashable, ...],
    here: str,
) -> HttpResponse:
    """A page with a kept frame (`template`) around a fragment (`content`); the fragment is kept as long as `key` stays the same."""
    language = get_language() or "vi"
    sent = sent_again(request)
    start, middle, end = _frame_parts(template, language, here, is_sent=bool(sent))
    whole = (content, language, *key)
    body = _fragments.get(whole)
    if body is None:
        body = get_template(content, using="jinja2").render(dict(context())).encode()
        _put(_fragments, whole, body, at_most=FRAGMENTS_AT_MOST)
    own = sent or quote(request.get_full_path())
    answer = HttpResponse(b"".join((start, own.encode(), middle, body, end)))
    answer["Vary"] = "Cookie"
    return answer


def sent_again(request: HttpRequest, *, names: tuple[str, ...] = ("ma", "bm")) -> Markup:
    """The codes that a look-up sent, as hidden fields with a token: the language switch sends them again in its body, never
    in an address. Empty for every other request."""
    typed = [(name, clean(request.POST.get(name, "")[:LONGEST_TYPED])) for name in names]
    if not any(value for _name, value in typed):
        return Markup()
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup().join([Markup(csrf_input(request)), *(field.format(name, value) for name, value in typed)])  # noqa: S704 - Django's own


@lru_cache(maxsize=64)
def _frame_parts(template: str, language: str, here: str, *, is_sent: bool) -> tuple[bytes, bytes, bytes]:
    """The frame cut at what the language switch needs and at the content; rendered without a request, so nobody's own."""
    context = {**frame(here, _ADDRESS), "content": _CONTENT, "sent": _ADDRESS if is_sent else ""}
    start, rest = get_template(template, using="jinja2").render(context).split(_ADDRESS, 1)
    middle, end = rest.split(_CONTENT, 1)
    return start.encode(), middle.encode(), end.encode()


def show_kept(
    request: HttpRequest, template: str, context: Callable[[], Mapping[str, Any] | None], *, key: tuple[Hashable, ...], here: str,
    canonical: str, keep: bool = True, shelf: Shelf = Shelf.PAGES,
) -> HttpResponse | None:  # fmt: skip
    """A page that is the same for everybody, from the process's memory when `key` was asked before; None when there is no such page.

    It is rendered without the request, so that nothing of a person (session, token, cookie) can be in it. Answers 304 and packs by itself.
    `keep` is false for pages of which there are too many kinds to keep.
    """

    def made() -> bytes | None:
        given = context()
        if given is None:
            return None
        return get_template(template, using="jinja2").render({**frame(here, canonical), **given}).encode()

    return show_bytes(
        request, made, key=(template, get_language(), *key), content_type="text/html; charset=utf-8", keep=keep, shelf=shelf
    )


def show_bytes(
    request: HttpRequest, made: Callable[[], bytes | None], *, key: tuple[Hashable, ...], content_type: str, keep: bool = True,
    shelf: Shelf = Shelf.PAGES,
) -> HttpResponse | None:  # fmt: skip
    """Finished bytes of any kind, kept like pages (`show_kept`); None when `made` has nothing."""
    kept = _pages[shelf].get(key)
    if kept is None:
        body = made()
        if body is None:
            return None
        kept = _packed(body)
        if keep:
            _put_page(shelf, key, kept)
    return _answer(request, kept, content_type)


def forget_pages() -> None:
    """Drop the kept pages of this process."""
    _frame_parts.cache_clear()
    with _lock:
        for pages in _pages.values():
            pages.clear()
        _fragments.clear()


def _packed(body: bytes) -> Kept:
    packed = gzip.compress(body, 6, mtime=0) if len(body) >= SMALLEST_PACKED else b""
    return Kept(body, packed, f'W/"{blake2s(body, digest_size=12).hexdigest()}"')


def _put_page(shelf: Shelf, key: Hashable, kept: Kept) -> None:
    """Oldest out first, by number and by weight: the longest procedures are a hundred times as heavy as the usual ones."""
    pages = _pages[shelf]
    _put(pages, key, kept, at_most=shelf.value)
    with _lock:
        weight = sum(page.weight for page in pages.values())
        while weight > KEPT_BYTES and len(pages) > 1:
            weight -= pages.popitem(last=False)[1].weight


def _put(memory: OrderedDict[Hashable, Any], key: Hashable, value: Any, *, at_most: int) -> None:
    """Oldest out first: what is asked often is soon made again."""
    with _lock:
        memory[key] = value
        while len(memory) > at_most:
            memory.popitem(last=False)


def _answer(request: HttpRequest, kept: Kept, content_type: str) -> HttpResponse:
    packs = bool(kept.packed) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    answer = HttpResponse(kept.packed if packs else kept.body, content_type=content_type)
    if packs:
        answer["Content-Encoding"] = "gzip"
    answer["ETag"] = kept.etag
    answer["Cache-Control"] = "no-cache"
    answer["Vary"] = "Cookie, Accept-Encoding"
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return answer
    found = get_conditional_response(request, etag=kept.etag, response=answer)
    return found if isinstance(found, HttpResponse) else answer
