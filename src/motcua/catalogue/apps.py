"""The catalogue's place in the program: changes of what pages show about centres move the revision too."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete, post_save


class CatalogueConfig(AppConfig):
    name = "motcua.catalogue"
    verbose_name = "Thủ tục hành chính"

    def ready(self) -> None:
        """Listen to the tables below that procedure pages quote; a lower package tells a higher one by signals only."""
        from motcua.catalogue.actions import bump_revision  # noqa: PLC0415  # models exist only once the apps are ready

        watched = ["centres.Centre", "centres.Unit", "centres.OpeningHours", "centres.ClosedDay", "catalogue.Field"]
        watched += ["catalogue.Synonym", "catalogue.ProcedureAlias", "catalogue.EnglishText"]
        for sender in map(apps.get_model, watched):
            post_save.connect(bump_revision, sender=sender, dispatch_uid=f"saved-{sender.__name__}")
            post_delete.connect(bump_revision, sender=sender, dispatch_uid=f"deleted-{sender.__name__}")
