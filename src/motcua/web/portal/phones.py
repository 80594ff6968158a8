"""Telephone numbers of centres, to be read and to be dialled."""

from __future__ import annotations


def phone_list(phones: str) -> list[dict[str, str]]:
    """Each number as people read it and as a telephone dials it."""
    numbers = [one.strip() for one in phones.split(",") if one.strip()]
    return [
        {"text": one, "href": "tel:" + "".join(char for char in one if char.isdigit() or char == "+")}
        for one in numbers
    ]
