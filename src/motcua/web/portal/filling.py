"""Forms filled in with what somebody typed: the fields, and the values for the places of a form. Nothing of it is kept (level 2 of the seed)."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import PaperAsked
from motcua.catalogue.queries import CaseList, ProcedurePage
from motcua.centres.models import Centre
from motcua.kernel.clock import local_day, write_day
from motcua.kernel.text import clean, fold
from motcua.papers.filling import PostCover, fill, generic_form
from motcua.papers.printing import Person
from motcua.web.shared.filters import local_name
from motcua.web.shared.person import LONG, PersonForm, long_field
from motcua.web.shared.translated import in_language

from .personal import asked_paper, head_of

LONGEST_CONTENT = 2000
# A form's name that is only a number or a file says nothing: the paper's own name does.
_NUMBERED = ("mau", "phu luc", "bieu mau", "bm", "tep", "file")


class FillForm(PersonForm):
    """What goes into a form: only the name is needed, all else may be written by hand later."""

    paper = forms.TypedChoiceField(label=_("Mẫu cần điền"), coerce=int, required=False)
    content = long_field(_("Nội dung đề nghị"), widget=forms.Textarea, help_text=_("Viết ngắn gọn điều Ông/Bà cần. Để trống để viết tay sau."))
    centre = forms.ChoiceField(label=_("Gửi đến trung tâm nào?"), required=False)
    field_order = ("paper", "name", "birth", "sex", "id_number", "address", "phone", "email", "content", "centre")

    def __init__(self, *args: Any, found: ProcedurePage, chosen: CaseList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = _("Xin ghi họ và tên, hoặc tên tổ chức.")
        papers = [row.paper for row in chosen.papers if row.paper.form]
        self._offer("paper", [(str(paper.order), in_language(form_title(paper))) for paper in papers])
        self._offer("centre", [(centre.slug, local_name(centre)) for centre in found.centres])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """A question only where there is a choice."""
        field = self.fields[name]
        if len(choices) < 2:
            del self.fields[name]
        elif isinstance(field, forms.ChoiceField):
            field.choices, field.required, field.initial = choices, True, choices[0][0]

    def is_organisation(self) -> bool:
        return bool({"business", "organisation"} & set(self.found.version.audiences))

    def clean_content(self) -> str:
        lines = [clean(line) for line in self.cleaned_data["content"][: 4 * LONG].splitlines()]
        text = "\n".join(lines).strip()
        if len(text) > LONGEST_CONTENT:
            raise ValidationError(_("Nội dung dài hơn 2.000 ký tự. Xin rút gọn, phần còn lại viết vào tờ riêng."))
        return text


def form_title(paper: PaperAsked) -> str:
    """ "Tờ khai đăng ký khai sinh" for a form that is called so; the paper's name for "Mẫu số 04.docx"."""
    name = PurePath(paper.form).stem if fold(paper.form).endswith((" doc", " docx", " pdf")) else paper.form
    says_nothing = fold(name).startswith(_NUMBERED) or not fold(name).strip("0123456789 ")
    return clean(paper.name if says_nothing else name)[:200]


def chosen_paper(chosen: CaseList, order: int) -> PaperAsked | None:
    """The paper with this place, if its form can be filled; the first such paper otherwise; None when the case has no form."""
    papers = [row.paper for row in chosen.papers if row.paper.form]
    return next((paper for paper in papers if paper.order == order), papers[0] if papers else None)


def chosen_centre(found: ProcedurePage, slug: str) -> Centre | None:
    """The centre that was chosen, or the first that receives the procedure."""
    return next((centre for centre in found.centres if centre.slug == slug), found.centres[0] if found.centres else None)


def filled_docx(found: ProcedurePage, chosen: CaseList, paper: PaperAsked, data: dict[str, Any], *, now: datetime) -> bytes:
    """The form's own file, or ours where nobody uploaded one, with everything in its place; no `data`: a blank to write on."""
    template = catalogue.template_of(paper.form) or generic_form()
    return fill(template, _values(found, chosen, paper, data, now))


def _values(found: ProcedurePage, chosen: CaseList, paper: PaperAsked, data: dict[str, Any], now: datetime) -> dict[str, str]:
    centre, day, version = chosen_centre(found, data.get("centre", "")), local_day(now), found.version
    birth = data.get("birth")
    dated = {"ngay": f"{day.day:02d}", "thang": f"{day.month:02d}", "nam": str(day.year)} if data else {}
    return {
        "ho_ten": data.get("name", ""), "ngay_sinh": write_day(birth) if birth else "", "gioi_tinh": data.get("sex", ""),
        "so_dinh_danh": data.get("id_number", ""), "dia_chi": data.get("address", ""), "dien_thoai": data.get("phone", ""),
        "email": data.get("email", ""), "noi_dung": data.get("content", ""), "ten_mau": form_title(paper).upper(), "thu_tuc": version.name,
        "ma_thu_tuc": version.procedure.code, "truong_hop": chosen.case.name or "—", "trung_tam": centre.name if centre else "",
        "dia_chi_trung_tam": centre.address if centre else "", "noi_lap": settings.PROVINCE if data else "", **dated,
    }  # fmt: skip


def post_cover(found: ProcedurePage, chosen: CaseList, data: dict[str, Any], *, url: str, now: datetime) -> PostCover:
    """The cover for the envelope, with the checklist of the case: all that is always asked."""
    centre = chosen_centre(found, data.get("centre", ""))
    return PostCover(
        head=head_of([centre] if centre else [], now),
        sender=Person(name=data["name"], address=data["address"], phone=data["phone"]),
        centre=centre.name if centre else settings.SITE_NAME, centre_address=centre.address if centre else "",
        centre_phones=centre.phones if centre else "", procedure=found.version.name, procedure_code=found.version.procedure.code,
        url=url, case=chosen.case.name, papers=tuple(asked_paper(row.paper) for row in chosen.papers if not row.paper.only_show),
    )  # fmt: skip
