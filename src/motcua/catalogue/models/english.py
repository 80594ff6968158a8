"""What the catalogue's Vietnamese texts mean in English, text by text: a procedure that says the same as another needs no second translation."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.kernel.text import clean


def key_of(vietnamese: str) -> str:
    """Under which a text is kept: SHA-256 (64 hex characters), whatever its white space and its form of Unicode."""
    return hashlib.sha256(clean(vietnamese).encode()).hexdigest()


class EnglishText(models.Model):
    """One line of the catalogue (a case, a paper, a step, a result) and how English pages say it. Only the Vietnamese has legal force."""

    key = models.CharField(max_length=64, unique=True, editable=False)
    vietnamese = models.TextField(_("Tiếng Việt (một dòng, đúng như trang thủ tục hiện)"))
    english = models.TextField(_("Tiếng Anh"))

    class Meta:
        verbose_name = _("Bản dịch tiếng Anh")
        verbose_name_plural = _("Bản dịch tiếng Anh")
        ordering = ["vietnamese"]

    def __str__(self) -> str:
        return self.vietnamese[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The key follows the text."""
        self.vietnamese, self.english = clean(self.vietnamese), clean(self.english)
        self.key = key_of(self.vietnamese)
        super().save(*args, **kwargs)
