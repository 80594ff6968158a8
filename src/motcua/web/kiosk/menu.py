"""What a kiosk offers (seed step 2): its centre, the groups with their letters, popular procedures, reasons of priority; kept for seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.centres import queries as centres
from motcua.centres.models import Centre, Kiosk
from motcua.kernel.clock import local_day
from motcua.queueing import queries
from motcua.queueing.errors import GroupNotServed
from motcua.queueing.memory import remembered
from motcua.queueing.models import PriorityReason, ServiceGroup
from motcua.web.shared.filters import is_english

KEPT = 5.0
POPULAR = 7
FOUND = 8


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A button for a group."""

    group: ServiceGroup
    counters: tuple[int, ...]
    fields: frozenset[int]

    @property
    def name(self) -> str:
        return in_language(self.group.name, self.group.name_en)


@dataclass(frozen=True, slots=True)
class ProcedureChoice:
    """A button for a procedure that a group of this centre serves."""

    procedure: Procedure
    vietnamese: str
    english: str
    group: ServiceGroup

    @property
    def name(self) -> str:
        """The name without the words "Thủ tục" in front: on a button they only take room."""
        name = in_language(self.vietnamese, self.english)
        short = name.removeprefix("Thủ tục ")
        return short[:1].upper() + short[1:]


@dataclass(frozen=True, slots=True)
class Menu:
    """Everything one kiosk can give."""

    centre: Centre
    kiosk: Kiosk
    groups: tuple[GroupChoice, ...]
    popular: tuple[ProcedureChoice, ...]
    reasons: tuple[PriorityReason, ...]

    def group(self, text: str) -> ServiceGroup:
        """The group that a button named. Raises GroupNotServed."""
        for choice in self.groups:
            if str(choice.group.pk) == text:
                return choice.group
        raise GroupNotServed

    def reason(self, code: str) -> PriorityReason | None:
        """The reason with this code; None for none."""
        return next((reason for reason in self.reasons if reason.code == code), None)

    def serves(self, version: ProcedureVersion) -> ProcedureChoice | None:
        """The procedure as a button, when a group here has its field."""
        for choice in self.groups:
            if version.field_id in choice.fields:
                return ProcedureChoice(version.procedure, version.name, version.name_en, choice.group)
        return None


def in_language(vietnamese: str, english: str) -> str:
    """The English name on English pages when there is one."""
    return english if english and is_english() else vietnamese


def menu_of(centre_slug: str, kiosk_slug: str, now: datetime) -> Menu:
    """The menu of a kiosk, at most five seconds old. Raises Http404 for an unknown kiosk."""
    key = ("kiosk menu", centre_slug, kiosk_slug, local_day(now))
    found = remembered(key, lambda: _read(centre_slug, kiosk_slug, local_day(now)), seconds=KEPT)
    if found is None:
        raise Http404
    return found


def _read(centre_slug: str, kiosk_slug: str, day: date) -> Menu | None:
    centre = centres.centre_by_slug(centre_slug)
    kiosk = Kiosk.objects.filter(centre=centre, slug=kiosk_slug).first() if centre else None
    if centre is None or kiosk is None:
        return None
    groups = tuple(
        GroupChoice(
            group, tuple(counter.number for counter in group.counters.all() if counter.is_active),
            frozenset(field.pk for field in group.fields.all()),
        )
        for group in queries.groups_of(centre)
    )  # fmt: skip
    bare = Menu(centre, kiosk, groups, (), tuple(PriorityReason.objects.filter(is_active=True)))
    served = (bare.serves(version) for version in catalogue.popular(centre, day, limit=3 * POPULAR))
    popular = tuple(choice for choice in served if choice is not None)[:POPULAR]
    return Menu(centre, kiosk, groups, popular, bare.reasons)


def procedure_named(menu: Menu, code: str, now: datetime) -> ProcedureChoice:
    """The procedure that a button named, by its code. Raises GroupNotServed when no group here has its field."""
    for choice in menu.popular:
        if choice.procedure.code == code:
            return choice
    version = catalogue.current_version(code, local_day(now)) if code.isprintable() else None
    found = menu.serves(version) if version else None
    if found is None:
        raise GroupNotServed
    return found


def procedures_like(menu: Menu, words: str, now: datetime) -> list[ProcedureChoice]:
    """The procedures that fit the words and that this centre serves."""
    versions = catalogue.search(words[:100], day=local_day(now), centre=menu.centre, limit=3 * FOUND)
    return [choice for choice in map(menu.serves, versions) if choice is not None][:FOUND]
