"""What the loudspeaker says, as clips in order and as a sentence (the call of a number to a counter)."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Language = Literal["vi", "en"]
_OPENING = {"vi": "xin-moi-cong-dan-so", "en": "number"}
_LINK = {"vi": "den-quay-so", "en": "please-go-to-counter"}
_SENTENCE = {
    "vi": "Xin mời công dân số {number} đến quầy số {counter}",
    "en": "Number {number}, please go to counter {counter}",
}


def announcement(number: str, counter: str, language: Language = "vi") -> tuple[str, ...]:
    """Names of the clips in order: ("chime", "vi/xin-moi-cong-dan-so", "vi/a", "vi/0", "vi/den-quay-so", "vi/3").

    A clip is the static file `board/sound/<name>.wav`. Signs without a clip (hyphens, spaces) are passed over.
    """
    words = (_OPENING[language], *_spelt(number, language), _LINK[language], *_spelt(counter, language))
    return ("chime", *(f"{language}/{word}" for word in words))


def sentence(number: str, counter: str, language: Language = "vi") -> str:
    """The same words for eyes and for the browser's own voice: "Xin mời công dân số A 0 1 2 đến quầy số 3"."""
    return _SENTENCE[language].format(number=_apart(number), counter=_apart(counter))


def _spelt(text: str, language: Language) -> list[str]:
    letters = text.casefold().replace("đ", "D" if language == "vi" else "d")
    bare = re.findall(r"[0-9a-zD]", unicodedata.normalize("NFD", letters))
    return ["dd" if letter == "D" else letter for letter in bare]


def _apart(text: str) -> str:
    return " ".join(char for char in unicodedata.normalize("NFC", text).upper() if char.isalnum())
