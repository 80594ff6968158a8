"""Who may apply and which level of government decides, in our words for the source's."""

from __future__ import annotations

import re

from motcua.kernel.marks import N_

from ..kinds import Audience
from .problems import Part, Problem, Unread

# Two kinds hold a comma in their own name.
_WITH_COMMA = ("Tổ chức (không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức")
_AUDIENCES = {
    "công dân việt nam": Audience.CITIZEN, "công dân": Audience.CITIZEN, "cá nhân": Audience.CITIZEN, "đảng viên": Audience.CITIZEN,
    "cán bộ, công chức, viên chức": Audience.CITIZEN, "người việt nam định cư ở nước ngoài": Audience.CITIZEN,
    "người nước ngoài": Audience.FOREIGNER, "người nước ngoài cư trú tại việt nam": Audience.FOREIGNER,
    "doanh nghiệp": Audience.BUSINESS, "doanh nghiệp việt nam": Audience.BUSINESS, "hợp tác xã": Audience.BUSINESS, "hộ kinh doanh": Audience.BUSINESS,
    "doanh nghiệp có vốn đầu tư nước ngoài": Audience.BUSINESS,
    "tổ chức": Audience.ORGANISATION, "tổ chức nước ngoài": Audience.ORGANISATION, "tổ chức đảng": Audience.ORGANISATION,
    "tổ chức (không bao gồm doanh nghiệp, htx)": Audience.ORGANISATION, "cơ quan nhà nước": Audience.ORGANISATION,
}  # fmt: skip
# In order of their distance from the citizen; the first that a record names is the one it is filed under.
LEVELS = {
    "cấp xã": "commune", "cấp tỉnh": "province", "cấp bộ": "ministry", "trung ương": "ministry", "cấp trung ương": "ministry", "cơ quan khác": "other",
}  # fmt: skip
LEVEL_NAMES = {
    "ministry": ("Trung ương", 1),
    "province": ("Cấp tỉnh", 2),
    "commune": ("Cấp xã", 4),
    "other": (N_("Cơ quan khác"), 5),
}


def read_audiences(text: str) -> tuple[tuple[str, ...], list[Unread]]:
    """Our audiences in their order, and the words that name none of them."""
    known: list[Audience] = []
    unread = []
    for word in _words(text):
        audience = _AUDIENCES.get(word.lower())
        if audience is None:
            unread.append(Unread(Part.AUDIENCES, Problem.UNKNOWN_AUDIENCE, word))
        elif audience not in known:
            known.append(audience)
    return tuple(one.value for one in Audience if one in known), unread


def read_levels(text: str) -> tuple[tuple[str, ...], list[Unread]]:
    """Our levels, the one nearest to the citizen first; "other" when the source names none that is known."""
    words = _words(text)
    known = [code for name, code in LEVELS.items() if any(word.lower() == name for word in words)]
    unread = [Unread(Part.LEVEL, Problem.UNKNOWN_LEVEL, word) for word in words if word.lower() not in LEVELS]
    if not words:
        unread.append(Unread(Part.LEVEL, Problem.UNKNOWN_LEVEL, ""))
    return tuple(dict.fromkeys(known)) or ("other",), unread


def _words(text: str) -> list[str]:
    kept = "|".join(map(re.escape, _WITH_COMMA))
    return [" ".join(word.split()) for word in re.findall(rf"\s*({kept}|[^,;\n]+)", text) if word.strip()]
