"""Tokens in addresses: only what `new_token` can make, so that nothing else reaches the database (PostgreSQL refuses a NUL, for one)."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter


class TokenConverter(StringConverter):
    """A ticket's token: letters, digits, "-" and "_", at most as long as the column."""

    regex = "[A-Za-z0-9_-]{1,32}"


register_converter(TokenConverter, "token")
