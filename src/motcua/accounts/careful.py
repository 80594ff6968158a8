"""What every page of the administration keeps to: nobody's change is undone unseen, and a fault in a table of rows is named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model, UniqueConstraint
from django.forms import BaseInlineFormSet, ModelForm, model_to_dict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SEEN = "_seen"


class KeepsRows:
    """No deletion: records are ended by a date or taken out of use, never removed."""

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


def _stored(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """The row's values of these fields; links to many as sorted keys."""
    values = model_to_dict(row, fields=list(names))
    return {name: sorted(one.pk for one in value) if isinstance(value, list) else value for name, value in values.items()}


def _editable(form: type[ModelForm]) -> list[str]:
    """What the form can change: not the password beside it, which the person changes and which a log-in may encode anew."""
    return [name for name, field in form.base_fields.items() if not field.disabled]


class _CarefulForm:
    """Mixed into each form of the administration by `CarefulAdmin`."""

    by: Any
    is_as_seen: Callable[[], bool]

    def clean(self) -> Any:
        if not self.is_as_seen():
            self.add_error(None, _changed_meanwhile(self.instance))  # type: ignore[attr-defined]
        return super().clean()  # type: ignore[misc]


class CarefulAdmin(admin.ModelAdmin):
    """A form remembers what was stored when it was opened, its inner tables too, and is refused once that has changed:
    a page left open since the morning would otherwise let a dismissed officer in again, and nobody would see it."""

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which knows who fills it in (`by`) and refuses to undo what somebody else has saved meanwhile."""
        made: Any = super().get_form(request, obj, change=change, **kwargs)

        def is_as_seen(form: Any) -> bool:
            return obj is None or constant_time_compare(request.POST.get(SEEN, ""), self._seen(request, made, obj))

        return type(made)(made.__name__, (_CarefulForm, made), {"by": request.user, "is_as_seen": is_as_seen})

    def _seen(self, request: HttpRequest, form: type[ModelForm], obj: Model) -> str:
        """A keyed digest of what is stored now. Within the transaction of a save the row stays locked, so that two saves wait for each other."""
        rows = type(obj)._default_manager.select_for_update() if request.method == "POST" else type(obj)._default_manager
        values: list[Any] = [obj._meta.label, obj.pk, _stored(rows.get(pk=obj.pk), _editable(form))]
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            if inline.has_change_permission(request, obj):
                names = _editable(formset.form)
                inside = inline.get_queryset(request).filter(**{formset.fk.name: obj}).order_by("pk")
                values.append([(row.pk, _stored(row, names)) for row in inside])
        return salted_hmac("motcua.administration.seen", json.dumps(values, default=str), algorithm="sha256").hexdigest()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        """The page carries the digest of the moment at which it was opened, also when it is shown again with errors."""
        obj = kwargs.get("obj")
        if obj is not None:
            context["seen"] = request.POST.get(SEEN, "") if request.method == "POST" else self._seen(request, self.get_form(request, obj, change=True), obj)
        return super().render_change_form(request, context, *args, **kwargs)


def _changed_meanwhile(row: Model) -> str:
    """The page as it is stored now opens beside this one, so that what was typed can be read while it is typed again."""
    words = _("Trang này đã được người khác sửa từ lúc Ông/Bà mở. Chưa có gì được lưu, những gì Ông/Bà nhập vẫn còn ở đây.")
    place = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return format_html('{} <a href="{}" target="_blank">{}</a>', words, place, _("Mở trang với các giá trị đang lưu rồi sửa lại ở đó."))


class NamedFormSet(BaseInlineFormSet):
    """Two equal rows in one table get the sentence of the constraint that they break."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        broken, table = {*unique_check, self.fk.name}, self.get_queryset().model._meta
        for one in table.constraints:
            if isinstance(one, UniqueConstraint) and {*one.fields, self.fk.name} == broken:
                return str(one.get_violation_error_message())
        names = [str(table.get_field(name).verbose_name) for name in unique_check if name != self.fk.name]
        return gettext("Có hai dòng trùng nhau ở “%(field)s”. Xin sửa một trong hai dòng.") % {"field": ", ".join(names)}


class CarefulInline(admin.TabularInline):
    """An inner table without empty rows to begin with."""

    formset = NamedFormSet
    extra = 0
