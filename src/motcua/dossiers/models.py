"""The dossier and what belongs to it. Constraints repeat the promises of the rules."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules import Status

_OPEN = [1, 2, 4, 5, 6, 9]
_FINAL = [3, 7, 8, 10]
# SQLite proves "IS NULL" against a partial index but never a list of statuses, so open dossiers are told by this column.
_IS_OPEN = Q(ended_at__isnull=True)


class CodeSeries(models.Model):
    """The last ordinal given for an agency on a day of reception; it restarts each day."""

    agency_code = models.CharField(max_length=35)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_code", "day"], name="code_series_once_a_day")]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.day} {self.last}"


class Dossier(models.Model):
    """A citizen's request in one procedure. Four places are apart: help, reception, decision, collection."""

    code = models.CharField(max_length=60, unique=True, null=True)
    submission_code = models.CharField(max_length=60, unique=True, null=True)
    security_code = models.CharField(max_length=20)
    request = models.CharField(max_length=64, unique=True)
    origin = models.CharField(max_length=20, default="motcua")
    status = models.PositiveSmallIntegerField(choices=[(s.value, s.label) for s in Status])
    resumes_to = models.PositiveSmallIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)

    version = models.ForeignKey("catalogue.ProcedureVersion", models.PROTECT, related_name="dossiers")
    case = models.ForeignKey("catalogue.Case", models.PROTECT, related_name="dossiers")
    channel = models.CharField(max_length=10, default="counter")
    helped_at = models.ForeignKey("centres.Centre", models.PROTECT, null=True, related_name="+")
    received_at_centre = models.ForeignKey("centres.Centre", models.PROTECT, null=True, related_name="dossiers")
    deciding_unit = models.ForeignKey("centres.Unit", models.PROTECT, related_name="dossiers")
    collect_at = models.ForeignKey("centres.Centre", models.PROTECT, null=True, related_name="+")
    agency_code = models.CharField(max_length=35)
    ticket = models.ForeignKey("queueing.Ticket", models.PROTECT, null=True, related_name="dossiers")

    applicant_name = models.CharField(max_length=200)
    applicant_folded = models.CharField(max_length=200)
    applicant_kind = models.PositiveSmallIntegerField(default=1)
    id_number = models.CharField(max_length=20, blank=True)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=6, blank=True)
    address = models.CharField(max_length=400, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    authoriser = models.CharField(max_length=200, blank=True)
    authoriser_id_number = models.CharField(max_length=20, blank=True)
    authoriser_address = models.CharField(max_length=400, blank=True)
    authoriser_phone = models.CharField(max_length=20, blank=True)
    authoriser_email = models.EmailField(blank=True)
    content = models.CharField(max_length=1000, blank=True)
    sets = models.PositiveSmallIntegerField(default=1)

    submitted_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    receiver = models.ForeignKey("accounts.Staff", models.PROTECT, null=True, related_name="+")
    limit_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    limit_unit = models.CharField(max_length=16, blank=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    supplements_asked = models.PositiveSmallIntegerField(default=0)
    supplements_allowed = models.PositiveSmallIntegerField(default=1)
    supplement_due_at = models.DateTimeField(null=True)
    pauses = models.PositiveSmallIntegerField(default=0)
    extended_at = models.DateTimeField(null=True)
    extended_to = models.DateTimeField(null=True)
    warned = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__gte=1, status__lte=10), name="dossier_status_known"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, status__in=[1, 3, 5, 7])
                | Q(
                    code__isnull=False,
                    received_at__isnull=False,
                    receiver__isnull=False,
                    received_at_centre__isnull=False,
                ),
                name="received_dossier_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(due_at__isnull=False, first_due_at__isnull=False),
                name="received_dossier_has_due",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[5, 6]) | Q(resumes_to__isnull=False), name="paused_dossier_remembers"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[9, 10]) | Q(finished_at__isnull=False), name="finished_dossier_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(status=10) | Q(returned_at__isnull=False), name="returned_dossier_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[3, 8]) | ~Q(reason=""), name="refused_or_stopped_has_reason"
            ),
            models.CheckConstraint(condition=~Q(applicant_name=""), name="dossier_has_applicant"),
            models.CheckConstraint(
                condition=Q(status__in=_OPEN, ended_at__isnull=True) | Q(status__in=_FINAL, ended_at__isnull=False),
                name="final_dossier_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(supplements_asked__lte=F("supplements_allowed")), name="supplement_once_or_by_exception"
            ),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=True, extended_to__isnull=True)
                | Q(extended_at__isnull=False, extended_to__isnull=False),
                name="extended_dossier_has_both",
            ),
        ]
        indexes = [
            models.Index(fields=["received_at_centre", "received_at"], name="dossier_received"),
            models.Index(
                fields=["received_at_centre", "status", "due_at"], condition=_IS_OPEN, name="dossier_open_centre"
            ),
            models.Index(fields=["deciding_unit", "status", "due_at"], condition=_IS_OPEN, name="dossier_open_unit"),
            models.Index(fields=["collect_at", "status", "due_at"], condition=_IS_OPEN, name="dossier_open_collect"),
            models.Index(
                fields=["received_at_centre", "finished_at"],
                condition=Q(finished_at__isnull=False),
                name="dossier_finished",
            ),
            models.Index(
                fields=["received_at_centre", "returned_at"],
                condition=Q(returned_at__isnull=False),
                name="dossier_returned",
            ),
            models.Index(fields=["id_number", "-id"], name="dossier_of_person"),
            models.Index(fields=["due_at"], condition=_IS_OPEN, name="dossier_open_due"),
            models.Index(
                fields=["supplement_due_at"],
                condition=Q(supplement_due_at__isnull=False),
                name="dossier_supplement_due",
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.submission_code or f"#{self.pk}"


class DossierPaper(models.Model):
    """A paper as it was handed in, with counts; a copy of the version's words at reception, of the request's when brought for one.

    `brought_at`: when it came for a supplement; null for what was there at reception.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    asked = models.ForeignKey("catalogue.PaperAsked", models.PROTECT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    only_shown = models.BooleanField(default=False)
    brought_at = models.DateTimeField(null=True)
    file = models.ForeignKey("papers.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class HandOver(models.Model):
    """Who gave the dossier to whom and when: reception to department, department to reception, reception to citizen."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="hand_overs")
    at = models.DateTimeField()
    giver = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("centres.Unit", models.PROTECT, null=True, related_name="+")
    taker = models.CharField(max_length=200)
    proof = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.dossier_id} -> {self.taker}"


class Result(models.Model):
    """A result file of a dossier."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="results")
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=120, blank=True)
    file = models.ForeignKey("papers.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Supplement(models.Model):
    """A request for papers: everything that is missing, once; `items` are {"paper", "problem", "remedy"}."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplements")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    items = models.JSONField(default=list)
    reason = models.TextField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="supplement_has_reason"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_at__isnull=True), name="supplement_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.at:%Y-%m-%d %H:%M}"


class Duty(models.Model):
    """A financial duty that stops the clock: `amount` in whole đồng on a legal basis, paid against `document`."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="duties")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    amount = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=300)
    document = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1) & ~Q(basis=""), name="duty_is_stated"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(ended_at__isnull=True), name="duty_open_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.amount}"


class Extension(models.Model):
    """The one extension with its letter of apology; both appointments stay."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="extension")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    reason = models.TextField()
    signer = models.CharField(max_length=200)
    signer_title = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(new_due_at__gt=F("old_due_at")), name="extension_is_later"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.new_due_at:%Y-%m-%d %H:%M}"


class GuidanceSlip(models.Model):
    """A check at the counter that found the papers incomplete: what to bring; nothing is received, no personal data kept."""

    centre = models.ForeignKey("centres.Centre", models.PROTECT, related_name="+")
    case = models.ForeignKey("catalogue.Case", models.PROTECT, related_name="+")
    ticket = models.ForeignKey("queueing.Ticket", models.PROTECT, null=True, related_name="guidance_slips")
    by = models.ForeignKey("accounts.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    items = models.JSONField(default=list)
    words = models.TextField(blank=True)
    request = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "at"], name="slip_by_centre")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.at:%Y-%m-%d %H:%M}"
