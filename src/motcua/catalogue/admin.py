"""The administrator's pages for fields and procedures: what a published version says can be read here, never edited."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import QuerySet
from django.forms import FileField, ModelForm, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.accounts.careful import CarefulAdmin, CarefulInline, KeepsRows, NamedFormSet
from motcua.kernel import clock
from motcua.kernel.errors import DomainError
from motcua.papers.filling import PLACES, check_template

from .actions import bump_revision, keep_template
from .models import (
    EnglishText,
    Field,
    FormTemplate,
    InternalStep,
    Procedure,
    ProcedureAlias,
    ProcedureVersion,
    Synonym,
    VersionSteps,
)
from .models.english import key_of
from .rules import check_steps


@admin.register(Field)
class FieldAdmin(KeepsRows, CarefulAdmin):
    list_display = ("name", "name_en", "code")
    search_fields = ("name", "code")


class VersionInline(KeepsRows, CarefulInline):
    model = ProcedureVersion
    fields = readonly_fields = ("number", "name", "valid_from", "valid_to", "department", "field", "level")
    verbose_name_plural = _("Các phiên bản đã công bố")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class AliasInline(CarefulInline):
    model = ProcedureAlias
    verbose_name_plural = _("Mã cũ: địa chỉ của mã này dẫn về thủ tục")


@admin.register(Procedure)
class ProcedureAdmin(KeepsRows, CarefulAdmin):
    """What a province adds to a procedure; links of two procedures hold both ways."""

    list_display = ("code", "latest_name", "is_popular")
    list_filter = ("is_popular", "receiving")
    search_fields = ("code", "versions__name")
    readonly_fields = ("popularity",)
    filter_horizontal = ("receiving",)
    autocomplete_fields = ("linked",)
    formfield_overrides: ClassVar[dict[Any, Any]] = {models.URLField: {"assume_scheme": "https"}}
    inlines = (AliasInline, VersionInline)

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


class TemplateForm(ModelForm):
    """The name and a new DOCX; the file is tried out before it is kept."""

    upload = FileField(
        label=_("Tệp Word (.docx)"), required=False,
        help_text=_("Viết chỗ điền như {{ ho_ten }}. Dùng được: %(places)s.") % {"places": ", ".join(PLACES)},
    )  # fmt: skip

    class Meta:
        model = FormTemplate
        fields = ("name", "title")

    def clean_upload(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is None:
            if self.instance.pk is None:
                raise ValidationError(_("Chưa chọn tệp. Hãy chọn tệp Word của mẫu đơn."))
            return None
        if not str(upload.name).lower().endswith(".docx"):
            raise ValidationError(_("Tệp không phải tài liệu Word (.docx). Hãy mở bằng Word, lưu thành .docx rồi chọn lại."))
        try:
            check_template(upload.read())
        except DomainError as error:
            raise ValidationError(error.sentence) from error
        upload.seek(0)
        return upload


@admin.register(FormTemplate)
class FormTemplateAdmin(KeepsRows, CarefulAdmin):
    """Files of forms under the names by which papers ask for them."""

    form = TemplateForm
    list_display = ("name", "title", "file")
    search_fields = ("name", "title")

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> tuple[str, ...]:
        """The name is the key by which papers find the file."""
        return ("name",) if obj else ()

    def save_model(self, request: HttpRequest, obj: FormTemplate, form: TemplateForm, change: bool) -> None:
        upload = form.cleaned_data.get("upload")
        if upload is None:
            super().save_model(request, obj, form, change)
            bump_revision()
            return
        kept = keep_template(
            obj.name, upload.read(), file_name=upload.name or "", title=obj.title, by=f"staff:{request.user.pk}", now=clock.now()
        )
        obj.pk, obj.file = kept.pk, kept.file


class StepFormSet(NamedFormSet):
    """The steps of one version, checked together: no more than the whole limit."""

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        try:
            check_steps((row["kind"], row["share"]) for row in kept if row.get("kind") and row.get("share") is not None)
        except DomainError as error:
            raise ValidationError(error.sentence) from error


class StepInline(CarefulInline):
    model = InternalStep
    formset = StepFormSet
    extra = 1
    max_num = 5


@admin.register(VersionSteps)
class VersionStepsAdmin(KeepsRows, CarefulAdmin):
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
class SynonymAdmin(CarefulAdmin):
    """Everyday words that the shipped lexicon lacks; a search knows them a moment after they were saved."""

    list_display = ("said", "meant")
    search_fields = ("said", "meant")


class EnglishTextForm(ModelForm):
    """A text is translated once."""

    class Meta:
        model = EnglishText
        fields = ("vietnamese", "english")

    def clean_vietnamese(self) -> str:
        text = str(self.cleaned_data["vietnamese"])
        if EnglishText.objects.filter(key=key_of(text)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Câu này đã có bản dịch. Xin tìm câu đó trong danh sách rồi sửa."))
        return text


@admin.register(EnglishText)
class EnglishTextAdmin(CarefulAdmin):
    """What English pages say for a text of the catalogue; the same text anywhere gets it."""

    form = EnglishTextForm
    list_display = ("vietnamese", "english")
    search_fields = ("vietnamese", "english")
