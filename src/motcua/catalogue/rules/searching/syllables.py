"""Vietnamese words as search compares them: one spelling for "kỹ" and "kĩ", with the tone beside the letters, so that both can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from motcua.kernel.text import fold

# hỏi and ngã count as one tone: half the country says them alike, and writes them so when in a hurry.
_TONES = {"\u0300": "1", "\u0301": "2", "\u0309": "3", "\u0303": "3", "\u0323": "4"}
_WORD = re.compile(r"[^\W_]+")
_SHORT_Y = re.compile(r"^([hklmst]|qu)y$")


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable: as it was typed, without marks (`key`), and with its tone apart (`sound`, e.g. "hoa1" for hòa and hoà)."""

    typed: str
    key: str
    sound: str

    @property
    def is_marked(self) -> bool:
        """Whether marks were typed, so that they can be compared."""
        return self.sound != self.key


def words(text: str) -> list[Word]:
    """The words of a text in order; signs, emoji and letters of other scripts are none."""
    lowered = unicodedata.normalize("NFC", text).lower()
    found = (word(typed) for typed in _WORD.findall(lowered))
    return [one for one in found if one.key]


@lru_cache(maxsize=50_000)
def word(typed: str) -> Word:
    """One typed word; its key is empty when it has no letter or figure that search knows."""
    return Word(typed, one_y(fold(typed).replace(" ", "")), sound(typed))


def keys(text: str) -> list[str]:
    """The words of a text without marks."""
    return [one_y(one) for one in fold(text).split()]


def sound(typed: str) -> str:
    """The word with its letters' marks, the tone as a figure at its end: "hoà" and "hòa" are the same."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", typed.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return one_y(unicodedata.normalize("NFC", "".join(letters))) + tone


def one_y(bare: str) -> str:
    """ "lý" and "lí", "quy" and "qui" are the same word."""
    return f"{bare[:-1]}i" if _SHORT_Y.match(bare) else bare
