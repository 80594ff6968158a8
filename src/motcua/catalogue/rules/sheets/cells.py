"""One row of a sheet: cells by the keys of their columns, and errors that name the cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..reading.text import line, tidy
from .columns import YES, BadCell, Sheet, letters

_NO = {"", "không", "no", "0", "false", "-"}
_YES = {YES, "có", "yes", "1", "true", "✓"}


@dataclass(frozen=True, slots=True)
class Cells:
    """A row (its number in the sheet, from 1) under the headers of its sheet."""

    sheet: Sheet
    row: int
    places: Mapping[str, int]
    values: Sequence[object]

    def __getitem__(self, key: str) -> object:
        place = self.places[key]
        return self.values[place] if place < len(self.values) else None

    def place(self, key: str) -> str:
        """The cell's name, such as C12."""
        return f"{letters(self.places[key])}{self.row}"

    def bad(self, key: str, what: str) -> BadCell:
        """The error for this cell."""
        return BadCell(self.sheet.title, self.place(key), f"{what} Hiện là “{line(self[key])[:40]}”.")

    def text(self, key: str) -> str:
        """The cell's words with their line breaks."""
        return tidy(self._value(key))

    def short(self, key: str, most: int) -> str:
        """The cell on one line. Raises BadCell when it is too long."""
        found = line(self._value(key))
        if len(found) > most:
            raise self.bad(key, f"quá {most} ký tự.")
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """The lines of the cell."""
        return tuple(word.strip() for word in self.text(key).split("\n") if word.strip())

    def number(self, key: str, *, empty: int | None, most: int = 9999) -> int:
        """A whole number, "100.000" too. Raises BadCell."""
        text = self.text(key)
        if not text and empty is not None:
            return empty
        plain = re.sub(r"(?<=\d)[.,](?=\d{3}(?:\D|$))", "", text)
        if not (plain.isascii() and plain.isdigit() and int(plain) <= most):
            raise self.bad(key, f"cần một số nguyên từ 0 đến {most}.")
        return int(plain)

    def decimal(self, key: str) -> Decimal | None:
        """A number with at most two decimals, None for an empty cell. Raises BadCell."""
        text = self.text(key)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,5}(?:[.,]\d{1,2})?", text):
            raise self.bad(key, "cần một số, ví dụ 3 hoặc 0,5.")
        return Decimal(text.replace(",", "."))

    def yes(self, key: str) -> bool:
        """Whether the cell is marked. Raises BadCell for other words."""
        word = self.text(key).lower()
        if word not in _NO | _YES:
            raise self.bad(key, f"ghi “{YES}” hoặc để trống.")
        return word in _YES

    def known(self, key: str, words: Mapping[str, str]) -> str:
        """The key of the word in the cell. Raises BadCell for a word that is none of these."""
        return self.known_word(self.text(key), key, words)

    def known_word(self, word: str, key: str, words: Mapping[str, str]) -> str:
        """The key of one word of the cell."""
        for name, label in words.items():
            if word.lower() in (label.lower(), name):
                return name
        raise self.bad(key, f"cần một trong: {', '.join(words.values())}.")

    def _value(self, key: str) -> object:
        """Spreadsheets keep 3 as 3.0."""
        value = self[key]
        return int(value) if isinstance(value, float) and value.is_integer() else value
