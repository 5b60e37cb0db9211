"""Statements that run for each item or message: compiled once, then handed to the driver.

SQLAlchemy takes five to ten times as long to run a small statement as this does (docs/decisions/0022), and an item
needs about twenty. Only statements that a module keeps belong here: what is made of one is remembered with it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

Values = Mapping[str, Any]
MOST_STATEMENTS = 500
"""Remembered; a store has fewer, a run of the tests opens many stores."""

AT_A_TIME = 50
"""Rows of those that are read as they are asked for."""


class _Expanded:
    """The text of a statement for so many values in each of its lists."""

    def __init__(self, compiled: Any, lists: Mapping[str, int]) -> None:
        values = compiled.params | {name: [None] * length for name, length in lists.items()}
        state = compiled.construct_expanded_state(values)
        self.sql: str = state.statement
        self.places: Mapping[str, list[str]] = state.parameter_expansion


class Prepared:
    """One statement for one dialect, given values of these names."""

    def __init__(self, statement: Any, dialect: Dialect, names: tuple[str, ...]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(names))
        binds = [(name, bind) for bind, name in compiled.bind_names.items()]
        self._lists = [name for name, bind in binds if bind.expanding]
        self._order: Sequence[str] | None = compiled.positiontup
        """Where the driver takes values by their places, their names in the order of these."""
        self._constant = {name: value for name, value in compiled.params.items() if name not in names}
        self._defaults = [(column.key, column.default) for column in compiled.insert_prefetch]
        processors = ((name, bind.type.dialect_impl(dialect).bind_processor(dialect)) for name, bind in binds)
        self._bind = {name: processor for name, processor in processors if processor is not None}
        self._row, self._read = _reading(statement, dialect)
        self._expanded = cache(lambda *lengths: _Expanded(compiled, dict(zip(self._lists, lengths, strict=True))))

    def bound(self, values: Values) -> tuple[str, Any]:
        """The text, and ``values`` as the driver takes them."""
        given = {**self._constant, **values}
        expanded = self._expanded(*[len(given[name]) for name in self._lists])
        for name, default in self._defaults:
            given[name] = default.arg if default.is_scalar else default.arg(None)
        for name, process in self._bind.items():
            if name in given and name not in expanded.places:
                given[name] = process(given[name])
        for name in self._lists:
            given[name] = list(map(self._bind[name], given[name])) if name in self._bind else given[name]
        if self._order is None:
            for name, places in expanded.places.items():
                given.update(zip(places, given.pop(name), strict=True))
            return expanded.sql, given
        taken: list[Any] = []
        for name in self._order:
            if name in expanded.places:
                taken.extend(given[name])
            else:
                taken.append(given[name])
        return expanded.sql, taken

    def bound_each(self, rows: Sequence[Values]) -> tuple[str, Sequence[Any]]:
        """As :meth:`bound`, for ``rows`` of the same names, one at least."""
        if self._lists or self._bind or self._defaults or self._constant:
            bound = [self.bound(values) for values in rows]
            return bound[0][0], [values for _, values in bound]
        expanded = self._expanded()
        order = self._order
        return expanded.sql, rows if order is None else [[values[name] for name in order] for values in rows]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """What the driver found, as named tuples of what was stored."""
        if not self._read:
            return list(map(self._row, found))
        rows = []
        for row in found:
            values = list(row)
            for at, read in self._read:
                values[at] = read(values[at])
            rows.append(self._row(values))
        return rows


def _reading(statement: Any, dialect: Dialect) -> tuple[Callable[[Sequence[Any]], Any], list[tuple[int, Any]]]:
    """How a row is made, and the columns of which the driver gives something else than what was stored."""
    columns = list(statement.exported_columns)
    processors = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    row = namedtuple("row", [column.key for column in columns], rename=True)  # type: ignore[misc]
    read = [(at, processor) for at, processor in enumerate(processors) if processor is not None]
    return partial(tuple.__new__, row), read


@lru_cache(maxsize=MOST_STATEMENTS)
def _prepared(statement: ClauseElement, dialect: Dialect, names: tuple[str, ...]) -> Prepared:
    return Prepared(statement, dialect, names)


class Driver:
    """Runs statements on the driver's own cursor, inside the transaction that ``connection`` is in."""

    def __init__(self, connection: Connection) -> None:
        self._dialect = connection.dialect
        self._refusal: type[Exception] = connection.dialect.loaded_dbapi.Error
        self._cursor = connection.connection.cursor()

    def rows(self, statement: ClauseElement, values: Values) -> list[Any]:
        """Run it and read all that it gives, as named tuples."""
        prepared = _prepared(statement, self._dialect, tuple(values))
        self._run(self._cursor.execute, *prepared.bound(values))
        return prepared.rows(self._cursor.fetchall())

    def as_read(self, statement: ClauseElement, values: Values) -> Sequence[Any]:
        """As :meth:`rows`, just as the driver gives them: where there are many, and of numbers only."""
        self._run(self._cursor.execute, *_prepared(statement, self._dialect, tuple(values)).bound(values))
        return self._cursor.fetchall()

    def each(self, statement: ClauseElement, values: Values) -> Iterator[Any]:
        """As :meth:`rows`, read as they are asked for: who needs the first ones only reads no others. Nothing else may
        be run before they are."""
        prepared = _prepared(statement, self._dialect, tuple(values))
        self._run(self._cursor.execute, *prepared.bound(values))
        while some := self._cursor.fetchmany(AT_A_TIME):
            yield from prepared.rows(some)

    def say(self, command: str) -> None:
        """Run a command without values."""
        self._run(self._cursor.execute, command, ())

    def run(self, statement: ClauseElement, values: Values) -> int:
        """How many rows it changed."""
        self._run(self._cursor.execute, *_prepared(statement, self._dialect, tuple(values)).bound(values))
        return int(self._cursor.rowcount)

    def run_each(self, statement: ClauseElement, rows: Sequence[Values]) -> None:
        """Once for each of ``rows``, one at least, all of the same names."""
        prepared = _prepared(statement, self._dialect, tuple(rows[0]))
        self._run(self._cursor.executemany, *prepared.bound_each(rows))

    def close(self) -> None:
        """SQLite writes its log back into the file only when no cursor is open."""
        self._cursor.close()

    def _run(self, run: Callable[[str, Any], Any], sql: str, values: Any) -> None:
        """Raises what SQLAlchemy raises where the driver refuses."""
        try:
            run(sql, values)
        except self._refusal as error:
            raise DBAPIError.instance(sql, values, error, self._refusal, dialect=self._dialect) from error
