"""What an officer searched for among the dossiers, kept in the session under a random word: an ID number must not stand in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from motcua.kernel.codes import new_token, read_dossier_code
from motcua.kernel.text import clean

KEPT = 10  # the newest; who goes further back types again
LONGEST = 200
_KEY = "searches"
_CODE = re.compile(r"[A-Z0-9.]{3,35}-\d{6}-\d{4,}", re.A)


@dataclass(frozen=True, slots=True)
class Search:
    """The words that a page of results answers, empty on the plain list; `is_over` when they were kept and are no more."""

    words: str = ""
    is_over: bool = False


def address_for(request: HttpRequest, typed: str) -> str:
    """Where these words are answered; they stay in the session, so that reload, Back and a second tab find them again."""
    words = _meant(clean(typed[: 2 * LONGEST])[:LONGEST])
    if not words:
        return reverse("desk:dossiers")
    token = new_token(6)
    newest = list(request.session.get(_KEY, {}).items())[1 - KEPT :]
    request.session[_KEY] = dict([*newest, (token, words)])
    return f"{reverse('desk:dossiers')}?tim={token}"


def _meant(words: str) -> str:
    """The dossier code within what the receipt's QR holds (not the security code beside it), the number of a scanned card, else the words."""
    code = _CODE.search(words.upper())
    return code[0] if code else words.partition("|")[0]


def search_of(request: HttpRequest) -> Search:
    """The search that this address names: by its random word, or by a dossier code, which is nobody's secret."""
    token = request.GET.get("tim", "")
    if token:
        words = request.session.get(_KEY, {}).get(token, "")
        return Search(words, is_over=not words)
    return Search(clean(request.GET.get("q", "")[:LONGEST]))


def is_private(request: HttpRequest) -> bool:
    """Whether the address itself holds words that are no dossier code, as those of former versions did: a number, a name."""
    text = clean(request.GET.get("q", "")[:LONGEST])
    return bool(text) and read_dossier_code(text) is None
