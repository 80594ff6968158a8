"""The subcommands of ``./run manage catalogue``: each a module with HELP, add_arguments(parser) and run(stdout, options)."""

from __future__ import annotations

from types import ModuleType

from . import export, import_, receive, reindex, search, unreadable

SUBCOMMANDS: dict[str, ModuleType] = {
    "import": import_,
    "export": export,
    "unreadable": unreadable,
    "receive": receive,
    "search": search,
    "reindex": reindex,
}
