"""A procedure as plain JSON: every part by its name, codes where there are codes, Vietnamese words otherwise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from motcua.catalogue.models import ChannelTerm, FeeAsked, PaperAsked
from motcua.catalogue.queries import ProcedurePage
from motcua.catalogue.rules import Channel

FORMAT = 1


def plain(found: ProcedurePage, base: str) -> dict[str, Any]:
    """The whole record; `base` is the public address without a slash at its end."""
    version = found.version
    return {
        "format": FORMAT, "code": version.procedure.code, "url": f"{base}/thu-tuc/{version.procedure.code}/",
        "aliases": [alias.code for alias in version.procedure.aliases.all()], "version": _version(found),
        "name": version.name, "name_en": version.name_en, "summary": version.summary, "keywords": version.keywords,
        "field": {"code": version.field.code, "name": version.field.name},
        "department": {"key": version.department.key, "code": version.department.agency_code, "name": version.department.name},
        "level": version.level.code, "levels": version.levels, "kind": version.kind, "audiences": version.audiences,
        "life_events": version.life_events, "agencies": _agencies(found),
        "cases": [{"name": row.case.name, "papers": [_paper(one.paper) for one in row.papers]} for row in found.cases],
        "channels": [_channel(term, _names(found)) for term in found.terms], "fees": [_fee(fee, _names(found)) for fee in found.fees],
        "steps": version.steps, "conditions": version.conditions, "results": version.results,
        "legal": [{"number": law.number, "title": law.title} for law in found.legal], "service": _service(found),
        "receiving": [{"slug": centre.slug, "name": centre.name, "address": centre.address} for centre in found.centres],
        "linked": [procedure.code for procedure in version.procedure.linked.all()], "unread": unread(found), "source": version.source,
    }  # fmt: skip


def unread(found: ProcedurePage) -> list[str]:
    """The parts of the source that nobody has read for certain yet; what they say here may be incomplete."""
    return sorted({row.field for row in found.version.unreadable.all() if row.settled_at is None})


def _names(found: ProcedurePage) -> dict[int, str]:
    return {row.case.pk: row.case.name for row in found.cases}


def _version(found: ProcedurePage) -> dict[str, Any]:
    version = found.version
    ends = version.valid_to.isoformat() if version.valid_to else None
    return {"number": version.number, "valid_from": version.valid_from.isoformat(), "valid_to": ends, "decision": version.decision}


def _agencies(found: ProcedurePage) -> dict[str, str]:
    version = found.version
    return {name: getattr(version, name) for name in ("competent", "executing", "coordinating", "authorised", "address")}


def _paper(paper: PaperAsked) -> dict[str, Any]:
    names = ("order", "name", "originals", "certified", "copies", "only_show", "required", "replaced_by_data", "form", "note")
    return {name: getattr(paper, name) for name in names}


def _channel(term: ChannelTerm, cases: dict[int, str]) -> dict[str, Any]:
    limit = None if term.unit == "none" else {"amount": _number(term.amount), "unit": term.unit}
    return {
        "channel": term.channel, "national": Channel(term.channel).national, "case": cases.get(term.case_id or 0), "limit": limit,
        "note": term.note, "pays_online": term.pays_online,
    }  # fmt: skip


def _number(amount: Decimal | None) -> str | None:
    """Exact, as text: "0.5"."""
    return None if amount is None else f"{amount.normalize():f}"


def _fee(fee: FeeAsked, cases: dict[int, str]) -> dict[str, Any]:
    return {
        "kind": fee.kind, "name": fee.name, "amount": fee.amount, "currency": "VND", "per": fee.per, "when": fee.when,
        "channel": fee.channel or None, "case": cases.get(fee.case_id or 0), "legal": fee.legal,
    }  # fmt: skip


def _service(found: ProcedurePage) -> dict[str, Any]:
    service = found.service
    return {
        "level": service.level, "class": service.kind.value if service.kind else None, "decree": service.decree,
        "partly_reason": found.version.partly_reason, "facts": [{"fact": fact.words, "is_so": fact.is_so} for fact in service.facts],
    }  # fmt: skip
