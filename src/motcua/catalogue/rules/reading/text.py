"""The text of a foreign record in one form: NFC, plain white space, "no information" as nothing."""

from __future__ import annotations

import re
import unicodedata

NOTHING = "Không có thông tin"
# Ranges such as à-ỹ hold capitals too, so the letters are written out; for use inside [...].
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
UPPER = "A-Z" + LOWER[3:].upper() + "Ð"
_SPACES = re.compile(r"[^\S\n\t]+")
_EMPTY = re.compile(r"\W*(?:Không có thông tin|Không có|Không)\W*", re.IGNORECASE)


def tidy(value: object) -> str:
    """NFC, without control characters; lines and tabs stay, other white space is one space. Numbers become their digits."""
    if value is None:
        return ""
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char if char.isprintable() or char in "\n\t" else " " if char.isspace() else "" for char in text)
    return _SPACES.sub(" ", kept).strip()


def said(value: object) -> str:
    """The tidy text, empty when the source says that it has none."""
    text = tidy(value)
    return "" if _EMPTY.fullmatch(text) else text


def line(value: object) -> str:
    """The tidy text on one line."""
    return " ".join(tidy(value).split())
