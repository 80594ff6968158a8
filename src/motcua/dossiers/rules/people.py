"""Who applies: names, personal numbers, telephone numbers, and the QR of the identity card (Law on identification 26/2023/QH15)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from stdnum.vn import mst

from motcua.kernel.marks import N_
from motcua.kernel.text import clean, fold

from ..errors import DetailUnreadable

LONGEST_NAME = 200
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{6,8}")
_PROVINCES = frozenset(
    """
    001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045
    046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093
    094 095 096
    """.split()  # noqa: SIM905 - a table reads better as a table
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The applicant as checked; empty texts mean not given. `kind`: 1 citizen, 2 business, 3 state body, 4 other."""

    name: str
    id_number: str = ""
    kind: int = 1
    birth_date: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    authoriser: str = ""
    authoriser_id_number: str = ""
    authoriser_address: str = ""
    authoriser_phone: str = ""
    authoriser_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardData:
    """What the QR of an identity card says; parts that could not be read are empty and named in `warnings`."""

    id_number: str
    old_number: str = ""
    name: str = ""
    birth_date: date | None = None
    sex: str = ""
    address: str = ""
    issued_on: date | None = None
    warnings: tuple[str, ...] = field(default=())


def check_name(text: str, *, organisation: bool = False) -> str:
    """The name in NFC with single spaces; raises DetailUnreadable for one letter, over 200 letters, or signs that no name has."""
    name = clean(text[: LONGEST_NAME * 10])
    letters = sum(char.isalpha() for char in name)
    if letters < 2:
        raise DetailUnreadable(N_("Họ và tên cần ít nhất hai chữ cái. Hãy ghi đầy đủ như trên giấy tờ."))
    if len(name) > LONGEST_NAME:
        raise DetailUnreadable(
            N_("Họ và tên dài %(length)s ký tự, tối đa %(most)s. Hãy rút gọn phần chú thích."), length=len(name), most=LONGEST_NAME
        )
    allowed = set(" '-.’,()&/+\"“”:;0123456789") if organisation else set(" '-.’")
    strange = [
        char
        for char in name
        if not char.isalpha() and not unicodedata.category(char).startswith("M") and char not in allowed
    ]
    if strange:
        raise DetailUnreadable(N_("Họ và tên có ký tự “%(sign)s” không dùng trong tên. Hãy xóa ký tự này."), sign=strange[0])
    return name


def check_id_number(text: str, *, birth_date: date | None = None, sex: str = "", organisation: bool = False) -> tuple[str, tuple[str, ...]]:
    """The personal number (12 digits, old 9 digits, or a passport number), of an organisation also the tax code (10 or 13 digits), and warnings.

    Unseen signs, which come along with what is copied from a phone, do not count. A strange prefix, a wrong check digit or a
    mismatch with birth date or sex only warns; a wrong length raises DetailUnreadable.
    """
    number = re.sub(r"[\s.\-]+", "", clean(text[:100])).upper()
    if not number:
        return "", ()
    if number.isascii() and number.isdigit():
        if organisation and len(number) in (10, 13):
            return number, () if is_tax_code(number) else ("Chữ số kiểm tra của mã số thuế không khớp. Hãy đối chiếu với giấy đăng ký.",)
        if organisation and len(number) not in (9, 12):
            raise DetailUnreadable(
                N_("Mã số thuế có 10 hoặc 13 chữ số, số định danh có 12 chữ số. Số vừa nhập có %(count)s chữ số."), count=len(number)
            )
        if is_tax_code(number) and not organisation:
            raise DetailUnreadable(
                N_("Đây là mã số thuế của tổ chức, không phải số định danh của công dân. Xin xem lại số này, hoặc chọn người nộp là tổ chức.")
            )
        if len(number) not in (9, 12):
            raise DetailUnreadable(
                N_("Số định danh có 12 chữ số (chứng minh nhân dân cũ: 9 chữ số). Số vừa nhập có %(count)s chữ số."), count=len(number)
            )
        return number, _number_warnings(number, birth_date, sex) if len(number) == 12 else ()
    if _PASSPORT.fullmatch(number):
        return number, ()
    raise DetailUnreadable(N_("Số giấy tờ chỉ gồm chữ số, hoặc là số hộ chiếu như C1234567. Hãy xem lại từng ký tự."))


def is_tax_code(number: str) -> bool:
    """Whether these digits are a tax code of an enterprise or, with three more, of its branch (the check digit fits)."""
    return len(number) in (10, 13) and bool(mst.is_valid(number))


def written_number(number: str) -> str:
    """A number as papers and pages write it: of a branch's tax code the last three digits stand apart, 0100109106-001."""
    return f"{number[:10]}-{number[10:]}" if len(number) == 13 and number.isdigit() else number


def _number_warnings(number: str, birth_date: date | None, sex: str) -> tuple[str, ...]:
    found = []
    if number[:3] not in _PROVINCES:
        found.append(f"Ba số đầu {number[:3]} không phải mã tỉnh đã biết (có thể là mã nước). Hãy đối chiếu với thẻ.")
    century = int(number[3])
    if birth_date and (19 + century // 2, f"{birth_date:%y}") != (birth_date.year // 100, number[4:6]):
        found.append("Năm sinh không khớp với số định danh. Hãy đối chiếu với thẻ.")
    if sex in {"Nam", "Nữ"} and (century % 2 == 0) != (sex == "Nam"):
        found.append("Giới tính không khớp với số định danh. Hãy đối chiếu với thẻ.")
    return tuple(found)


def check_phone(text: str) -> str:
    """A telephone number as 0 + 9 or 10 digits; +84, spaces, points and hyphens are accepted; empty stays empty."""
    bare = re.sub(r"[\s.\-()]+", "", clean(text[:60]))
    if not bare:
        return ""
    local = re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", bare)
    if not re.fullmatch(r"0[1-9][0-9]{8,9}", local):
        raise DetailUnreadable(N_("Số điện thoại gồm số 0 và 9 chữ số, ví dụ 0912 345 678. Hãy xem lại."))
    return local


def read_card(text: str) -> CardData:
    """The text that a scanner typed from a card's QR: `12 digits|9 digits or empty|name|ddMMyyyy|Nam/Nữ|address|ddMMyyyy|...`.

    Fields beyond the seventh are ignored, empty ones tolerated. What a Vietnamese input method may have spoiled is named in
    the warnings; only an unreadable number or too few fields raise DetailUnreadable.
    """
    parts = [clean(part) for part in unicodedata.normalize("NFC", text[:2000]).strip().split("|")]
    if len(parts) < 6:
        raise DetailUnreadable("Mã vừa quét không phải mã QR của thẻ căn cước. Hãy quét lại, hoặc nhập tay.")
    if not re.fullmatch(r"[0-9]{12}", parts[0]):
        raise DetailUnreadable(
            "Số định danh trong mã quét không đủ 12 chữ số. Hãy tắt bộ gõ tiếng Việt rồi quét lại, hoặc nhập tay."
        )
    parts += [""] * (7 - len(parts))
    birth, issued = _card_day(parts[3]), _card_day(parts[6])
    sex = {"nam": "Nam", "nu": "Nữ"}.get(fold(parts[4]), "")
    name, spoiled = _card_name(parts[2])
    warnings = []
    if spoiled or (parts[4] and not sex):
        warnings.append("Bộ gõ tiếng Việt có thể đã làm sai chữ khi quét. Hãy so tên và địa chỉ với thẻ.")
    if parts[3] and birth is None:
        warnings.append("Ngày sinh trong mã quét không có thật. Hãy nhập theo thẻ.")
    warnings += _number_warnings(parts[0], birth, sex)
    return CardData(
        id_number=parts[0], old_number=parts[1] if re.fullmatch(r"[0-9]{9}", parts[1]) else "", name=name, birth_date=birth, sex=sex,
        address=parts[5][:400], issued_on=issued, warnings=tuple(warnings),
    )  # fmt: skip


def _card_day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return datetime.strptime(text, "%d%m%Y").date()  # noqa: DTZ007 - a day on a card has no zone
    except ValueError:
        return None


def _card_name(text: str) -> tuple[str, bool]:
    """The name, and whether it looks spoiled: digits or left-over Telex keys inside it."""
    if not text:
        return "", False
    spoiled = bool(re.search(r"\d|[^\w\s'.’-]", text)) or bool(
        re.search(r"(dd|aa|ee|ww|uw|ow|[a-z]w)|[aeiouyăâêôơư][sfrxj]\b", text.casefold())
    )
    return text[:LONGEST_NAME], spoiled
