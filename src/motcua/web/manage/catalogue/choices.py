"""What can be chosen in the forms of a draft, and the words for keys in comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.catalogue.models import Field
from motcua.catalogue.rules import Audience, Channel, CollectedWhen, Draft, FeeKind
from motcua.centres.models import Level, Unit
from motcua.centres.queries import departments
from motcua.deadlines.rules import LateRule, Regime
from motcua.deadlines.rules import Unit as LimitUnit
from motcua.web.shared.life import LIFE_EVENTS

Pairs = list[tuple[str, str]]
GONE = "mat"  # a row that is bound to a case which is no longer in the draft


@dataclass(frozen=True, slots=True)
class Choices:
    """Every closed set that a draft names by key, with its words."""

    fields: Pairs
    departments: Pairs
    levels: Pairs
    audiences: Pairs
    life_events: Pairs

    def words(self) -> dict[str, str]:
        """Key -> word of everything that comparisons quote."""
        pairs = [*self.departments, *self.levels, *self.audiences, *self.life_events, *late_rules(), *regimes(), *limit_units()]
        return {key: word for key, word in pairs if key}


def choices_for(draft: Draft, day: date) -> Choices:
    """The choices, each with what the draft already says even if it is not offered any more. Four queries."""
    offered = [(unit.key, unit.name) for unit in departments(day)]
    kept = Unit.objects.filter(key=draft.department).exclude(key__in=[key for key, _name in offered]).values_list("key", "name")
    fields = [(name, name) for name in Field.objects.values_list("name", flat=True)]
    levels = [(code, _(name)) for code, name in Level.objects.order_by("rank").values_list("code", "name")]
    return Choices(
        fields=_with(fields, [draft.field]), departments=_with([*sorted(offered, key=lambda one: one[1]), *kept], [draft.department]),
        levels=_with(levels, [draft.level, *draft.levels]), audiences=_with([(one.value, _(one.label)) for one in Audience], draft.audiences),
        life_events=_with([(event.key, str(event.label)) for event in LIFE_EVENTS], draft.life_events),
    )  # fmt: skip


def _with(pairs: Pairs, keys: Iterable[str]) -> Pairs:
    known = {key for key, _word in pairs}
    return pairs + [(key, key) for key in dict.fromkeys(keys) if key and key not in known]


def choose() -> tuple[str, str]:
    """The first choice of a list in which nothing is chosen yet."""
    return "", _("Chọn")


def limit_units() -> Pairs:
    """How a limit is counted."""
    return [(one.value, _(one.label)) for one in LimitUnit]


def late_rules() -> Pairs:
    """What a late reception does to the term."""
    return [(one.value, _(one.label)) for one in LateRule]


def regimes() -> Pairs:
    """What a supplement does to the term."""
    return [(one.value, _(one.label)) for one in Regime]


def channels() -> Pairs:
    """How a dossier reaches the centre."""
    return [(one.value, _(one.label)) for one in Channel]


def fee_kinds() -> Pairs:
    """phí or lệ phí."""
    return [(one.value, _(one.label)) for one in FeeKind]


def fee_units() -> Pairs:
    """What an amount is asked for."""
    return [("", _("một hồ sơ")), ("page", _("một trang")), ("copy", _("một bản"))]


def collected() -> Pairs:
    """When a fee is collected; the first is the usual one."""
    return [("", _(CollectedWhen.BEFORE.label)), (CollectedWhen.AFTER.value, _(CollectedWhen.AFTER.label))]


def cases_of(draft: Draft, *, has_gone: bool) -> Pairs:
    """The cases of the draft by their place from 1; all of them first; the one that is gone only where a row still names it."""
    places = [(str(place), case.name or _("Thông thường")) for place, case in enumerate(draft.cases, 1)] if len(draft.cases) > 1 else []
    return [("", _("Mọi trường hợp")), *places, *([(GONE, _("Trường hợp đã bỏ"))] if has_gone else [])]
