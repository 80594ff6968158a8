"""The addresses of the portal for search engines: one file, or an index of several when the catalogue is large (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape

from django.urls import reverse

from motcua.catalogue import queries as catalogue
from motcua.centres.models import Centre

from ..life import LIFE_EVENTS

# The limit of the format is 50,000; smaller parts stay light for us and for them.
PER_FILE = 10_000
MOST_FILES = 50_000  # of an index
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def whole(day: date, base: str) -> bytes:
    """The only file, or the index."""
    parts = -(-catalogue.procedures_in_force(day) // PER_FILE)
    if parts <= 1:
        return _urls([*_fixed(), *_procedures(day, 1)], base)
    addresses = [reverse("portal:sitemap_part", args=[number]) for number in range(1, parts + 1)]
    rows = "".join(f"<sitemap><loc>{escape(base + address)}</loc></sitemap>\n" for address in addresses)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n".encode()


def part(number: int, day: date, base: str) -> bytes | None:
    """One file of the index, from 1; the first also holds the pages that are not procedures. None past the end."""
    rows = _procedures(day, number)
    return _urls([*(_fixed() if number == 1 else []), *rows], base) if rows else None


def _fixed() -> list[tuple[str, date | None]]:
    names = ("home", "about", "procedures", "fields", "departments", "audiences", "levels", "centres")
    events = [reverse("portal:life_event", args=[event.slug]) for event in LIFE_EVENTS]
    slugs = Centre.objects.filter(is_open=True).values_list("slug", flat=True)
    centres = [reverse("portal:centre", args=[slug]) for slug in slugs]
    return [(address, None) for address in [*(reverse(f"portal:{name}") for name in names), *events, *centres]]


def _procedures(day: date, number: int) -> list[tuple[str, date | None]]:
    rows = catalogue.addresses(day, after=(number - 1) * PER_FILE, limit=PER_FILE)
    return [(reverse("portal:procedure", args=[code]), since) for code, since in rows]


def _urls(rows: Iterable[tuple[str, date | None]], base: str) -> bytes:
    lines = "".join(
        f"<url><loc>{escape(base + address)}</loc>{f'<lastmod>{since.isoformat()}</lastmod>' if since else ''}</url>\n" for address, since in rows
    )
    return f"{_HEAD}<urlset {_SPACE}>\n{lines}</urlset>\n".encode()
