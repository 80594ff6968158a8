"""Where a dossier is filed online: not on these pages yet, but on the national portal (Decree 118/2025/NĐ-CP)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.kernel.marks import N_


@dataclass(frozen=True, slots=True)
class FilingPlace:
    """A site that takes dossiers: its name, its address, since when it is the one to send people to."""

    name: str
    address: str
    since: date

    @property
    def host(self) -> str:
        """The address as people say it."""
        return self.address.removeprefix("https://").rstrip("/")


# Whoever lets these pages take dossiers themselves changes this and the sentences of portal/_online.html.
FILING_PLACE = FilingPlace(N_("Cổng Dịch vụ công quốc gia"), "https://dichvucong.gov.vn/", since=date(2025, 7, 1))
