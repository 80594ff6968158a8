"""The administrator's pages for staff and their posts; who leaves is made inactive, never deleted."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import Post, Staff

admin.site.unregister(Group)


class StaffCreationForm(BaseUserCreationForm):
    """A new member of staff: user name, full name, password twice."""

    class Meta:
        model = Staff
        fields = ("username", "full_name")


class StaffChangeForm(UserChangeForm):
    """Everything about a member of staff but the password, which has a page of its own."""

    class Meta:
        model = Staff
        fields = "__all__"


class PostInline(admin.TabularInline):
    """Posts may be taken away: the events keep who did what."""

    model = Post
    extra = 0
    autocomplete_fields = ("centre", "unit")


@admin.register(Staff)
class StaffAdmin(UserAdmin):
    form = StaffChangeForm
    add_form = StaffCreationForm
    list_display = ("username", "full_name", "title", "is_active")
    list_filter = ("is_active", "posts__role", "posts__centre")
    search_fields = ("username", "full_name")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (PostInline,)
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "title", "phone", "email")}),
        (_("Quyền"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "full_name", "password1", "password2")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
