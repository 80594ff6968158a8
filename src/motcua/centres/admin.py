"""The administrator's pages for units and centres; only hours and closed days can be deleted (Decree 118/2025)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.forms import ModelForm, ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.accounts.careful import CarefulAdmin, CarefulInline, KeepsRows, NamedFormSet
from motcua.kernel.errors import DomainError

from .models import OWN_PARENT, Centre, ClosedDay, Counter, Kiosk, Level, OpeningHours, Room, Unit
from .rules import Hours, Span, check_hours

admin.site.site_header = _("Quản trị một cửa")
admin.site.site_title = _("Quản trị một cửa")
admin.site.index_title = _("Danh mục")


class HoursFormSet(NamedFormSet):
    """Opening hours checked together by the rule that the loader uses."""

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        try:
            check_hours(
                Hours(row["weekday"], Span(row["opens"], row["closes"]), row.get("valid_from"), row.get("valid_to"))
                for row in kept if row.get("opens") and row.get("closes")
            )  # fmt: skip
        except DomainError as error:
            raise ValidationError(error.sentence) from error


class HoursInline(CarefulInline):
    model = OpeningHours
    formset = HoursFormSet


class ClosedDayInline(CarefulInline):
    model = ClosedDay


class RoomInline(KeepsRows, CarefulInline):
    model = Room


class KioskInline(KeepsRows, CarefulInline):
    model = Kiosk


@admin.register(Level)
class LevelAdmin(KeepsRows, CarefulAdmin):
    list_display = ("name", "code", "rank", "valid_to")


class UnitForm(ModelForm):
    """A unit is not above itself, does not take over from itself, and others take over from it only when it ends."""

    class Meta:
        model = Unit
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.instance.pk and found.get("parent") == self.instance:
            self.add_error("parent", OWN_PARENT)  # a form leaves out constraints that look at the key
        successors = found.get("successors", Unit.objects.none())
        if self.instance in successors:
            self.add_error("successors", _("Đơn vị không thể kế thừa chính mình. Xin bỏ đơn vị này khỏi danh sách."))
        elif successors and "valid_to" in found and found["valid_to"] is None:
            self.add_error("valid_to", _("Đơn vị có đơn vị kế thừa thì phải có ngày cuối. Xin nhập “Đến hết ngày”, hoặc bỏ đơn vị kế thừa."))
        return found


@admin.register(Unit)
class UnitAdmin(KeepsRows, CarefulAdmin):
    form = UnitForm
    list_display = ("name", "agency_code", "level", "is_department", "valid_from", "valid_to")
    list_filter = ("level", "is_department")
    list_select_related = ("level",)
    search_fields = ("name", "agency_code", "key")
    autocomplete_fields = ("parent", "successors")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"key": ("name",)}


@admin.register(Centre)
class CentreAdmin(KeepsRows, CarefulAdmin):
    list_display = ("name", "slug", "is_open", "accepts_after_hours")
    list_filter = ("is_open",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("unit", "local_authority")
    inlines = (HoursInline, ClosedDayInline, RoomInline, KioskInline)


class CounterForm(ModelForm):
    """A counter stands in a room of its own centre."""

    class Meta:
        model = Counter
        fields = ("centre", "room", "number", "name", "is_active")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        centre, room = found.get("centre"), found.get("room")
        if centre and room and room.centre_id != centre.pk:
            raise ValidationError({"room": _("Phòng chờ này thuộc trung tâm khác. Hãy chọn phòng của cùng trung tâm.")})
        return found


@admin.register(Counter)
class CounterAdmin(KeepsRows, CarefulAdmin):
    form = CounterForm
    list_display = ("centre", "number", "name", "room_name", "is_active")
    list_display_links = ("centre", "number")
    list_filter = ("centre", "is_active")
    list_select_related = ("centre", "room")
    ordering = ("centre__order", "centre__name", "number")

    @admin.display(description=_("Phòng chờ"), ordering="room__name")
    def room_name(self, counter: Counter) -> str:
        """The room without its centre, which has a column of its own."""
        return counter.room.name
