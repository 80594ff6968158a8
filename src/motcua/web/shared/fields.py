"""A Django form field as the parameters of an official macro: label, hint, error beside the field, what was typed kept (house 4.13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.utils.translation import gettext as _

Params = dict[str, Any]


def field_call(bound: BoundField, **options: Any) -> Params:
    """Kind of macro and its parameters: {"kind": "input" | "textarea" | "select" | "radios" | "checkboxes" | "date" | "file" | "hidden", "params"}.

    Options: label, hint, classes, width (2, 3, 4, 5, 10, 20), page_heading, inline, small, hints (value -> text), prefix, suffix, attributes
    (of radios: the chosen one's, else the first one's; of a day: the first box's), autocomplete, inputmode, rows, hide_label, group_classes,
    bare (dense rows: no word for fields that may stay empty).
    """
    kind = _kind(bound)
    params = _KINDS[kind](bound, options)
    return {"kind": kind, "params": params}


def form_error_items(form: BaseForm) -> list[dict[str, str]]:
    """Each error of the form with a link to its field, in the order of the fields; errors of the whole form come first."""
    items = [{"text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        items += [{"text": f"{bound.label}: {text}", "href": f"#{bound.auto_id}"} for text in bound.errors]
    return items


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    for kind, types in _WIDGETS:
        if isinstance(widget, types):
            return kind
    return "input"


def _base(bound: BoundField, options: Params) -> Params:
    params: Params = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "formGroup": {"classes": options.get("group_classes") or ""},
    }
    hint = options.get("hint") or bound.help_text
    if hint:
        params["hint"] = {"text": str(hint)}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(str(text) for text in bound.errors), "visuallyHiddenText": _("Lỗi")}
    return params


def label_text(bound: BoundField, given: str | None = None) -> str:
    """The label; a field that may stay empty says so."""
    text = str(given or bound.label)
    return text if bound.field.required or bound.field.disabled else _("%(label)s (không bắt buộc)") % {"label": text}


def _label(bound: BoundField, options: Params) -> Params:
    size = "govuk-label--l" if options.get("page_heading") else ""
    classes = "govuk-visually-hidden" if options.get("hide_label") else size
    return {
        "text": str(options.get("label") or bound.label) if options.get("bare") else label_text(bound, options.get("label")),
        "isPageHeading": bool(options.get("page_heading")),
        "classes": classes,
    }


def _fieldset(bound: BoundField, options: Params) -> Params:
    legend = _label(bound, options)
    legend["classes"] = legend["classes"].replace("govuk-label--l", "govuk-fieldset__legend--l") or "mc-legend"
    return {"legend": legend}


def _attributes(bound: BoundField, options: Params) -> Params:
    kept = {key: value for key, value in bound.field.widget.attrs.items() if key not in ("class", "rows", "cols")}
    if bound.field.disabled:
        kept["disabled"] = True
    return _written(kept | (options.get("attributes") or {}))


def _written(attributes: Params) -> Params:
    """Attributes as the macros want them: True stands alone, False is left out."""
    return {key: {"value": value, "optional": True} if isinstance(value, bool) else value for key, value in attributes.items()}


def _classes(bound: BoundField, options: Params) -> str:
    width = options.get("width")
    names = [str(bound.field.widget.attrs.get("class", "")), str(options.get("classes") or "")]
    return " ".join(name for name in [*names, f"govuk-input--width-{width}" if width else ""] if name)


def _input(bound: BoundField, options: Params) -> Params:
    params = _base(bound, options)
    widget = bound.field.widget
    value = None if getattr(widget, "render_value", True) is False else widget.format_value(bound.value())
    params |= {
        "type": getattr(widget, "input_type", "text"),
        "value": "" if value is None else str(value),
        "label": _label(bound, options),
        "classes": _classes(bound, options),
        "attributes": _attributes(bound, options),
    }
    for name in ("autocomplete", "inputmode"):
        if options.get(name):
            params[name] = options[name]
    for name in ("prefix", "suffix"):
        if options.get(name):
            params[name] = {"text": options[name]}
    if params["type"] == "number":
        params |= {"type": "text", "inputmode": "numeric"}
        params["attributes"] = {
            key: value for key, value in params["attributes"].items() if key not in ("min", "max", "step")
        }
    return params


def _textarea(bound: BoundField, options: Params) -> Params:
    params = _base(bound, options)
    value = bound.value()
    return params | {
        "value": "" if value is None else str(value),
        "rows": options.get("rows") or 4,
        "label": _label(bound, options),
        "classes": _classes(bound, options),
        "attributes": _attributes(bound, options),
    }


def _file(bound: BoundField, options: Params) -> Params:
    params = _base(bound, options)
    return params | {
        "label": _label(bound, options),
        "classes": _classes(bound, options),
        "attributes": _attributes(bound, options),
        "multiple": bool(getattr(bound.field.widget, "allow_multiple_selected", False)),
    }


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if value is None:
        return set()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return {str(item) for item in value}
    return {str(value)}


def _flat_choices(bound: BoundField) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, label in getattr(bound.field.widget, "choices", ()):
        if isinstance(label, (list, tuple)):
            flat += [(str(inner), str(text)) for inner, text in label]
        else:
            flat.append(("" if value is None else str(value), str(label)))
    return flat


def _items(bound: BoundField, options: Params, mark: str) -> list[Params]:
    chosen, hints = _chosen(bound), options.get("hints") or {}
    items: list[Params] = []
    for value, label in _flat_choices(bound):
        item: Params = {
            "value": value,
            "text": label,
            mark: value in chosen or (mark == "selected" and not value and not chosen),
        }
        if value in hints:
            item["hint"] = {"text": str(hints[value])}
        items.append(item)
    return items


def _select(bound: BoundField, options: Params) -> Params:
    return _base(bound, options) | {
        "items": _items(bound, options, "selected"),
        "label": _label(bound, options),
        "classes": _classes(bound, options),
        "attributes": _attributes(bound, options),
    }


def _choice_classes(family: str, options: Params) -> str:
    names = [str(options.get("classes") or "")]
    names += [f"govuk-{family}--inline"] if options.get("inline") else []
    names += [f"govuk-{family}--small"] if options.get("small") else []
    return " ".join(name for name in names if name)


def _radios(bound: BoundField, options: Params) -> Params:
    items = [item for item in _items(bound, options, "checked") if item["value"] or not bound.field.required]
    if items:
        reached = next((item for item in items if item["checked"]), items[0])
        reached["attributes"] = _written(options.get("attributes") or {})
    return _base(bound, options) | {
        "idPrefix": bound.auto_id,
        "items": items,
        "fieldset": _fieldset(bound, options),
        "classes": _choice_classes("radios", options),
        "attributes": {},
    }


def _checkboxes(bound: BoundField, options: Params) -> Params:
    return _radios(bound, options) | {
        "items": _items(bound, options, "checked"),
        "classes": _choice_classes("checkboxes", options),
    }


def _checkbox(bound: BoundField, options: Params) -> Params:
    value = bound.value()
    item: Params = {
        "value": "on",
        "text": str(options.get("label") or bound.label),
        "checked": bool(value) and value != "False",
    }
    item["attributes"] = _attributes(bound, options)
    return _base(bound, options) | {
        "idPrefix": bound.auto_id,
        "items": [item],
        "classes": _choice_classes("checkboxes", options),
        "attributes": {},
    }


def _date(bound: BoundField, options: Params) -> Params:
    widget = bound.field.widget
    raw = bound.value()
    parts = raw if isinstance(raw, (list, tuple)) else widget.decompress(raw)
    error = " govuk-input--error" if bound.errors else ""
    labels = (_("Ngày"), _("Tháng"), _("Năm"))
    items: list[Params] = [
        {
            "id": bound.auto_id if index == 0 else f"{bound.auto_id}_{index}",
            "name": f"{bound.html_name}_{index}",
            "label": labels[index],
            "value": "" if parts[index] is None else str(parts[index]),
            "classes": ("govuk-input--width-4" if index == 2 else "govuk-input--width-2") + error,
        }
        for index in range(3)
    ]
    items[0]["attributes"] = _written(options.get("attributes") or {})
    params = _base(bound, options) | {"items": items, "fieldset": _fieldset(bound, options)}
    params["id"] = f"{bound.auto_id}_group"
    return params


def _hidden(bound: BoundField, options: Params) -> Params:
    return {"html": bound.as_widget(attrs=options.get("attributes") or None)}


_WIDGETS: tuple[tuple[str, type[forms.Widget]], ...] = (
    ("textarea", forms.Textarea),
    ("checkboxes", forms.CheckboxSelectMultiple),
    ("radios", forms.RadioSelect),
    ("select", forms.Select),
    ("checkbox", forms.CheckboxInput),
    ("file", forms.FileInput),
    ("date", forms.MultiWidget),
)
_KINDS: Mapping[str, Callable[[BoundField, Params], Params]] = {
    "input": _input,
    "textarea": _textarea,
    "select": _select,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "checkbox": _checkbox,
    "file": _file,
    "date": _date,
    "hidden": _hidden,
}
HELPERS: dict[str, Callable[..., Any]] = {"field_call": field_call, "form_error_items": form_error_items}
