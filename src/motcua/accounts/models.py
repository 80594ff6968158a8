"""Staff and their posts; the counters of wrong tries."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from .rules import Role


class StaffManager(UserManager["Staff"]):
    """Staff by user name, whatever the capitals in which it was typed: a key that sticks must not keep an officer out."""

    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> Staff:
        return super().get_by_natural_key(Staff.normalize_username(username or ""))


class Staff(AbstractUser):
    """A person who works at a centre or a department; logs in with user name (kept in small letters) and password."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("Họ và tên"), max_length=200)
    title = models.CharField(_("Chức danh"), max_length=120, blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=40, blank=True)

    objects: ClassVar[StaffManager] = StaffManager()

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("Cán bộ")
        verbose_name_plural = _("Cán bộ")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="staff_username_in_small_letters",
                violation_error_message=_("Tên đăng nhập viết bằng chữ thường. Xin viết lại, như nguyenvanan."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.full_name or self.username

    @classmethod
    def normalize_username(cls, username: Any) -> Any:
        """Small letters, so that one name is one person; every way of making staff and of logging in goes through here."""
        found = super().normalize_username(username)
        return found.lower() if isinstance(found, str) else found

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]


class Post(models.Model):
    """A role that a member of staff holds at a centre, or in a unit."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="posts", verbose_name=_("Cán bộ"))
    role = models.CharField(_("Vai trò"), max_length=16, choices=[(role.value, role.label) for role in Role])
    centre = models.ForeignKey(
        "centres.Centre", models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("Trung tâm")
    )
    unit = models.ForeignKey(
        "centres.Unit", models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("Đơn vị")
    )

    class Meta:
        verbose_name = _("Vị trí công tác")
        verbose_name_plural = _("Vị trí công tác")
        constraints = [
            models.UniqueConstraint(
                "staff", "role", Coalesce("centre", 0), Coalesce("unit", 0), name="post_once",
                violation_error_message=_("Cán bộ này đã có vị trí công tác đó. Xin bỏ một trong hai dòng."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=[Role.GUIDE, Role.RECEPTION, Role.HEAD]) | models.Q(centre__isnull=False),
                name="post_at_a_centre_has_one", violation_error_message=_("Vai trò này làm việc tại trung tâm. Xin chọn trung tâm."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.DEPARTMENT) | models.Q(unit__isnull=False),
                name="post_in_a_department_has_one", violation_error_message=_("Cán bộ chuyên môn thuộc một đơn vị. Xin chọn đơn vị."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.staff}: {Role(self.role).label}"


class WrongTry(models.Model):
    """Wrong tries against one key within one window; the key is a keyed hash, never the address or code itself."""

    brake = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    refused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brake", "key"], name="wrong_try_once_per_key")]
        indexes = [models.Index(fields=["since"], name="wrong_try_by_age")]

    def __str__(self) -> str:
        return f"{self.brake} {self.count}"
