"""The administrator's pages for staff and their posts; who leaves is made inactive, never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import ValidationError
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from motcua.kernel import clock

from .actions import end_lock_out
from .careful import CarefulAdmin, CarefulInline, KeepsRows, NamedFormSet
from .models import Post, Staff
from .queries import LOCK_OUT, is_last_administrator, with_lock_outs

admin.site.unregister(Group)
_WHO_NEEDS_WHAT = _(
    "Cán bộ chỉ cần dấu đầu tiên. Quản trị viên cần cả ba dấu, và một vị trí công tác có vai trò “Quản trị viên” ở bảng dưới; "
    "thiếu dấu thứ hai hay thứ ba thì không mở được các bảng của trang quản trị."
)


class StaffCreationForm(BaseUserCreationForm):
    """A new member of staff: user name, full name, password twice."""

    class Meta:
        model = Staff
        fields = ("username", "full_name")


class StaffChangeForm(UserChangeForm):
    """Everything about a member of staff but the password, which has a page of its own; an administrator always remains."""

    by: Staff  # set by CarefulAdmin

    class Meta:
        model = Staff
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        lost = [name for name in ("is_active", "is_staff", "is_superuser") if self.initial.get(name) and name in found and not found[name]]
        if lost and self.instance.pk == self.by.pk:
            self.add_error(lost[0], _("Ông/Bà không tự bỏ quyền của mình được. Xin nhờ một quản trị viên khác."))
        elif lost and is_last_administrator(self.instance):
            words = _("Đây là quản trị viên cuối cùng. Trước hết xin cho một cán bộ khác đang dùng đủ ba dấu ở phần này.")
            self.add_error(lost[0], words)
        return found


class NewPasswordForm(AdminPasswordChangeForm):
    """A password that the administrator sets ends a lock-out as well: the log-in page promises it."""

    # the page's style shows and hides the element of this id
    usable_password_help_text = format_lazy(  # type: ignore[assignment]  # rendered as text in the language of the page
        '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        _("Không cho phép thì mật khẩu đang có mất đi và cán bộ không đăng nhập được nữa."),
    )

    def save(self, commit: bool = True) -> Any:
        staff = super().save(commit)
        end_lock_out(staff)
        return staff


class PostFormSet(NamedFormSet):
    """The same post twice in one form is seen before the database refuses it."""

    def clean(self) -> None:
        super().clean()
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        posts = [(row["role"], row.get("centre"), row.get("unit")) for row in kept if row.get("role")]
        if len(posts) != len(set(posts)):
            raise ValidationError(_("Có hai vị trí công tác giống nhau. Xin bỏ một trong hai dòng."))


class PostInline(CarefulInline):
    """Posts may be taken away: the events keep who did what."""

    model = Post
    formset = PostFormSet
    autocomplete_fields = ("centre", "unit")


@admin.register(Staff)
class StaffAdmin(KeepsRows, CarefulAdmin, UserAdmin):
    form = StaffChangeForm
    add_form = StaffCreationForm
    change_password_form = NewPasswordForm
    list_display = ("username", "full_name", "title", "is_active", "locked_out")
    list_filter = ("is_active", "posts__role", "posts__centre")
    search_fields = ("username", "full_name")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (PostInline,)
    actions = ("let_in_again",)
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "title", "phone", "email")}),
        (_("Quyền"), {"fields": ("is_active", "is_staff", "is_superuser"), "description": _WHO_NEEDS_WHAT}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "full_name", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Staff]:
        return with_lock_outs(super().get_queryset(request), now=clock.now())

    @admin.display(description=_("Khóa đăng nhập"), ordering="locked_at", empty_value="")
    def locked_out(self, staff: Staff) -> str | None:
        """Until when, for those whom wrong passwords keep out."""
        locked_at = getattr(staff, "locked_at", None)
        return _("đến %(time)s") % {"time": f"{clock.local(locked_at + LOCK_OUT):%H:%M}"} if locked_at else None

    @admin.action(description=_("Bỏ khóa vì nhập sai mật khẩu năm lần"), permissions=["change"])
    def let_in_again(self, request: HttpRequest, queryset: QuerySet[Staff]) -> None:
        """End the lock-out of those chosen; their passwords stay."""
        for staff in queryset:
            end_lock_out(staff)
        messages.success(request, _("Những cán bộ đã chọn đăng nhập lại được ngay, bằng mật khẩu đang có."))
