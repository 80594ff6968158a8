"""Reads of the catalogue: version in force, procedure page, lists, search, terms and fees, the revision for ETags."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db import models
from django.db.models import Case as Choose
from django.db.models import Count, Q, QuerySet, Value
from django.db.models import When as If
from django.db.models.functions import Cast, Length
from django.utils.translation import gettext

from motcua.centres.models import Centre, Level, Unit
from motcua.centres.queries import in_force
from motcua.kernel.clock import day_bounds, local_day
from motcua.kernel.text import clean, fold

from .models import Case, ChannelTerm, FeeAsked, Field, Guidance, InternalStep, LegalBasis, PaperAsked, ProcedureVersion
from .models import Revision as RevisionRow
from .rules import LEAD_IN, SERVICE_WORDS, ServiceLevel, StepKind, applying, paper_counts, search_phrase, search_words
from .rules import service_level as derived_level

PER_PAGE = 20
REVISION_SECONDS = 1.0
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list: its rows, which page of how many (from 1), and how many rows there are in all."""

    rows: list[ProcedureVersion]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Counted(Generic[Thing]):
    """A field or department and how many procedures are in force under it."""

    row: Thing
    count: int


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A paper of a case as people read it; `counts` is "1 bản chính, 2 bản sao"."""

    paper: PaperAsked
    counts: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """A case with its checklist."""

    case: Case
    papers: list[ChecklistRow]


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """All that the page of one procedure shows."""

    version: ProcedureVersion
    cases: list[CaseList]
    terms: list[ChannelTerm]
    fees: list[FeeAsked]
    legal: list[LegalBasis]
    centres: list[Centre]
    service: ServiceLevel


def current(day: date) -> QuerySet[ProcedureVersion]:
    """The versions in force on the day, with procedure, field, department and level read."""
    return ProcedureVersion.objects.filter(in_force(day)).select_related("procedure", "field", "department", "level")


def current_version(code: str, day: date) -> ProcedureVersion | None:
    """The version of the procedure with this code that is in force on the day, or None. One query."""
    return current(day).filter(procedure__code=clean(code[:60])).first()


def procedure_page(code: str, day: date) -> ProcedurePage | None:
    """The whole page of a procedure in seven queries, or None when nothing is in force under the code."""
    version = current_version(code, day)
    if version is None:
        return None
    cases = list(version.cases.prefetch_related("papers"))
    terms, fees = list(version.terms.all()), list(version.fees.all())
    centres = version.procedure.receiving.filter(is_open=True)
    return ProcedurePage(
        version, [CaseList(case, case_checklist(case)) for case in cases], terms, fees, list(version.legal_bases.all()),
        list(centres), _level([paper for case in cases for paper in case.papers.all()], terms, fees),
    )  # fmt: skip


def list_procedures(
    *, day: date, field: str = "", department: str = "", level: str = "", centre: Centre | None = None, q: str = "",
    audience: str = "", life_event: str = "", page: int = 1, per_page: int = PER_PAGE,
) -> Found:  # fmt: skip
    """Procedures in force on the day, by field code, department key, level code, receiving centre, audience, life event
    and words; two queries.

    Without words in order of name, with words the best first. A page outside the list becomes the nearest one.
    """
    rows = current(day)
    for name, value in (("field__code", field), ("department__key", department), ("level__code", level)):
        rows = rows.filter(**{name: clean(value[:80])}) if value else rows
    for name, value in (("audiences", audience), ("life_events", life_event)):
        rows = _naming(rows, name, clean(value[:40])) if value else rows
    if centre is not None:
        rows = rows.filter(procedure__receiving=centre)
    rows = _matching(rows, q) if clean(q[:400]) else rows.order_by("folded", "pk")
    total = rows.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    return Found(list(rows[(page - 1) * per_page : page * per_page]), page, pages, total)


def _naming(rows: QuerySet[ProcedureVersion], name: str, value: str) -> QuerySet[ProcedureVersion]:
    """The versions whose JSON list `name` holds the value, on both databases (SQLite knows no JSON containment)."""
    text = {f"{name}_text": Cast(name, models.TextField())}
    return rows.annotate(**text).filter(**{f"{name}_text__contains": f'"{value}"'})


def search(q: str, *, day: date, centre: Centre | None = None, limit: int = PER_PAGE) -> list[ProcedureVersion]:
    """The best `limit` procedures for the words, with or without tones; empty for no words. One query at most."""
    rows = current(day) if centre is None else current(day).filter(procedure__receiving=centre)
    return list(_matching(rows, q)[:limit])


def _matching(rows: QuerySet[ProcedureVersion], q: str) -> QuerySet[ProcedureVersion]:
    """Every word must begin a word of the text; names that begin so first, then with the phrase, popular, short ones."""
    words = search_words(q)
    if not words:
        return rows.none()
    if words == LEAD_IN.split():
        return rows.order_by("folded", "pk")
    for word in words:
        rows = rows.filter(folded__contains=f" {word}")
    phrase = f" {search_phrase(q)}"
    rank = Choose(
        If(folded__startswith=phrase, then=Value(0)), If(folded__contains=phrase, then=Value(1)), default=Value(2),
        output_field=models.IntegerField(),
    )  # fmt: skip
    return rows.annotate(rank=rank).order_by("rank", "-procedure__is_popular", Length("name"), "folded", "pk")


def popular(centre: Centre | None, day: date, *, limit: int = 12) -> list[ProcedureVersion]:
    """The procedures that people ask for most, of those the centre receives (None: of all). One query.

    Short names first: the everyday ones have them, and they fit the large buttons of a kiosk.
    """
    rows = current(day).filter(procedure__is_popular=True)
    if centre is not None:
        rows = rows.filter(procedure__receiving=centre)
    return list(rows.order_by(Length("name"), "folded", "pk")[:limit])


def fields_with_counts(day: date, *, centre: Centre | None = None) -> list[Counted[Field]]:
    """Fields that have a procedure in force (at the centre, when given), in order of name. One query."""
    rows = Field.objects.annotate(number=_number("versions", day, centre)).filter(number__gt=0)
    return sorted((Counted(row, row.number) for row in rows), key=lambda one: fold(one.row.name))


def departments_with_counts(day: date, *, centre: Centre | None = None) -> list[Counted[Unit]]:
    """Departments that have a procedure in force (at the centre, when given), in order of name. One query."""
    rows = Unit.objects.annotate(number=_number("procedure_versions", day, centre)).filter(number__gt=0)
    return sorted((Counted(row, row.number) for row in rows), key=lambda one: fold(one.row.name))


def levels_in_use(day: date) -> list[Level]:
    """The levels of government that decide on a procedure in force, in their order. One query."""
    used = ProcedureVersion.objects.filter(in_force(day)).values("level")
    return list(Level.objects.filter(pk__in=used).order_by("rank"))


def life_events_in_use(day: date) -> set[str]:
    """The keys of the life events that lead to a procedure in force. One query."""
    rows = ProcedureVersion.objects.filter(in_force(day)).values_list("life_events", flat=True)
    return {key for keys in rows for key in keys}


def guidance_today(centre: Centre, now: datetime) -> int:
    """How many guidances the centre gave on the day in Việt Nam on which `now` lies. One index scan."""
    start, end = day_bounds(local_day(now))
    return Guidance.objects.filter(centre=centre, at__gte=start, at__lt=end).count()


def recently_guided(centre: Centre, day: date, *, limit: int = 6) -> list[ProcedureVersion]:
    """The procedures that the centre's desk explained last, newest first, each once and in force. Two queries."""
    last = Guidance.objects.filter(centre=centre).order_by("-at").values_list("case__version__procedure", flat=True)
    order = list(dict.fromkeys(last[:60]))[:limit]
    found = {version.procedure_id: version for version in current(day).filter(procedure__in=order)}
    return [found[procedure] for procedure in order if procedure in found]


def _number(path: str, day: date, centre: Centre | None) -> Count:
    held = Q(**{f"{path}__valid_from__lte": day}) & (
        Q(**{f"{path}__valid_to__isnull": True}) | Q(**{f"{path}__valid_to__gte": day})
    )
    if centre is not None:
        held &= Q(**{f"{path}__procedure__receiving": centre})
    return Count(path, filter=held, distinct=True)


def case_checklist(case: Case) -> list[ChecklistRow]:
    """The papers of the case in order, with counts in words. One query, none when the papers were prefetched."""
    return [
        ChecklistRow(
            paper,
            paper_counts(
                originals=paper.originals, certified=paper.certified, copies=paper.copies, only_show=paper.only_show,
                _=gettext,
            ),
        ) for paper in case.papers.all()
    ]  # fmt: skip


def case_of(pk: int, day: date) -> Case | None:
    """A case of a version in force on the day with version, procedure, field, department, or None. One query."""
    related = ("version__procedure", "version__field", "version__department", "version__level")
    rows = Case.objects.select_related(*related).filter(version__in=ProcedureVersion.objects.filter(in_force(day)))
    return rows.filter(pk=pk).first()


def term_for(version: ProcedureVersion, case: Case | None, channel: str) -> ChannelTerm | None:
    """The limit of this way to file: the case's own, else the version's; None when the version has no such channel."""
    found = applying(version.terms.all(), case=case.pk if case else None, channel=channel)
    return found[0] if found else None


def fees_for(version: ProcedureVersion, case: Case | None, channel: str) -> list[FeeAsked]:
    """To be paid: of each fee or levy by name the most specific line for the case and the channel."""
    chosen: dict[tuple[str, str], FeeAsked] = {}
    for fee in applying(version.fees.all(), case=case.pk if case else None, channel=channel):
        chosen.setdefault((fee.kind, fee.name), fee)
    return sorted(chosen.values(), key=lambda fee: fee.pk)


def service_level(version: ProcedureVersion) -> ServiceLevel:
    """The level 1-4 derived from what the version offers, with its sentence. Four queries, none when prefetched."""
    papers = [paper for case in version.cases.prefetch_related("papers") for paper in case.papers.all()]
    return _level(papers, list(version.terms.all()), list(version.fees.all()))


def _level(papers: list[PaperAsked], terms: list[ChannelTerm], fees: list[FeeAsked]) -> ServiceLevel:
    online = [term for term in terms if term.channel == "online"]
    level = derived_level(
        has_forms=any(paper.form for paper in papers),
        files_online=bool(online),
        pays_online=any(term.pays_online for term in online),
        has_fee=any(fee.amount for fee in fees),
    )
    return ServiceLevel(level, gettext(SERVICE_WORDS[level]))


_known: dict[str, float] = {"read": -math.inf, "value": 0}


def revision() -> int:
    """A number that grows with everything published; read from the database at most once a second in a process."""
    moment = time.monotonic()
    if moment - _known["read"] >= REVISION_SECONDS:
        value = RevisionRow.objects.filter(pk=1).values_list("value", flat=True).first()
        _known.update(read=moment, value=value or 0)
    return int(_known["value"])


def forget_revision() -> None:
    """The next revision() asks the database."""
    _known["read"] = -math.inf


def step_shares(version: int) -> list[list[str]]:
    """The internal steps of a version in their order, each [kind, share in percent]; plain JSON for an event."""
    found = dict(InternalStep.objects.filter(version_id=version).values_list("kind", "share"))
    return [[kind.value, str(found[kind.value])] for kind in StepKind if kind.value in found]
