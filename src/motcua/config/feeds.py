"""How the live process hears of changes: LISTEN and a look each second on PostgreSQL, a look twenty times a second on SQLite."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import psycopg

log = logging.getLogger(__name__)

LOOK_EVERY = 0.05
AGAIN_AFTER = 1.0
LOOK_BESIDES = 1.0
CHANNEL = "motcua"
# What Django or the statements of pages need; all else of the address (sslmode, the schema) holds for `live`, too.
NOT_FOR_LIVE = {"server_side_binding", "prepare_threshold", "isolation_level", "assume_role", "pool"}
VERSIONS = "SELECT centre_id, version FROM queueing_hall"
Publish = Callable[[int, int], None]


class Feed(Protocol):
    """Tells `publish` the version of every centre at first and then each change, for ever."""

    is_heard: bool

    async def run(self, publish: Publish) -> None: ...


def feed_of(database: Mapping[str, Any]) -> Feed:
    """The feed for the database of the settings."""
    if str(database["ENGINE"]).endswith("sqlite3"):
        return SqliteFeed(Path(database["NAME"]))
    wanted = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {key: value for key, value in database.get("OPTIONS", {}).items() if key not in NOT_FOR_LIVE}
    return PostgresFeed({key: str(database[name]) for key, name in wanted.items() if database.get(name)} | given)


class SqliteFeed:
    """One read-only connection; `data_version` changes when anybody has committed, only then the rows are read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_heard = False

    async def run(self, publish: Publish) -> None:
        """See `Feed`; a file that is missing or locked is tried again every second."""
        while True:
            try:
                with closing(sqlite3.connect(f"file:{quote(str(self.path))}?mode=ro", uri=True, timeout=1)) as link:
                    await self._look(link, publish)
            except sqlite3.Error as error:
                self.is_heard = False
                log.warning("The database is not heard: %s", error)
                await asyncio.sleep(AGAIN_AFTER)

    async def _look(self, link: sqlite3.Connection, publish: Publish) -> None:
        seen = None
        while True:
            present = link.execute("PRAGMA data_version").fetchone()
            if present != seen:
                for centre, version in link.execute(VERSIONS).fetchall():
                    publish(centre, version)
                seen = present
            self.is_heard = True
            await asyncio.sleep(LOOK_EVERY)


class PostgresFeed:
    """One LISTEN connection for what must show at once (calls). The versions, a row for each centre, are read each second besides:
    taps tell nobody, so that they need not wait for each other, and a lost message costs a second."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words
        self.is_heard = False

    async def run(self, publish: Publish) -> None:
        """See `Feed`; a lost connection is made anew every second."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    **{"application_name": "motcua live", **self.words}, autocommit=True,
                ) as link:  # fmt: skip
                    await self._listen(link, publish)
            except (psycopg.Error, OSError) as error:
                self.is_heard = False
                log.warning(
                    "The database is not heard: %s", str(error).splitlines()[0] if str(error) else type(error).__name__
                )
                await asyncio.sleep(AGAIN_AFTER)

    async def _listen(self, link: psycopg.AsyncConnection[Any], publish: Publish) -> None:
        await link.execute(f"LISTEN {CHANNEL}")
        while True:
            for centre, version in await (await link.execute(VERSIONS)).fetchall():
                publish(centre, version)
            self.is_heard = True
            async for told in link.notifies(timeout=LOOK_BESIDES):
                centre, _, version = told.payload.partition(":")
                publish(int(centre), int(version))
