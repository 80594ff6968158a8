"""What the index reads from the database: five statements for the whole catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F, Q

from ...models import PaperAsked, Procedure, ProcedureAlias, ProcedureVersion, Synonym
from ...rules.searching import Lexicon, Source, Standing, record
from .schema import Entry

_COLUMNS = (
    "pk", "procedure_id", "procedure__code", "procedure__is_popular", "procedure__popularity", "name", "name_en", "keywords", "summary",
    "executing", "results", "audiences", "life_events", "levels", "level__code", "field__code", "field__name", "field__name_en",
    "department__key", "department__name", "valid_from", "valid_to",
)  # fmt: skip
MANY = 500
PAPERS_READ = 30


def entries(lexicon: Lexicon, since: date) -> Iterator[Entry]:
    """Every version that is in force on the day or later."""
    rows = ProcedureVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    papers, codes, centres = _papers(since), _codes(), _centres()
    for row in rows.order_by("pk").values(*_COLUMNS).iterator(MANY):
        yield _entry(row, lexicon, papers.get(row["pk"], ()), codes.get(row["procedure_id"], ()), centres.get(row["procedure_id"], ()))


def synonyms() -> list[tuple[str, str]]:
    """What administrators added to the lexicon."""
    return list(Synonym.objects.values_list("said", "meant"))


def _papers(since: date) -> dict[int, list[str]]:
    wanted = PaperAsked.objects.filter(Q(case__version__valid_to__isnull=True) | Q(case__version__valid_to__gte=since), order__lte=PAPERS_READ)
    found: dict[int, list[str]] = defaultdict(list)
    for version, name in wanted.values_list("case__version_id", "name").iterator(5000):
        found[version].append(name)
    return found


def _codes() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for procedure, code in ProcedureAlias.objects.values_list("procedure_id", "code"):
        found[procedure].append(code)
    return found


def _centres() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for procedure, centre in Procedure.receiving.through.objects.values_list("procedure_id", F("centre_id")):
        found[procedure].append(str(centre))
    return found


def _entry(row: dict[str, Any], lexicon: Lexicon, papers: Any, codes: Any, centres: Any) -> Entry:
    levels = tuple(row["levels"]) or (row["level__code"],)
    source = Source(
        row["name"], tuple(filter(None, (*row["keywords"], row["name_en"]))), row["field__name"],
        tuple(str(result["name"]) for result in row["results"]), tuple(papers),
        (row["summary"], row["field__name_en"], row["executing"], row["department__name"]),
    )  # fmt: skip
    read = record(source, lexicon)
    popularity = 1.0 if row["procedure__is_popular"] else min(1.0, row["procedure__popularity"] / 1000)
    keys = {
        "code": tuple({spelt for code in (row["procedure__code"], *codes) for spelt in spellings(code)}),
        "field": (row["field__code"],), "department": (row["department__key"],), "level": tuple({*levels, row["level__code"]}),
        "audience": tuple(row["audiences"]), "life_event": tuple(row["life_events"]),
        "centre": tuple(centres), "action": read.actions,
    }  # fmt: skip
    standing = Standing(levels, tuple(row["audiences"]), popularity)
    return Entry(
        row["pk"], row["procedure__code"], row["name"], row["field__name"], row["valid_from"], row["valid_to"], read, standing, keys
    )


def spellings(code: str) -> set[str]:
    """A code as it may be asked for: whole, and without the suffix of a province."""
    upper = code.upper()
    return {upper, ".".join(upper.split(".")[:2])}
