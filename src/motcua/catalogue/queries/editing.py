"""What an editor sees: all procedures with what is going on with each, open drafts, who wrote in a draft, the newest version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.audit.queries import story
from motcua.centres.queries import in_force
from motcua.kernel.text import clean, fold

from ..models import EditorDraft, Procedure, ProcedureVersion, Unreadable
from ..rules.editing import OPEN_DRAFT
from .lists import search

EDITED_PER_PAGE = 50
SEARCHED_AT_MOST = 200
OPEN_VALUES = sorted(status.value for status in OPEN_DRAFT)
STATES = ("", "hieu-luc", "sap-toi", "ban-thao", "chua-doc", "het")


@dataclass(slots=True)
class Edited:
    """A procedure in the editor's list: the version in force, the one that waits for its day, the open draft, unreadable parts."""

    procedure: Procedure
    current: ProcedureVersion | None = None
    future: ProcedureVersion | None = None
    draft: EditorDraft | None = None
    unreadable: int = 0

    @property
    def shown(self) -> ProcedureVersion | None:
        """The version whose name the list shows."""
        return self.current or self.future


@dataclass(frozen=True, slots=True)
class EditedPage:
    """Rows in order of code; `after` is the code from which the next page goes on, empty on the last one."""

    rows: list[Edited] = field(default_factory=list)
    after: str = ""


def edited_procedures(*, day: date, q: str = "", state: str = "", after: str = "", per_page: int = EDITED_PER_PAGE) -> EditedPage:
    """The procedures in a state (one of STATES) that the words find, from the code `after` on.

    Four queries, one more with words. Pages go on from a code instead of counting rows, so the last page costs what the first does.
    """
    rows = _in_state(Procedure.objects.order_by("code"), state, day)
    if clean(q[:400]):
        rows = rows.filter(_named(q, day))
    found = list(rows.filter(code__gt=clean(after[:40]))[: per_page + 1])
    shown = found[:per_page]
    return EditedPage(_with_parts(shown, day), shown[-1].code if len(found) > per_page else "")


def _in_state(rows: QuerySet[Procedure], state: str, day: date) -> QuerySet[Procedure]:
    versions = ProcedureVersion.objects.filter(procedure=OuterRef("pk"))
    if state == "hieu-luc":
        return rows.filter(Exists(versions.filter(in_force(day))))
    if state == "sap-toi":
        return rows.filter(pk__in=ProcedureVersion.objects.filter(valid_from__gt=day).order_by().values("procedure"))
    if state == "ban-thao":
        return rows.filter(pk__in=EditorDraft.objects.filter(status__in=OPEN_VALUES).order_by().values("procedure"))
    if state == "chua-doc":
        return rows.filter(pk__in=_open_parts().order_by().values("version__procedure"))
    if state == "het":
        return rows.exclude(Exists(versions.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))))
    return rows


def _named(q: str, day: date) -> Q:
    """A code that begins so, or what the search of the catalogue finds."""
    found = Q(code__startswith=clean(q[:40]))
    if fold(q):
        found |= Q(pk__in=[version.procedure_id for version in search(q, day=day, limit=SEARCHED_AT_MOST)])
    return found


def _open_parts() -> QuerySet[Unreadable]:
    return Unreadable.objects.filter(settled_at__isnull=True, version__valid_to__isnull=True)


def _with_parts(procedures: list[Procedure], day: date) -> list[Edited]:
    rows = {procedure.pk: Edited(procedure) for procedure in procedures}
    versions = ProcedureVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), procedure__in=rows)
    for version in versions.select_related("field", "department").order_by("-number"):
        row = rows[version.procedure_id]
        if version.valid_from > day:
            row.future = version
        else:
            row.current = version
    for draft in EditorDraft.objects.filter(procedure__in=rows, status__in=OPEN_VALUES):
        rows[draft.procedure_id or 0].draft = draft
    counted = _open_parts().filter(version__procedure__in=rows).order_by().values_list("version__procedure").annotate(number=Count("pk"))
    for pk, number in counted:
        rows[pk].unreadable = number
    return list(rows.values())


def open_drafts() -> list[EditorDraft]:
    """Every draft that is being written or waits for its second person, newest first, with its people. One query."""
    return list(EditorDraft.objects.filter(status__in=OPEN_VALUES).select_related("written_by", "procedure"))


def open_draft(code: str) -> EditorDraft | None:
    """The one open draft of this code. One query."""
    return EditorDraft.objects.filter(code=code, status__in=OPEN_VALUES).first()


def newest_version(code: str) -> ProcedureVersion | None:
    """The last version of the procedure, in force or waiting for its day, with all that `draft_of` reads. One query."""
    rows = ProcedureVersion.objects.filter(procedure__code=code).select_related("procedure", "field", "department", "level")
    return rows.order_by("-number").first()


def writers(draft: EditorDraft) -> set[str]:
    """The actors who wrote in the draft: who began it and everybody who saved a part of it. One query."""
    wrote = story("draft", draft.pk).filter(verb__in=["begin", "save", "submit"])
    return {f"staff:{draft.written_by_id}", *wrote.values_list("actor", flat=True)}
