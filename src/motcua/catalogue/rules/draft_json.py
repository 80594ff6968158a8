"""A draft as plain JSON and back: what an editor has written so far is kept as a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from ..errors import BadDraft
from .drafts import Agencies, Draft, DraftCase, DraftFee, DraftPaper, DraftResult, DraftTerm
from .kinds import Channel, CollectedWhen, FeeKind

Json = dict[str, Any]
_LISTS = ("audiences", "life_events", "keywords", "steps", "levels")


def draft_to_json(draft: Draft) -> Json:
    """The draft as JSON knows it: tuples are lists, amounts of limits are texts, kinds are their values."""
    found: Json = json.loads(json.dumps(asdict(draft), default=str))
    return found


def draft_from_json(data: Mapping[str, Any]) -> Draft:
    """The draft behind the document; parts that it does not name are empty. Raises BadDraft for one that is none."""
    try:
        given = {one.name: data[one.name] for one in fields(Draft) if one.name in data}
        given |= {name: tuple(given[name]) for name in _LISTS if name in given}
        given |= {
            "cases": tuple(map(_case, data.get("cases", []))), "terms": tuple(map(_term, data.get("terms", []))),
            "fees": tuple(map(_fee, data.get("fees", []))), "legal": tuple((str(number), str(title)) for number, title in data.get("legal", [])),
            "results": tuple(DraftResult(**row) for row in data.get("results", [])), "agencies": Agencies(**data.get("agencies", {})),
        }  # fmt: skip
        return Draft(**given)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise BadDraft(str(data.get("code", "")), "có bản thảo không đọc được") from error


def _case(row: Json) -> DraftCase:
    return DraftCase(row["name"], tuple(DraftPaper(**paper) for paper in row["papers"]))


def _term(row: Json) -> DraftTerm:
    amount = Decimal(row["amount"]) if row["amount"] is not None else None
    return DraftTerm(**{**row, "channel": Channel(row["channel"]), "amount": amount})


def _fee(row: Json) -> DraftFee:
    return DraftFee(**{**row, "kind": FeeKind(row["kind"]), "when": CollectedWhen(row["when"])})
