"""A question as people type it ("tôi muốn làm giấy khai sinh cho con") becomes words that name a procedure; a search is never a dead end."""

from __future__ import annotations

from collections import Counter
from datetime import date

from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules import search_words

# Words of asking, without tones, that name nothing by themselves.
_FILLERS = (
    "toi em anh chi chau ong ba minh gia dinh muon can xin phai di lam nop hoi ve cho de o tai thi la va voi co khong bi "
    "dang da se nhu the nao gi dau bao nhieu thu tuc ho so giay to viec cua mot cac nhung ban duoc "
    "i want need to a an for my get apply of how do please"
)
FILLERS = frozenset(_FILLERS.split())
WORDS_TRIED = 6
NEAREST = 10


def without_fillers(question: str) -> str:
    """The words that name something, or the question itself when all are fillers."""
    kept = [word for word in search_words(question) if word not in FILLERS]
    return " ".join(kept) or question


def nearest(question: str, day: date, *, limit: int = NEAREST) -> list[ProcedureVersion]:
    """The procedures that fit most of the words when none fits all of them, best first; at most six queries."""
    votes: Counter[int] = Counter()
    rows: dict[int, ProcedureVersion] = {}
    for word in search_words(without_fillers(question))[:WORDS_TRIED]:
        for version in catalogue.search(word, day=day, limit=4 * limit) if len(word) > 1 else []:
            votes[version.pk] += 1
            rows.setdefault(version.pk, version)
    return [rows[pk] for pk, _votes in votes.most_common(limit)]
