"""A section of a draft opened as a page: its fields, the rows of one page of rows, and what was typed into both."""

from __future__ import annotations

from typing import Any

from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.rules import Draft
from motcua.web.shared.fields import form_error_items

from .choices import GONE, Choices, cases_of
from .row_forms import RowForm
from .sections import Section, Values

ROWS_PER_PAGE = 25
MORE_ROWS = 3
MOST_ROWS = 80  # on one page: a request may carry a thousand fields, a paper has eleven
PREFIX = "dong"
LAST = 10**6


class Opened:
    """What stands on the page; `data` is what was typed, None when the page is opened for reading."""

    def __init__(self, section: Section, draft: Draft, choices: Choices, *, start: int = 0, data: QueryDict | None = None) -> None:
        all_rows = section.rows(draft)
        self.section, self.draft, self.total = section, draft, len(all_rows)
        self.start = min(start, max(0, (len(all_rows) - 1) // ROWS_PER_PAGE * ROWS_PER_PAGE))
        self.stop = min(self.start + ROWS_PER_PAGE, len(all_rows))
        self.form = section.form_class(data, initial=section.fields(draft), choices=choices)
        self.rows = self._rows(all_rows, data) if section.row_class else None

    def _rows(self, all_rows: list[dict[str, Any]], data: QueryDict | None) -> BaseFormSet[RowForm]:
        has_gone = any(row.get("case") == GONE for row in all_rows)
        assert self.section.row_class is not None
        made = formset_factory(
            self.section.row_class, extra=1 if self.stop == len(all_rows) else 0, can_order=True, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        options = {"cases": cases_of(self.draft, has_gone=has_gone)}
        return made(data, prefix=PREFIX, initial=all_rows[self.start : self.stop], form_kwargs=options)

    def is_valid(self) -> bool:
        """Whether all that was typed can be kept."""
        return self.form.is_valid() and (self.rows is None or self.rows.is_valid())

    def typed(self) -> Draft:
        """The draft with what was typed. Only when it is valid."""
        return self.apply(self.draft)

    def apply(self, draft: Draft) -> Draft:
        """What was typed, written into another state of the draft whose section looks the same."""
        return self.section.changed(draft, self.form.cleaned_data, self._typed_rows(), start=self.start, stop=self.stop)

    def _typed_rows(self) -> list[Values]:
        if self.rows is None:
            return []
        kept = []
        for index, form in enumerate(self.rows.forms):
            found = form.cleaned_data
            is_row = form.has_changed() or index < self.rows.initial_form_count()
            if is_row and not found.get("DELETE"):
                order = found.get("ORDER")
                kept.append((order if order is not None else LAST, index, found))
        kept.sort(key=lambda one: one[:2])
        return [{name: value for name, value in found.items() if name not in ("ORDER", "DELETE")} for _order, _index, found in kept]

    def errors(self) -> list[dict[str, str]]:
        """Everything that is wrong, for the summary, each with a link to its field."""
        items = form_error_items(self.form)
        for index, form in enumerate(self.rows.forms if self.rows is not None else (), self.start + 1):
            if form.is_bound and form.errors and not form.data.get(f"{form.prefix}-DELETE"):
                where = _("%(row)s %(n)s") % {"row": _(self.section.row_name), "n": index}
                items += [{**item, "text": f"{where}, {item['text']}"} for item in form_error_items(form)]
        if self.rows is not None and self.rows.is_bound:
            items += [{"text": str(error)} for error in self.rows.non_form_errors()]
        return items

    def pages(self) -> list[dict[str, Any]]:
        """The pages of rows: first row, last row, and whether it is this one; one page is none."""
        if self.total <= ROWS_PER_PAGE:
            return []
        starts = range(0, self.total, ROWS_PER_PAGE)
        return [{"start": one, "first": one + 1, "last": min(one + ROWS_PER_PAGE, self.total), "current": one == self.start} for one in starts]


def with_more_rows(data: QueryDict) -> QueryDict:
    """The same typed data with room for further rows."""
    wider = data.copy()
    typed = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    total = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    wider[f"{PREFIX}-TOTAL_FORMS"] = str(min(total + MORE_ROWS, MOST_ROWS))
    return wider
