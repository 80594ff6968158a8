"""Rows without the mapper's compiling, for what happens at every call of a number and every page of an officer. Imports no Django:
models, query sets and the connection are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from .prepared import ask, placed


class PreparedModels:
    """`make` gives a query set of whole models (joins, locks and order as it likes) with marks (see `prepared`).

    Its SQL is compiled once for each connection; the objects are built by Django as ever. `make` must give the same SQL each time.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def all(self, connection: Any, *given: Any) -> list[Any]:
        """The objects for these parameters. One query."""
        link = connection.itself
        compiler, sql, params, marks, iterable = self._ready(link)
        values = list(params)
        for index, place in marks:
            values[index] = given[place]
        rows = link.ask(sql, values)
        if not rows:
            return []
        compiler.execute_sql = lambda **_: [rows]
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        return list(iterable(SimpleNamespace(db=link.alias, query=query, _known_related_objects={})))

    def first(self, connection: Any, *given: Any) -> Any:
        """The first of them, or None."""
        found = self.all(connection, *given)
        return found[0] if found else None

    def _ready(self, connection: Any) -> Any:
        kept = getattr(connection, "motcua_prepared", None)
        if kept is None:
            kept = connection.motcua_prepared = {}
        found = kept.get(self)
        if found is None:
            rows = self._make()
            compiler = rows.query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([column[0] for column in compiler.select])
            compiler.get_converters = lambda _: converters
            found = kept[self] = (compiler, sql, params, placed(params), rows._iterable_class)
        return found


def change(connection: Any, row: Any, values: Mapping[str, Any], **expected: Any) -> int:
    """UPDATE the row's columns where its key and the expected values still hold; how many rows changed (0 or 1). The object stays as it was."""
    fields = row._meta
    columns = [fields.get_field(name) for name in values]
    where = [fields.pk, *(fields.get_field(name) for name in expected)]
    given = [_stored(connection, field, value) for field, value in zip(columns, values.values(), strict=True)]
    given += [
        _stored(connection, field, value) for field, value in zip(where, (row.pk, *expected.values()), strict=True)
    ]
    sets = ", ".join(f'"{field.column}" = %s' for field in columns)
    tests = " AND ".join(f'"{field.column}" = %s' for field in where)
    return len(ask(connection, f'UPDATE "{fields.db_table}" SET {sets} WHERE {tests} RETURNING 1', given))  # noqa: S608 - names of the model


def add(connection: Any, row: Any) -> Any:
    """INSERT the new object and give it its key; the same object."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    given = [_stored(connection, field, getattr(row, field.attname)) for field in fields]
    columns, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    table, key = row._meta.db_table, row._meta.pk.column
    row.pk = ask(connection, f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) RETURNING "{key}"', given)[0][0]  # noqa: S608 - names of the model
    row._state.adding, row._state.db = False, connection.alias
    return row


def _stored(connection: Any, field: Any, value: Any) -> Any:
    return field.get_db_prep_save(getattr(value, "pk", value), connection)
