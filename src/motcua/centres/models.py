"""Units of government over time, and the centres where citizens meet them."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kernel.codes import AGENCY

agency_code = RegexValidator(
    rf"^(?:{AGENCY.pattern})$", _("Mã cơ quan có dạng H49.12 (chữ cái, hai chữ số, các nhánh sau dấu chấm).")
)

printer_host = RegexValidator(
    r"^[A-Za-z0-9._:-]+\Z", _("Địa chỉ máy in không có dấu cách, dấu tiếng Việt hay http://. Xin viết như 192.168.1.50; cổng viết ở ô bên cạnh.")
)
OWN_PARENT = _("Đơn vị không thể là cấp trên của chính mình. Xin chọn đơn vị khác, hoặc để trống.")
_MOST_NORMAL = _("Xin nhập số từ 1 đến 50: nhiều hơn thì người ưu tiên gần như không được gọi trước.")
_MOST_COUNTER = _("Số quầy là một số từ 1 đến 999, vì loa đọc từng chữ số. Xin nhập số nhỏ hơn.")
_MISTYPED_YEAR = MinValueValidator(date(1945, 9, 2), _("Ngày này trước năm 1945. Xin xem lại năm, viết đủ bốn chữ số như 01/07/2025."))
_PORT = _("Cổng máy in là một số từ 1 đến 65535. Thường là 9100.")


class Level(models.Model):
    """A level of government as a row: levels come and go (the district level ended on 01/07/2025)."""

    code = models.SlugField(_("Mã"), max_length=20, unique=True)
    name = models.CharField(_("Tên"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("Thứ tự"))
    valid_to = models.DateField(_("Hết hiệu lực"), null=True, blank=True)

    class Meta:
        verbose_name = _("Cấp chính quyền")
        verbose_name_plural = _("Cấp chính quyền")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """An agency with its code in the national list; ends on `valid_to` and lives on in its successors."""

    agency_code = models.CharField(_("Mã cơ quan"), max_length=35, unique=True, validators=[agency_code])
    key = models.SlugField(_("Khóa"), max_length=60, unique=True)
    name = models.CharField(_("Tên đơn vị"), max_length=300)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=300, blank=True)
    level = models.ForeignKey(Level, models.PROTECT, related_name="units", verbose_name=_("Cấp"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Đơn vị cấp trên")
    )
    is_department = models.BooleanField(_("Là sở, ban, ngành"), default=False)
    valid_from = models.DateField(_("Có hiệu lực từ"), validators=[_MISTYPED_YEAR])
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self", symmetrical=False, related_name="predecessors", blank=True, verbose_name=_("Đơn vị kế thừa")
    )

    class Meta:
        verbose_name = _("Đơn vị")
        verbose_name_plural = _("Đơn vị")
        ordering = ["agency_code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_dates_in_order",
                violation_error_message=_("“Đến hết ngày” không được trước “Có hiệu lực từ”. Xin sửa một trong hai ngày."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="unit_not_above_itself",
                violation_error_message=OWN_PARENT,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Centre(models.Model):
    """A place where citizens are received: the provincial centre or one of its sites."""

    slug = models.SlugField(_("Tên trong địa chỉ"), max_length=60, unique=True)
    name = models.CharField(_("Tên trung tâm"), max_length=200)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="centres", verbose_name=_("Đơn vị"))
    local_authority = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ủy ban nhân dân quyết định"),
        help_text=_("Cơ quan giải quyết thủ tục cấp xã nộp tại trung tâm này."),
    )  # fmt: skip
    is_provincial = models.BooleanField(_("Cấp tỉnh"), default=False)
    address = models.CharField(_("Địa chỉ"), max_length=300)
    phones = models.CharField(
        _("Điện thoại"), max_length=120, blank=True, help_text=_("Nhiều số thì cách nhau bằng dấu phẩy.")
    )
    fax = models.CharField(_("Fax"), max_length=60, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    order = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)
    priority_after = models.PositiveSmallIntegerField(_("Một lượt ưu tiên sau mỗi … lượt thường"), default=2, validators=[MaxValueValidator(50, _MOST_NORMAL)])
    priority_strict = models.BooleanField(_("Ưu tiên luôn được gọi trước"), default=False)
    accepts_after_hours = models.BooleanField(_("Phát số ngoài giờ (trình diễn)"), default=False)
    is_open = models.BooleanField(_("Đang hoạt động"), default=True)

    class Meta:
        verbose_name = _("Trung tâm")
        verbose_name_plural = _("Trung tâm")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(priority_after__gte=1), name="centre_priority_after_at_least_one",
                violation_error_message=_("Giữa hai lượt ưu tiên phải có ít nhất 1 lượt thường. Xin nhập số từ 1."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """When a centre's counters are open on one weekday (0 = thứ Hai); several spans make a day."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="hours", verbose_name=_("Trung tâm"))
    weekday = models.PositiveSmallIntegerField(
        _("Thứ"),
        choices=[
            (i, name)
            for i, name in enumerate(("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"))
        ],
    )
    opens = models.TimeField(_("Mở cửa"))
    closes = models.TimeField(_("Đóng cửa"))
    # Neither date: the usual hours; else a season's, which replace them.
    valid_from = models.DateField(_("Áp dụng từ"), null=True, blank=True, validators=[_MISTYPED_YEAR])
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("Giờ mở cửa")
        verbose_name_plural = _("Giờ mở cửa")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")), name="opening_before_closing",
                violation_error_message=_("Giờ mở cửa phải trước giờ đóng cửa. Xin sửa một trong hai giờ."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="opening_weekday_known",
                violation_error_message=_("Xin chọn một ngày từ thứ Hai đến Chủ nhật."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True) | models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="opening_season_in_order", violation_error_message=_("“Đến hết ngày” không được trước “Áp dụng từ”. Xin sửa một trong hai ngày."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.centre} {self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"


class ClosedDay(models.Model):
    """A day on which a centre is closed for its own reason (a storm, a move); holidays come from the calendar."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="closed_days", verbose_name=_("Trung tâm"))
    day = models.DateField(_("Ngày"), validators=[_MISTYPED_YEAR])
    reason = models.CharField(_("Lý do"), max_length=200)

    class Meta:
        verbose_name = _("Ngày nghỉ riêng")
        verbose_name_plural = _("Ngày nghỉ riêng")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "day"], name="closed_day_once",
                violation_error_message=_("Trung tâm này đã ghi nghỉ ngày đó. Xin sửa dòng đang có."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.centre} {self.day}: {self.reason}"


class Room(models.Model):
    """A waiting room with a board and a loudspeaker of its own."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="rooms", verbose_name=_("Trung tâm"))
    slug = models.SlugField(_("Tên trong địa chỉ"), max_length=40)
    name = models.CharField(_("Tên phòng chờ"), max_length=120)

    class Meta:
        verbose_name = _("Phòng chờ")
        verbose_name_plural = _("Phòng chờ")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "slug"], name="room_once",
                violation_error_message=_("Trung tâm này đã có phòng chờ mang tên đó trong địa chỉ. Xin đặt tên khác."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.centre}: {self.name}"


class Counter(models.Model):
    """A counter (quầy) by its number; which groups it serves is in queueing."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="counters", verbose_name=_("Trung tâm"))
    room = models.ForeignKey(Room, models.PROTECT, related_name="counters", verbose_name=_("Phòng chờ"))
    number = models.PositiveSmallIntegerField(_("Số quầy"), validators=[MaxValueValidator(999, _MOST_COUNTER)])
    name = models.CharField(_("Tên quầy"), max_length=120, blank=True)
    is_active = models.BooleanField(_("Đang dùng"), default=True)

    class Meta:
        verbose_name = _("Quầy")
        verbose_name_plural = _("Quầy")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "number"], name="counter_number_once",
                violation_error_message=_("Trung tâm này đã có quầy mang số đó. Xin chọn số khác."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="counter_number_from_one",
                violation_error_message=_("Số quầy bắt đầu từ 1. Xin nhập số từ 1."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Quầy {self.number}"


class Kiosk(models.Model):
    """A ticket kiosk and its network printer, when it has one."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="kiosks", verbose_name=_("Trung tâm"))
    slug = models.SlugField(_("Tên trong địa chỉ"), max_length=40)
    name = models.CharField(_("Tên"), max_length=120)
    printer_host = models.CharField(_("Địa chỉ máy in"), max_length=120, blank=True, validators=[printer_host])
    printer_port = models.PositiveIntegerField(_("Cổng máy in"), default=9100, validators=[MinValueValidator(1, _PORT), MaxValueValidator(65535, _PORT)])
    key = models.CharField(
        _("Khóa"), max_length=64, blank=True, validators=[RegexValidator(r"^[A-Za-z0-9_-]{16,64}\Z", _("Khóa gồm 16 đến 64 chữ không dấu và số."))],
        help_text=_("Có khóa: chỉ màn hình đã mở địa chỉ ki-ốt kèm ?khoa=… mới lấy số và in được. Để trống: ai mở địa chỉ này cũng lấy được."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("Ki-ốt")
        verbose_name_plural = _("Ki-ốt")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "slug"], name="kiosk_once",
                violation_error_message=_("Trung tâm này đã có ki-ốt mang tên đó trong địa chỉ. Xin đặt tên khác."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.centre}: {self.name}"
