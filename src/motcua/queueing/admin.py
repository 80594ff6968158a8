"""The administrator's pages for service groups, the counters that serve them, and priority reasons; tickets are never edited by hand."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.forms import ModelChoiceField, ModelForm, ModelMultipleChoiceField, ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.accounts.careful import CarefulAdmin, KeepsRows
from motcua.centres.admin import CounterAdmin, CounterForm
from motcua.centres.models import Counter, Room

from .models import PriorityReason, ServiceGroup


class ServingCounterForm(CounterForm):
    """A counter stays at its centre, where its groups are, and the last one in use of a group in use stays in use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].disabled = self.instance.pk is not None
        if self.instance.pk is not None:
            cast(ModelChoiceField, self.fields["room"]).queryset = Room.objects.filter(centre=self.instance.centre)

    def clean_is_active(self) -> bool:
        """Else the kiosk would give numbers that nobody can call."""
        if self.cleaned_data["is_active"] or self.instance.pk is None:
            return bool(self.cleaned_data["is_active"])
        others = Counter.objects.filter(groups=OuterRef("pk"), is_active=True).exclude(pk=self.instance.pk)
        left = ServiceGroup.objects.filter(~Exists(others), counters=self.instance, is_active=True).first()
        if left is not None:
            words = _("Nhóm %(group)s chỉ còn quầy này đang dùng. Xin giao nhóm cho quầy khác, hoặc ngừng nhóm trước.")
            raise ValidationError(words % {"group": left})
        return False


admin.site.unregister(Counter)


@admin.register(Counter)
class ServingCounterAdmin(CounterAdmin):
    form = ServingCounterForm


class CountersField(ModelMultipleChoiceField):
    """Counters with the name of their centre: each centre has a counter 1."""

    def label_from_instance(self, counter: Counter) -> str:
        return f"{counter} · {counter.centre}"


class GroupForm(ModelForm):
    """A field is in one group of a centre, a group's counters stand at that centre, and it stays there: its numbers and lines do."""

    class Meta:
        model = ServiceGroup
        fields = ("centre", "letter", "name", "name_en", "fields", "counters", "is_active")
        field_classes = {"counters": CountersField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Counter.objects.select_related("centre").order_by("centre__order", "centre__name", "number")
        cast(CountersField, self.fields["counters"]).queryset = rows if self.instance.pk is None else rows.filter(centre=self.instance.centre)
        self.fields["centre"].disabled = self.instance.pk is not None

    def clean_letter(self) -> str:
        """Small letters are meant as capitals: "a" beside "A" would be one sound for two lines."""
        return str(self.cleaned_data["letter"]).upper()

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        centre = found.get("centre")
        if centre is None:
            return found
        if any(counter.centre_id != centre.pk for counter in found.get("counters", ())):
            raise ValidationError({"counters": _("Có quầy thuộc trung tâm khác. Hãy chỉ chọn quầy của trung tâm này.")})
        others = ServiceGroup.objects.filter(centre=centre, is_active=True).exclude(pk=self.instance.pk)
        taken = others.filter(fields__in=found.get("fields", ())).first()
        if taken and found.get("is_active"):
            words = _("Có lĩnh vực đã thuộc nhóm %(group)s. Hãy bỏ lĩnh vực đó khỏi một trong hai nhóm.")
            raise ValidationError({"fields": words % {"group": taken}})
        if found.get("is_active") and "counters" in found and not any(counter.is_active for counter in found["counters"]):
            words = _("Nhóm đang dùng cần ít nhất một quầy đang dùng, vì ki-ốt sẽ phát số của nhóm. Xin chọn quầy, hoặc bỏ dấu “Đang dùng”.")
            raise ValidationError({"counters": words})
        return found


@admin.register(ServiceGroup)
class ServiceGroupAdmin(KeepsRows, CarefulAdmin):
    form = GroupForm
    list_display = ("letter", "name", "centre", "is_active")
    list_filter = ("centre", "is_active")
    list_select_related = ("centre",)
    filter_horizontal = ("fields", "counters")


@admin.register(PriorityReason)
class PriorityReasonAdmin(KeepsRows, CarefulAdmin):
    list_display = ("name", "name_en", "order", "is_active")
