"""The subcommands of ``./run manage catalogue``: each a module with HELP, add_arguments(parser) and run(stdout, options)."""

from __future__ import annotations

from types import ModuleType

from . import reindex, search

SUBCOMMANDS: dict[str, ModuleType] = {
    "search": search,
    "reindex": reindex,
}
