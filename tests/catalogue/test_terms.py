"""A channel with several rows: same limits are one, different ones leave the date to the officer; amounts to choose from too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.cast import AN, World, token

from motcua.catalogue import queries
from motcua.catalogue.actions import publish_version
from motcua.catalogue.models import Case, ProcedureVersion
from motcua.catalogue.queries.drafting import drafts_of
from motcua.catalogue.rules import Channel, Draft, DraftFee, DraftTerm, FeeKind
from motcua.dossiers import actions as dossiers
from motcua.dossiers.errors import NoLimit
from motcua.web.shared.procedure_words import ways

DAYS = DraftTerm(Channel.COUNTER, Decimal(5), "working_day", note="một")


def publish(world: World, **changes: object) -> ProcedureVersion:
    [draft] = drafts_of([world.case(world.deed).version])
    changed: Draft = replace(draft, **changes)  # type: ignore[arg-type]
    return publish_version(changed, valid_from=date(2026, 3, 1), by="staff:1", now=world.now)


@pytest.mark.parametrize(
    ("terms", "amount", "unit"),
    [
        pytest.param((DAYS, replace(DAYS, order=1, note="hai")), Decimal(5), "working_day", id="same limits"),
        pytest.param((DAYS, replace(DAYS, order=1, amount=Decimal(9))), None, "none", id="different amounts"),
        pytest.param((DAYS, replace(DAYS, order=1, unit="calendar_day")), None, "none", id="different units"),
        pytest.param((DAYS, replace(DAYS, order=1, amount=None, unit="none")), None, "none", id="one of them unknown"),
        pytest.param((DAYS, replace(DAYS, channel=Channel.ONLINE, amount=Decimal(9))), Decimal(5), "working_day", id="another channel"),
    ],
)
def test_the_limit_of_a_channel(world: World, terms: tuple[DraftTerm, ...], amount: Decimal | None, unit: str) -> None:
    version = publish(world, terms=terms)
    found = queries.term_for(version, version.cases.get(), "counter")
    assert found is not None and (found.amount, found.unit) == (amount, unit)


def test_without_a_single_limit_the_officer_gives_the_date(world: World) -> None:
    version = publish(world, terms=(DAYS, replace(DAYS, order=1, amount=Decimal(9))))
    case = Case.objects.select_related("version__procedure", "version__level", "version__department").get(version=version)
    papers = [dossiers.PaperGiven(asked=one.pk, originals=one.originals, copies=one.copies) for one in case.papers.all()]
    wanted = {"centre": world.centre, "case": case, "channel": "counter", "applicant": AN, "papers": papers, "by": world.clerk, "now": world.now}
    with pytest.raises(NoLimit):
        dossiers.receive(**wanted, request=token())
    due = world.now.replace(day=20)
    assert dossiers.receive(**wanted, due_at=due, request=token()).due_at == due


def test_only_the_chosen_amounts_are_due(world: World) -> None:
    fees = tuple(DraftFee(FeeKind.FEE, name, amount, is_choice=True) for name, amount in (("nhỏ", 10_000), ("lớn", 90_000)))
    version = publish(world, fees=(*fees, DraftFee(FeeKind.LEVY, "luôn thu", 5_000)))
    case = Case.objects.select_related("version__procedure", "version__level", "version__department").get(version=version)
    papers = [dossiers.PaperGiven(asked=one.pk, originals=one.originals, copies=one.copies) for one in case.papers.all()]
    large = version.fees.get(name="lớn")
    found = dossiers.receive(
        centre=world.centre, case=case, channel="counter", applicant=AN, papers=papers, by=world.clerk, now=world.now, request=token(),
        quantities={large.pk: 1},
    )  # fmt: skip
    assert sorted(dossiers_fees(found)) == [("luôn thu", 5_000), ("lớn", 90_000)]


def dossiers_fees(dossier: object) -> list[tuple[str, int]]:
    from motcua.payments.models import FeeDue

    return [(fee.name, fee.amount) for fee in FeeDue.objects.filter(dossier=dossier)]


def test_a_price_in_words_is_never_shown_as_free(world: World) -> None:
    version = publish(world, fees=(), terms=(replace(DAYS, fee_words="Mức thu do tỉnh quy định"),))
    page = queries.procedure_page(version.procedure.code, date(2026, 3, 2))
    assert page is not None
    [way] = ways(page, version.cases.get().pk)
    assert (way.cost, [line.name for line in way.fees]) == ("Theo quy định riêng", ["Mức thu do tỉnh quy định"])
