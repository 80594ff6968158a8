"""The Jinja2 environment of all pages: strict for our templates, official govuk macros beside it, gettext, filters (house section 1)."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache, wraps
from hashlib import blake2s
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    Template,
    Undefined,
    pass_context,
)
from jinja2.runtime import Context

from motcua.web.shared import components, fields, filters, translated

OFFICIAL = "govuk_frontend_jinja"
WEB = Path(__file__).resolve().parents[1]


class PageEnvironment(Environment):
    """Our templates fail on an unknown name; the official macros, which test for absent keys, come from a lenient twin."""

    official: Environment

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template; names under `govuk_frontend_jinja/` are compiled by the lenient twin."""
        if isinstance(name, str) and name.startswith(f"{OFFICIAL}/"):
            return self.official.get_template(name.removeprefix(f"{OFFICIAL}/"), None, globals)
        return super().get_template(name, parent, globals)


class OfficialEnvironment(Environment):
    """The official macros import each other by their full name; the prefix is taken off here."""

    def join_path(self, template: str, parent: str) -> str:
        """The name inside the package."""
        return template.removeprefix(f"{OFFICIAL}/")


def environment(**options: Any) -> PageEnvironment:
    """The factory named in Django's TEMPLATES setting; `options` are those of Django's Jinja2 back end."""
    given = options.pop("loader", None)
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n"]
    env = PageEnvironment(loader=_loader(given), **options)
    env.official = OfficialEnvironment(
        loader=PackageLoader(OFFICIAL),
        autoescape=True,
        undefined=Undefined,
        auto_reload=options.get("auto_reload", False),
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # put there by the i18n extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(static=static, url=url, language_code=language_code, language_link=language_link, with_query=with_query)
    env.globals.update(components.HELPERS)
    env.globals.update(fields.HELPERS)
    env.filters.update({name: _when_rendered(write) for name, write in {**filters.FILTERS, **translated.FILTERS}.items()})
    return env


def _when_rendered(write: Callable[..., Any]) -> Callable[..., Any]:
    """The filter as one that wants the context: else Jinja2 computes it once for constants, in whatever language came first."""

    @pass_context
    @wraps(write)
    def filtered(_context: Context, *args: Any, **kwargs: Any) -> Any:
        return write(*args, **kwargs)

    return filtered


def _loader(given: BaseLoader | None) -> BaseLoader:
    folders = sorted(path for path in WEB.glob("*/templates") if path.is_dir())
    own = FileSystemLoader(folders)
    return ChoiceLoader([own, given]) if given else own


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a named view; raises NoReverseMatch for an unknown one."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def language_code() -> str:
    """`vi` or `en`: the language of this answer."""
    return (get_language() or "vi")[:2]


def language_link(request: HttpRequest, code: str) -> str:
    """Where this page is shown in the other language; a link, so that pages need no CSRF token and stay cacheable."""
    return f"{reverse('set_language')}?{urlencode({'language': code, 'next': request.get_full_path()})}"


def with_query(request: HttpRequest, **changes: str) -> str:
    """This page's query with these values instead, as a relative link: kiosks keep the language of a visit in the address."""
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


def static(path: str) -> str:
    """The address of a static file with its content in it, so that a browser may keep it for ever and still sees a new one at once."""
    return _address(path) if settings.DEBUG else _kept_address(path)


@cache
def _kept_address(path: str) -> str:
    return _address(path)


def _address(path: str) -> str:
    address = staticfiles_storage.url(path)
    # The style sheet names fonts without the mark; a preload under another address would fetch each of them twice.
    if hasattr(staticfiles_storage, "hashed_files") or path.endswith(".woff2"):
        return address
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(f"Không có tệp tĩnh {path}. Hãy chạy assets/build.sh rồi khởi động lại.")
    return f"{address}?v={blake2s(Path(found).read_bytes()).hexdigest()[:10]}"
