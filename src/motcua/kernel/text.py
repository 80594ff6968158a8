"""Vietnamese text: one normal form, search without tones, masks for personal numbers."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def clean(text: str) -> str:
    """NFC, control characters removed, runs of white space folded to one space, ends stripped."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if char.isspace() else char for char in composed if char.isspace() or char.isprintable())
    return _SPACES.sub(" ", kept).strip()


def fold(text: str) -> str:
    """The form for searching: no tones, no marks, đ = d, lower case, words apart by one space ("Hoà" = "Hòa" = "hoa")."""
    lowered = unicodedata.normalize("NFC", text).casefold().replace("đ", "d")
    bare = "".join(char for char in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", bare).strip()


def ascii_text(text: str) -> str:
    """The text without Vietnamese marks but with its case and punctuation, for printers that know no Vietnamese."""
    swapped = unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "D")
    bare = "".join(char for char in unicodedata.normalize("NFD", swapped) if not unicodedata.combining(char))
    return bare.encode("ascii", "replace").decode("ascii")


def mask_number(number: str) -> str:
    """A personal number for lists: "022*****1234"; short ones keep only their last two digits."""
    if len(number) < 9:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def mask_name(name: str) -> str:
    """A name for screens that others can see: the given name and initials, "N. V. An"."""
    words = clean(name).split(" ")
    return " ".join([f"{word[0]}." for word in words[:-1] if word] + words[-1:])


def mask_phone(phone: str) -> str:
    """A telephone number for lists: only the last three digits."""
    return "*" * max(len(phone) - 3, 0) + phone[-3:]
