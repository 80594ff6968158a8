"""Service groups, tickets, counters at work, calls and ratings' place; the database repeats every promise."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rules import LETTERS, OPEN_STATES, State

_ONE_CAPITAL = _("Chữ cái của nhóm là một chữ in hoa không dấu, từ A đến Z. Xin nhập một chữ như A.")


class ServiceGroup(models.Model):
    """Fields that share one line of numbers at a centre, and the counters that serve it."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="groups", verbose_name=_("Trung tâm"))
    letter = models.CharField(_("Chữ cái"), max_length=1, validators=[RegexValidator(r"^[A-Z]\Z", _ONE_CAPITAL)])
    name = models.CharField(_("Tên nhóm"), max_length=200)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=200, blank=True)
    fields = models.ManyToManyField("catalogue.Field", related_name="groups", blank=True, verbose_name=_("Lĩnh vực"))
    counters = models.ManyToManyField("centres.Counter", related_name="groups", blank=True, verbose_name=_("Quầy"))
    is_active = models.BooleanField(_("Đang dùng"), default=True)

    class Meta:
        verbose_name = _("Nhóm phục vụ")
        verbose_name_plural = _("Nhóm phục vụ")
        ordering = ["letter"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "letter"], name="group_letter_once",
                violation_error_message=_("Trung tâm này đã có nhóm mang chữ cái đó. Xin chọn chữ cái khác."),
            ),
            models.CheckConstraint(condition=Q(letter__in=LETTERS), name="group_letter_is_one_capital", violation_error_message=_ONE_CAPITAL),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.letter} · {self.name}"


class PriorityReason(models.Model):
    """A reason to be called earlier (elderly, disabled, pregnant ...); no proof is asked."""

    code = models.SlugField(_("Mã"), max_length=20, unique=True)
    name = models.CharField(_("Tên"), max_length=120)
    name_en = models.CharField(_("Tên tiếng Anh"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)
    is_active = models.BooleanField(_("Đang dùng"), default=True)

    class Meta:
        verbose_name = _("Diện ưu tiên")
        verbose_name_plural = _("Diện ưu tiên")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A group's line on one day: the last ordinal given, and how many ordinary tickets were called since a priority one."""

    group = models.ForeignKey(ServiceGroup, models.PROTECT, related_name="lines")
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)
    since_priority = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="line_once_a_day")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.day} {self.last}"


class Hall(models.Model):
    """The version of a centre's hall: it grows with every change that a board, phone or desk should show."""

    centre = models.OneToOneField("centres.Centre", models.CASCADE, primary_key=True, related_name="hall")
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.centre_id}: {self.version}"


class CounterSession(models.Model):
    """A counter opened by an officer; one open session per counter and per officer."""

    counter = models.ForeignKey("centres.Counter", models.PROTECT, related_name="sessions")
    officer = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="counter_sessions")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=120, blank=True)
    current = models.OneToOneField("queueing.Ticket", models.PROTECT, null=True, related_name="at_session")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["counter"], condition=Q(closed_at__isnull=True), name="counter_open_once"),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(closed_at__isnull=True), name="officer_at_one_counter"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(current__isnull=True), name="closed_counter_serves_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counter_id} {self.officer_id}"


class Ticket(models.Model):
    """A number taken by a visitor; no personal data. Every index costs each tap: only those that a question needs."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="tickets", db_index=False)
    group = models.ForeignKey(ServiceGroup, models.PROTECT, related_name="tickets", db_index=False)
    procedure = models.ForeignKey("catalogue.Procedure", models.PROTECT, null=True, related_name="+", db_index=False)
    day = models.DateField()
    number = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=[(s.value, s.label) for s in State], default=State.WAITING)
    priority = models.ForeignKey(PriorityReason, models.PROTECT, null=True, related_name="+", db_index=False)
    is_priority = models.BooleanField(default=False)
    rank_at = models.DateTimeField()
    token = models.CharField(max_length=32)
    request = models.CharField(max_length=64)
    language = models.CharField(max_length=2, default="vi")
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    counter = models.ForeignKey("centres.Counter", models.PROTECT, null=True, related_name="tickets", db_index=False)
    officer = models.ForeignKey("accounts.Staff", models.PROTECT, null=True, related_name="+", db_index=False)
    only_counter = models.ForeignKey("centres.Counter", models.PROTECT, null=True, related_name="+", db_index=False)
    printed_at = models.DateTimeField(null=True)
    prints = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token"], name="ticket_token_once"),
            models.UniqueConstraint(fields=["request"], name="ticket_request_once"),
            models.UniqueConstraint(fields=["centre", "day", "number"], name="ticket_number_once_a_day"),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "serving", "finished"])
                | Q(called_at__isnull=False, counter__isnull=False),
                name="called_ticket_has_a_counter",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["serving"]) | Q(started_at__isnull=False), name="serving_ticket_was_started"
            ),
            models.CheckConstraint(
                condition=Q(is_priority=False) | Q(priority__isnull=False), name="priority_ticket_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["group", "day", "is_priority", "rank_at", "id"], condition=Q(state="waiting"), name="ticket_waiting"
            ),
            models.Index(
                fields=["only_counter", "rank_at", "id"], condition=Q(state="waiting", only_counter__isnull=False), name="ticket_passed_on"
            ),
            models.Index(fields=["group", "day", "ended_at"], condition=Q(state="finished"), name="ticket_served"),
            models.Index(fields=["centre", "day", "state"], name="ticket_of_the_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.day})"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Call(models.Model):
    """One announcement of a ticket to a counter; calling again is a new row."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="calls", db_index=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="calls")
    counter = models.ForeignKey("centres.Counter", models.PROTECT, related_name="calls", db_index=False)
    at = models.DateTimeField()
    again = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["counter", "at"], name="call_by_counter"),
            models.Index(fields=["centre", "at"], name="call_by_centre"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "counter"], condition=Q(again=False), name="ticket_first_called_once_at_a_counter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} -> {self.counter_id}"
