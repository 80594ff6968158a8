"""What was typed, put right: Telex and VNI left over, words joined or torn apart, slips of the finger, spelling by ear."""

from __future__ import annotations

import re
from functools import lru_cache

from .syllables import Word, one_y
from .vocabulary import Vocabulary

LONGEST = 30
_DOUBLES = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"))
_TONE = re.compile(r"(?<=[aeiouy])[sfrxjz]|(?<=[a-z]{2})[sfrxj]$")
_HORN = re.compile(r"(?<=[aou])w")


def repair(typed: list[Word], vocabulary: Vocabulary, *, unfinished: bool = False) -> list[Word]:
    """The words as they were probably meant; words that cannot be understood stay. `unfinished`: the last is being typed."""
    found: list[Word] = []
    at = 0
    while at < len(typed):
        word, after = typed[at], typed[at + 1] if at + 1 < len(typed) else None
        before = found[-1].key if found else ""
        torn = _torn(word, after, vocabulary)
        if torn:
            found.append(torn)
            at += 2
            continue
        is_last = unfinished and after is None
        found += _meant(word, before, after.key if after else "", vocabulary, is_last=is_last)
        at += 1
    return found


def _torn(word: Word, after: Word | None, vocabulary: Vocabulary) -> Word | None:
    """ "kh ai" is "khai": two pieces, one of which is no word by itself."""
    if after is None or (vocabulary.knows(word.key) and vocabulary.knows(after.key)):
        return None
    whole = word.key + after.key
    return _put(whole) if vocabulary.knows(whole) and len(whole) > 2 else None


def _meant(word: Word, before: str, after: str, vocabulary: Vocabulary, *, is_last: bool) -> list[Word]:
    key = word.key
    if is_last and vocabulary.knows(key) and before and not vocabulary.knows_pair(before, key):
        fitting = (word for word in vocabulary.beginning(key, limit=40) if vocabulary.knows_pair(before, word))
        begun = next(fitting, "")
        return [_put(begun)] if begun else [word]
    if vocabulary.knows(key):
        heard = _heard(key, before, after, vocabulary) if len(key) > 2 else ""
        return [_put(heard)] if heard else [word]
    if len(key) > LONGEST or key.isdigit():
        return [word]
    if is_last and (begun := _begun(key, before, vocabulary)):
        return [_put(begun)]
    plain = keyed(key)
    if plain != key and vocabulary.knows(plain):
        return [_put(plain)]
    parts = apart(plain, vocabulary) or apart(key, vocabulary)
    if parts:
        return [_put(part) for part in parts]
    slip = _slip(key, before, after, vocabulary)
    return [_put(slip)] if slip else [word]


def _heard(key: str, before: str, after: str, vocabulary: Vocabulary) -> str:
    """ "trứng thực" is "chứng thực": the word stands beside no neighbour, one that sounds alike does. Said words stay as they are."""
    if key in vocabulary.alone or vocabulary.is_common(key) or not (before or after) or _fits(key, before, after, vocabulary):
        return ""
    return next((other for other in vocabulary.alike(key) if _fits(other, before, after, vocabulary)), "")


def _fits(word: str, before: str, after: str, vocabulary: Vocabulary) -> bool:
    return bool(before and vocabulary.knows_pair(before, word)) or bool(after and vocabulary.knows_pair(word, after))


def _begun(key: str, before: str, vocabulary: Vocabulary) -> str:
    begun = vocabulary.beginning(key)
    return next((word for word in begun if before and vocabulary.knows_pair(before, word)), begun[0] if begun else "")


def _slip(key: str, before: str, after: str, vocabulary: Vocabulary) -> str:
    """The nearest known word: one that fits the neighbours, else the most common, for words of three letters and more."""
    if len(key) < 3:
        return ""
    near = [*vocabulary.alike(key), *vocabulary.slips(key)]
    fitting = next((word for word in near if _fits(word, before, after, vocabulary)), "")
    return fitting or next(iter([*near, *vocabulary.beginning(key)]), "")


def _put(key: str) -> Word:
    return Word(key, key, key)


@lru_cache(maxsize=4096)
def keyed(key: str) -> str:
    """What Telex or VNI keys would have written: "giaays" and "gia61y" are "giay"; "dd" is đ, w the horn, s f r x j the tones."""
    if any(char.isdigit() for char in key):
        return one_y(re.sub(r"(?<=[a-z])[1-9]+", "", key))
    word = key
    for double, single in _DOUBLES:
        word = word.replace(double, single)
    word = _HORN.sub("", word)
    return one_y(_TONE.sub("", word.replace("w", "u")))


def apart(key: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a run without spaces ("giaykhaisinh"): the fewest, those that stand together first; empty when it is no such run."""
    best: list[tuple[float, list[str]] | None] = [None] * (len(key) + 1)
    best[0] = (0.0, [])
    for end in range(2, len(key) + 1):
        for start in range(max(0, end - 7), end - 1):
            done, piece = best[start], key[start:end]
            if done is None or not vocabulary.knows(piece) or piece.isdigit():
                continue
            pair = 0.0 if not done[1] or vocabulary.knows_pair(done[1][-1], piece) else 1.0
            cost = done[0] + 1.0 + pair
            standing = best[end]
            if standing is None or cost < standing[0]:
                best[end] = (cost, [*done[1], piece])
    whole = best[len(key)]
    return whole[1] if whole and len(whole[1]) > 1 and whole[0] <= 1.5 * len(whole[1]) else []
