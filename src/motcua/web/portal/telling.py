"""What the page of a procedure says, part by part, in the order in which people ask (seed, level 1 and 2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue import queries as catalogue
from motcua.catalogue.queries import CaseList, ProcedurePage
from motcua.catalogue.rules import Audience
from motcua.catalogue.rules.readable import lines, parts
from motcua.web.shared.filters import is_english, local_name
from motcua.web.shared.procedure_words import Way, named, ways

from .filing import FILING_PLACE
from .questions import has_questions

LONG_CONDITIONS = 600


def told(found: ProcedurePage, number: int, day: date) -> dict[str, Any]:
    """The context of the page for the case with this number (another one: the first)."""
    number = number if 1 <= number <= len(found.cases) else 1
    chosen = found.cases[number - 1]
    around = catalogue.around(found, day)
    shown = checklist(found, chosen, number)
    rows = shown["ways"]
    return {
        **shown, "around": around, "unread": around.unread,
        "term": _term(rows), "cost": _cost(rows, around.unread), "is_online": found.service.level >= 3, "filing": FILING_PLACE,
        "paper_count": _paper_count(chosen), "asks": has_questions(found),
        "steps": parts(found.version.steps), "conditions": lines(found.version.conditions),
        "conditions_long": len(found.version.conditions) > LONG_CONDITIONS,
        "linked": [named(version) for version in around.linked], "agencies": _agencies(found),
        "forms": [row for row in chosen.papers if row.paper.form], "audiences": _audiences(found),
    }  # fmt: skip


def checklist(found: ProcedurePage, chosen: CaseList, number: int) -> dict[str, Any]:
    """The papers of a case, as the page and the printed list group them."""
    return {
        "found": found, "version": found.version, "procedure": named(found.version), "number": number, "chosen": chosen,
        "cases": [{"number": place, "name": row.case.name or _("Thông thường")} for place, row in enumerate(found.cases, 1)],
        "to_bring": [row for row in chosen.papers if row.paper.required and not row.paper.only_show],
        "to_show": [row for row in chosen.papers if row.paper.required and row.paper.only_show],
        "if_needed": [row for row in chosen.papers if not row.paper.required],
        "ways": ways(found, chosen.case.pk), "other_language": "vi" if is_english() else "",
    }  # fmt: skip


def _paper_count(chosen: CaseList) -> str:
    """ "3 giấy tờ", and how many more only when needed."""
    needed = sum(row.paper.required for row in chosen.papers)
    words = ngettext("%(num)s giấy tờ", "%(num)s giấy tờ", needed) % {"num": needed}
    more = len(chosen.papers) - needed
    return words if not more else _("%(words)s, và %(more)s giấy chỉ khi cần") % {"words": words, "more": more}


def _term(rows: Sequence[Way]) -> str:
    """One term when all ways take as long, all of them when they differ; empty when none is known."""
    return _by_way(list(dict.fromkeys(row.term for row in rows if row.has_term)))


def _cost(rows: Sequence[Way], unread: dict[str, str]) -> str:
    """The cost when it is known whole; empty while a fee of the source is not read."""
    return "" if "fees" in unread else _by_way(list(dict.fromkeys(row.cost for row in rows)))


def _by_way(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    if len(words) > 2:
        return _("tùy cách nộp, xem ở dưới")
    return _("%(one)s hoặc %(other)s, tùy cách nộp") % {"one": words[0], "other": words[1]}


def _agencies(found: ProcedurePage) -> list[tuple[str, str]]:
    version = found.version
    return [
        (_("Cơ quan có thẩm quyền"), version.competent), (_("Cơ quan thực hiện"), version.executing or local_name(version.department)),
        (_("Cơ quan phối hợp"), version.coordinating), (_("Cơ quan được ủy quyền"), version.authorised),
        (_("Địa chỉ tiếp nhận theo công bố"), version.address), (_("Loại thủ tục"), version.kind),
        (_("Quyết định công bố"), version.decision),
    ]  # fmt: skip


def _audiences(found: ProcedurePage) -> str:
    return ", ".join(_(one.label) for one in Audience if one.value in found.version.audiences)
