"""Messages to the applicant about their dossier; nobody without an e-mail address is written to."""

from __future__ import annotations

from datetime import datetime

from motcua.messages import actions as messages

from ..models import Dossier


def tell(dossier: Dossier, what: str, subject: str, words: str, *, now: datetime, round_: str = "1") -> None:
    """One message per dossier, occasion and round, in the caller's transaction."""
    if not dossier.email:
        return
    messages.write(
        key=f"{what}-{dossier.pk}-{round_}", to=dossier.email, subject=f"Hồ sơ {dossier.code or dossier.submission_code} {subject}",
        body=f"Kính gửi Ông/Bà,\n\n{words}\n", now=now,
    )  # fmt: skip
