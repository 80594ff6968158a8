"""The administrator's pages for fields and procedures: what a published version says can be read here, never edited."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.centres.admin import KeepsRows
from motcua.kernel.errors import DomainError

from .actions import bump_revision
from .models import Field, InternalStep, Procedure, ProcedureVersion, Synonym, VersionSteps
from .rules import check_steps


@admin.register(Field)
class FieldAdmin(KeepsRows, admin.ModelAdmin):
    list_display = ("name", "name_en", "code")
    search_fields = ("name", "code")


class VersionInline(KeepsRows, admin.TabularInline):
    model = ProcedureVersion
    fields = readonly_fields = ("number", "name", "valid_from", "valid_to", "department", "field", "level")
    extra = 0
    verbose_name_plural = _("Các phiên bản đã công bố")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Procedure)
class ProcedureAdmin(KeepsRows, admin.ModelAdmin):
    list_display = ("code", "latest_name", "is_popular")
    list_filter = ("is_popular", "receiving")
    search_fields = ("code", "versions__name")
    filter_horizontal = ("receiving",)
    inlines = (VersionInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Procedure]:
        return super().get_queryset(request).prefetch_related("versions")

    @admin.display(description=_("Tên thủ tục"))
    def latest_name(self, procedure: Procedure) -> str:
        """The name in the newest version; versions come newest first."""
        return next((version.name for version in procedure.versions.all()), "")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: object, formsets: object, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[no-untyped-call, unused-ignore]  # stubs vary
        bump_revision()


class StepFormSet(BaseInlineFormSet):
    """The steps of one version, checked together: no more than the whole limit."""

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        try:
            check_steps((row["kind"], row["share"]) for row in kept if row.get("kind") and row.get("share") is not None)
        except DomainError as error:
            raise ValidationError(error.sentence) from error


class StepInline(admin.TabularInline):
    model = InternalStep
    formset = StepFormSet
    extra = 1
    max_num = 5


@admin.register(VersionSteps)
class VersionStepsAdmin(KeepsRows, admin.ModelAdmin):
    """Internal steps of the versions in force; dossiers keep the steps that held at their reception."""

    list_display = ("name", "procedure", "number")
    search_fields = ("procedure__code", "name")
    fields = readonly_fields = ("procedure", "number", "name")
    inlines = (StepInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[VersionSteps]:
        return super().get_queryset(request).select_related("procedure").filter(valid_to__isnull=True)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin):
    """Everyday words that the shipped lexicon lacks; a search knows them a moment after they were saved."""

    list_display = ("said", "meant")
    search_fields = ("said", "meant")
