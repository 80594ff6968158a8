"""Many rows fast: COPY on PostgreSQL, executemany on SQLite, both without asking the ORM row by row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

# Unique indexes stay: the rows must keep every promise of the database while they come in.
INDEXES = {
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = %s AND indexdef NOT LIKE '%% UNIQUE %%'",
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql NOT LIKE '%% UNIQUE %%'",
}
Rows = dict[str, list[tuple[Any, ...]]]


class Table:
    """A model's table: its columns, and rows made from column names with the model's defaults for the rest."""

    def __init__(self, model: type[models.Model], *, with_id: bool) -> None:
        fields = [field for field in model._meta.concrete_fields if with_id or not field.primary_key]
        self.model = model
        self.name = model._meta.db_table
        self.columns = [str(field.column) for field in fields]
        self.defaults = {str(field.column): None if field.primary_key else field.get_default() for field in fields}

    def row(self, **values: Any) -> tuple[Any, ...]:
        """One row; raises KeyError for an unknown column."""
        unknown = values.keys() - self.defaults.keys()
        if unknown:
            raise KeyError(f"{self.name}: {sorted(unknown)}")
        return tuple({**self.defaults, **values}.values())


@contextmanager
def hurry() -> Iterator[None]:
    """One transaction without foreign-key look-ups and without waiting for the disk; only for throw-away databases."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL session_replication_role = replica")
                    cursor.execute("SET LOCAL synchronous_commit = off")
            yield
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=FULL")
                cursor.execute("PRAGMA foreign_keys=ON")


def write(table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Add the rows."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                for row in _for_copy(rows):
                    copy.write_row(row)
            return
        marks = ", ".join("?" for _ in table.columns)
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
        cursor.connection.executemany(statement, _for_sqlite(rows))


@contextmanager
def without_indexes(tables: Iterable[Table]) -> Iterator[None]:
    """Drop the tables' plain indexes and build them again at the end: several times faster for a million rows."""
    with connection.cursor() as cursor:
        kept: list[tuple[str, str]] = []
        for table in tables:
            cursor.execute(INDEXES[connection.vendor], [table.name])
            kept += cursor.fetchall()
        for name, _statement in kept:
            cursor.execute(f'DROP INDEX "{name}"')
        try:
            yield
        finally:
            for _name, statement in kept:
                cursor.execute(statement)


def go_on_after(table: Table, highest: int) -> None:
    """New rows get ids above the highest one given (SQLite does so by itself)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table.name, highest])


def settle() -> None:
    """What the database does by itself some minutes after a load: statistics, and the log written back."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
        if connection.vendor == "postgresql":
            cursor.execute("CHECKPOINT")


def _for_copy(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield tuple(json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value for value in row)


def _for_sqlite(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    write_as = {
        datetime: lambda value: connection.ops.adapt_datetimefield_value(value), date: str, Decimal: float, bool: int,
        dict: lambda value: json.dumps(value, ensure_ascii=False), list: lambda value: json.dumps(value, ensure_ascii=False),
    }  # fmt: skip
    for row in rows:
        yield tuple(write_as[type(value)](value) if type(value) in write_as else value for value in row)
