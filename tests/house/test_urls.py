"""Every address of the program is opened by some test: a page that nobody opens is a page that nobody knows to work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

TESTS = Path(__file__).resolve().parents[1]


# Buttons without a token against forgery: nobody is logged in there, and each is refused to pages of other sites (tests/web/kiosk).
WITHOUT_TOKEN = {"ki-ot/<slug:centre>/<slug:kiosk>/", "ki-ot/<slug:centre>/<slug:kiosk>/in/<token:token>/"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str, bool]]:
    """(name, path pattern, whether its buttons need a token) of every address of ours."""
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.app_name != "admin":
                yield from addresses(entry, pattern)
        elif isinstance(entry, URLPattern):
            yield entry.name or "", pattern, not getattr(entry.callback, "csrf_exempt", False)


def test_every_address_has_a_name_and_a_test() -> None:
    texts = "\n".join(path.read_text() for path in TESTS.rglob("*.py") if path != Path(__file__))
    missing = []
    for name, pattern, _ in addresses(get_resolver()):
        literal = "/" + re.sub(r"<[^>]+>", r"[^/\\s\"']+", pattern)
        by_path = re.search(rf"[\"'{{}}]{literal}", texts) is not None
        if not name or not (by_path or f":{name}" in texts or f'"{name}"' in texts):
            missing.append(f"{name} {pattern}")
    assert missing == []


def test_only_the_kiosks_buttons_need_no_token() -> None:
    assert {pattern for _, pattern, needs_token in addresses(get_resolver()) if not needs_token} == WITHOUT_TOKEN
