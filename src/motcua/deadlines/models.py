"""Tables of calendars: own days and weekly hours, each in force until a change removes it, and the changes themselves."""

from __future__ import annotations

from django.db import models


class CalendarState(models.Model):
    """The one row that says whether kept calendars are still true. `stamp` is new with every change."""

    stamp = models.CharField(max_length=32, default="")
    culture_day = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.stamp


class CalendarChange(models.Model):
    """A change that somebody made: waiting for its confirmation, then saved, then followed until dossiers are recomputed."""

    title = models.CharField(max_length=300)
    content = models.JSONField()
    problems = models.JSONField(default=list)
    preview = models.JSONField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=80, blank=True)
    total = models.PositiveIntegerField(null=True)
    looked = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-confirmed_at"], name="calendar_change_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by="") | (models.Q(confirmed_at__isnull=False) & ~models.Q(confirmed_by="")),
                name="calendar_change_confirmed_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class OwnEntry(models.Model):
    """A day that is worked or off whatever the nation says; agency_code empty = for all agencies."""

    agency_code = models.CharField(max_length=35, blank=True)
    day = models.DateField()
    worked = models.BooleanField()
    reason = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300, blank=True)
    replaces = models.DateField(null=True)
    hours = models.CharField(max_length=200, blank=True)
    change = models.ForeignKey(CalendarChange, models.PROTECT, related_name="entries")
    removed_in = models.ForeignKey(CalendarChange, models.PROTECT, null=True, related_name="removed_entries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_code", "day"], condition=models.Q(removed_in__isnull=True), name="own_day_once"),
            models.CheckConstraint(condition=models.Q(worked=True) | models.Q(hours="", replaces__isnull=True), name="own_day_off_has_no_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class HoursPattern(models.Model):
    """Weekly hours {"0": "07:30-11:30,13:00-17:00"} (0 = Monday) from a day to a day; the newest in force counts."""

    agency_code = models.CharField(max_length=35, blank=True)
    name = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=300, blank=True)
    days = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    change = models.ForeignKey(CalendarChange, models.PROTECT, related_name="patterns")
    removed_in = models.ForeignKey(CalendarChange, models.PROTECT, null=True, related_name="removed_patterns")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency_code", "valid_from"], condition=models.Q(removed_in__isnull=True), name="hours_pattern_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")), name="hours_pattern_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name
