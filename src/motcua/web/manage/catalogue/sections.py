"""The sections of a draft: each reads its part of the draft into a page of fields and rows, and writes it back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import blake2s
from typing import Any, ClassVar

from django.utils.translation import gettext_noop

from motcua.catalogue.rules import Draft

from .forms import AgenciesForm, GeneralForm, PartForm, StepsForm
from .row_forms import RowForm

Values = Mapping[str, Any]
Rows = Sequence[Values]


class Section:
    """A part of the draft with a page of its own."""

    key: ClassVar[str]
    title: ClassVar[str]
    lead: ClassVar[str] = ""
    form_class: ClassVar[type[PartForm]] = PartForm
    row_class: ClassVar[type[RowForm] | None] = None
    row_name: ClassVar[str] = ""
    parts: ClassVar[tuple[str, ...]] = ()  # the draft's fields that the page shows

    def exists_in(self, draft: Draft) -> bool:
        """Whether the draft has this part (a case may be gone)."""
        return True

    def fields(self, draft: Draft) -> dict[str, Any]:
        """Initial values of the single fields."""
        return {name: getattr(draft, name) for name in self.form_class.base_fields}

    def rows(self, draft: Draft) -> list[dict[str, Any]]:
        """Initial values of all rows."""
        return []

    def changed(self, draft: Draft, fields: Values, rows: Rows, *, start: int = 0, stop: int = 0) -> Draft:
        """The draft with the single fields as typed, and the typed rows in place of those from `start` to `stop`."""
        raise NotImplementedError

    def mark(self, draft: Draft) -> str:
        """Changes exactly when somebody changes what this page shows."""
        shown = {name: getattr(draft, name) for name in self.parts} | self.also(draft)
        shown["agencies"] = asdict(draft.agencies) if "agencies" in self.parts else ""
        return blake2s(json.dumps(shown, ensure_ascii=False, default=str).encode(), digest_size=8).hexdigest()

    def also(self, draft: Draft) -> dict[str, Any]:
        """What else the page shows."""
        return {}


class General(Section):
    """What the procedure is and by which words it is found."""

    key, title = "chung", gettext_noop("Thông tin chung")
    form_class = GeneralForm
    parts = tuple(GeneralForm.base_fields)

    def changed(self, draft: Draft, fields: Values, rows: Rows, *, start: int = 0, stop: int = 0) -> Draft:
        lists = {name: _kept_order(getattr(draft, name), fields[name]) for name in ("levels", "audiences", "life_events")}
        if fields["level"] not in lists["levels"]:
            lists["levels"] = (fields["level"], *lists["levels"])
        return replace(draft, **{**fields, **lists})


def _kept_order(before: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """What was chosen, in the order in which the draft had it; boxes on a page know no order."""
    return (*(one for one in before if one in chosen), *(one for one in chosen if one not in before))


class AgenciesPart(Section):
    """Who decides and who helps."""

    key, title = "co-quan", gettext_noop("Cơ quan và nơi nộp")
    lead = gettext_noop("Ghi như quyết định công bố.")
    form_class = AgenciesForm
    parts = ("agencies", "related")

    def fields(self, draft: Draft) -> dict[str, Any]:
        return {**asdict(draft.agencies), "related": draft.related}

    def changed(self, draft: Draft, fields: Values, rows: Rows, *, start: int = 0, stop: int = 0) -> Draft:
        agencies = replace(draft.agencies, **{name: text for name, text in fields.items() if name != "related"})
        return replace(draft, agencies=agencies, related=fields["related"])


class StepsPart(Section):
    """What happens one after the other."""

    key, title = "trinh-tu", gettext_noop("Trình tự và điều kiện")
    form_class = StepsForm
    parts = ("steps", "conditions")

    def changed(self, draft: Draft, fields: Values, rows: Rows, *, start: int = 0, stop: int = 0) -> Draft:
        return replace(draft, steps=tuple(fields["steps"]), conditions=fields["conditions"])
