"""The administrator's pages of Django speak Vietnamese all over, say what would put a wrong entry right, and lead back to the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import django
import html5lib
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.contrib import admin
from django.db.models import CheckConstraint, Model, UniqueConstraint
from django.utils.translation.trans_real import DjangoTranslation
from tests.cast import World
from tests.pages import PageClient

from motcua.accounts.models import Staff
from motcua.centres.models import Level

Enter = Callable[[str], PageClient]
DJANGO = Path(django.__file__).parent
ADMIN = DJANGO / "contrib" / "admin" / "locale"
HTML = "{http://www.w3.org/1999/xhtml}"
WORD = re.compile(r"(?<![\w@./_-])[A-Za-z]{3,}(?![\w@./_-])")
# How a Vietnamese syllable without marks can be written; the few English words that look like one are named.
SYLLABLE = re.compile(r"(ngh?|nh|th|tr|ch|ph|gh|gi|kh|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?", re.IGNORECASE)
LIKE_A_SYLLABLE = {"the", "this", "can", "set", "not", "you", "run", "nothing", "hit", "site"}
# Words that Vietnamese took over, names of keys, and what Django's pictures of yes and no are called, which nothing can translate.
TAKEN_OVER = {"email", "mail", "fax", "video", "word", "uuid", "docx", "control", "command", "true", "false"}
PARTS_OF_DJANGO = {
    "pages": (ADMIN, "django", ""), "scripts": (ADMIN, "djangojs", ""), "people": (DJANGO / "contrib" / "auth" / "locale", "django", ""),
    "forms": (DJANGO / "conf" / "locale", "django", "forms/"), "checks": (DJANGO / "conf" / "locale", "django", "core/"),
    "tables": (DJANGO / "conf" / "locale", "django", "db/"),
}  # fmt: skip


def sentences(folder: Path, domain: str, part: str) -> Iterator[Message]:
    """What this part of Django says in English."""
    with (folder / "en" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        yield from (one for one in read_po(file) if one.id and any(place.startswith(part) for place, _line in one.locations))


@pytest.mark.parametrize("part", PARTS_OF_DJANGO)
def test_django_says_nothing_that_has_no_vietnamese(part: str) -> None:
    folder, domain, places = PARTS_OF_DJANGO[part]
    known = DjangoTranslation("vi", domain=domain, localedirs=[str(folder)] if domain == "djangojs" else None)._catalog
    found = list(sentences(folder, domain, places))
    keys = [(f"{one.context}\x04" if one.context else "") + (one.id if isinstance(one.id, str) else one.id[0]) for one in found]
    missing = [key for key, one in zip(keys, found, strict=True) if (key if isinstance(one.id, str) else (key, 0)) not in known]
    assert len(found) > 10 and missing == [], "Hãy viết các câu này vào src/motcua/locale_django."


def english_of(html: str) -> list[str]:
    """English words that a person sees or hears."""
    tree: Element = html5lib.parse(html)
    texts: list[str] = []

    def walk(element: Element) -> None:
        if not isinstance(element.tag, str) or element.tag in {f"{HTML}script", f"{HTML}style"}:
            return
        texts.extend(element.get(name, "") for name in ("title", "aria-label", "alt", "placeholder"))
        texts.append(element.get("value", "") if element.get("type") in {"submit", "button"} else "")
        texts.append(element.text or "")
        for child in element:
            walk(child)
            texts.append(child.tail or "")

    walk(tree)
    return [word for text in texts for word in WORD.findall(text) if is_english(word.lower())]


def is_english(word: str) -> bool:
    return word in LIKE_A_SYLLABLE or not (SYLLABLE.fullmatch(word) or word in TAKEN_OVER)


def test_the_scan_sees_english() -> None:
    html = '<h1>Access logs</h1><input type="submit" value="Save"><a title="Toggle theme">x</a><p>Lưu lại <b>Quầy</b> the end, so-hong, Tran Van An</p>'
    assert sorted(english_of(html)) == ["Access", "Save", "Toggle", "end", "logs", "the", "theme"]


def rows(world: World) -> dict[str, int]:
    """A row of each table that the world has one of."""
    found = {"accounts/staff": world.clerk.pk, "centres/centre": world.centre.pk, "centres/counter": world.counters[0].pk}
    found |= {"centres/unit": world.justice.pk, "queueing/servicegroup": world.civil.pk, "queueing/priorityreason": world.elderly.pk}
    version = world.case(world.deed).version
    return found | {"catalogue/procedure": world.deed.pk, "catalogue/versionsteps": version.pk, "catalogue/field": version.field_id}


def tables() -> list[type[Model]]:
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


def test_every_page_is_in_vietnamese(world: World, login: Enter) -> None:
    office = login("quantri")
    labels = [f"{model._meta.app_label}/{model._meta.model_name}" for model in tables()]
    addresses = ["", "password_change/", f"accounts/staff/{world.clerk.pk}/password/", *(f"{app}/" for app in {label.split("/")[0] for label in labels})]
    addresses += [f"{label}/" for label in labels] + [f"{label}/add/" for label in labels]
    addresses += [f"{label}/{pk}/{page}/" for label, pk in rows(world).items() for page in ("change", "history")]
    found = {}
    for address in addresses:
        answer = office.get(f"/quan-tri/{address}")
        assert answer.status_code == 200 or (answer.status_code == 403 and address.endswith("/add/")), address
        found |= {address: english_of(answer.content.decode())}
    assert len(addresses) > 40
    data = {*Staff.objects.values_list("username", flat=True), *Level.objects.values_list("code", flat=True), world.elderly.name_en}
    assert [f"{address}: {word}" for address, words in found.items() for word in words if word not in data] == []


@pytest.mark.parametrize("address", ["accounts/staff/add/", "centres/centre/add/", "queueing/servicegroup/add/"])
def test_a_form_sent_empty_answers_in_vietnamese(world: World, login: Enter, address: str) -> None:
    names = ("posts", "hours", "closed_days", "rooms", "kiosks")
    frame = {f"{name}-{count}_FORMS": "0" for name in names for count in ("TOTAL", "INITIAL")}
    html = login("quantri").post(f"/quan-tri/{address}", frame).content.decode()
    assert "errornote" in html and "Xin sửa các lỗi dưới đây." in html and english_of(html) == []


def test_the_scripts_of_the_pages_get_vietnamese_words(world: World, login: Enter) -> None:
    words = login("quantri").get("/quan-tri/jsi18n/").content.decode()
    assert '"Choose all %s": "Ch\\u1ecdn t\\u1ea5t c\\u1ea3 %s"' in words


def test_background_work_is_told_in_vietnamese(world: World, login: Enter) -> None:
    world.a_dossier(at="finished")
    html = login("quantri").get("/quan-tri/django_tasks_database/dbtaskresult/").content.decode()
    assert "motcua.messages.tasks.send" in html and "Sẵn sàng" in html and english_of(html) == []


def test_the_bar_leads_back_to_the_desk(world: World, login: Enter) -> None:
    html = login("quantri").get("/quan-tri/").content.decode()
    assert re.search(r'<a href="/can-bo/">\s*Về trang làm việc', html)


def constraints() -> list[tuple[str, CheckConstraint | UniqueConstraint]]:
    """All that an administrator can offend: the constraints of the tables and of the rows inside their forms."""
    inside = [inline.model for page in admin.site._registry.values() for inline in page.inlines]
    models = {*tables(), *inside}
    ours = [model for model in models if model.__module__.startswith("motcua.") and model.__name__ != "ProcedureVersion"]
    return [(one.name, one) for model in ours for one in model._meta.constraints if isinstance(one, (CheckConstraint, UniqueConstraint))]


@pytest.mark.parametrize("name", sorted(name for name, _constraint in constraints()))
def test_a_constraint_says_what_would_put_it_right(name: str) -> None:
    sentence = str(dict(constraints())[name].get_violation_error_message())
    assert name not in sentence and sentence.endswith(".") and english_of(sentence) == []
