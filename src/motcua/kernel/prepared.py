"""A read whose SQL is written once: for the few that citizens ask by the thousand (tracking, brakes). Works on any Django query set, imports none.

`connection` is Django's, of one of our two kinds (`config.asking.Asks`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


def ask(connection: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    """The rows that a statement of our own gives, `%s` for each parameter. One query."""
    found: list[Any] = connection.ask(sql, params)
    return found


def ask_apart(connection: Any, sql: str, params: Sequence[Any]) -> list[Any]:
    """The same for a statement that threads ask in turn (`together`): PostgreSQL gets it by one connection of the process. One query."""
    found: list[Any] = connection.ask_apart(sql, params)
    return found


def mark(place: int) -> str:
    """Stands in the query set for the text that `rows` gets at this place, from 0."""
    return f"\x01{place}\x01"


def number_mark(place: int) -> int:
    """Stands in the query set for the whole number that `rows` gets at this place; no key of ours is that small."""
    return -(10**15) - place


@dataclass(frozen=True, slots=True)
class _Ready:
    """SQL, its parameters, which of them are marks (index, place), and how to convert each column that needs it."""

    sql: str
    params: tuple[Any, ...]
    marks: tuple[tuple[int, int], ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


class Prepared:
    """`make` gives a query set of `values_list` with marks; its SQL is compiled at the first call for each kind of database."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._ready: dict[str, _Ready] = {}

    def rows(self, connection: Any, *given: str | int) -> list[list[Any]]:
        """The rows for these parameters, values converted as the ORM does. One query."""
        return [self.converted(connection, row) for row in self.raw(connection, *given)]

    def raw(self, connection: Any, *given: str | int) -> list[Any]:
        """The rows as the driver gives them, for a caller that looks at texts and numbers first and converts later. One query."""
        link = connection.itself
        ready = self._ready.get(link.vendor) or self._compile(link)
        params = list(ready.params)
        for index, place in ready.marks:
            params[index] = given[place]
        return ask(link, ready.sql, params)

    def converted(self, connection: Any, row: Any) -> list[Any]:
        """A row of `raw` with its values as the ORM gives them (moments aware, booleans true or false)."""
        values = list(row)
        for index, steps, column in self._ready[connection.vendor].converters:
            for step in steps:
                values[index] = step(values[index], column, connection)
        return values

    def _compile(self, connection: Any) -> _Ready:
        compiler = self._make().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        ready = _Ready(
            sql,
            tuple(params),
            placed(params),
            tuple((index, tuple(steps), column) for index, (steps, column) in converters.items()),
        )
        self._ready[connection.vendor] = ready
        return ready


def placed(params: Sequence[Any]) -> tuple[tuple[int, int], ...]:
    """(index, place) of every mark among the parameters."""
    return tuple((index, place) for index, param in enumerate(params) if (place := _place(param)) is not None)


def _place(param: Any) -> int | None:
    """The place that this parameter marks, or None for an ordinary one."""
    if isinstance(param, str) and len(param) > 2 and param[0] == param[-1] == "\x01":
        return int(param[1:-1])
    return -(10**15) - param if isinstance(param, int) and param <= -(10**15) else None
