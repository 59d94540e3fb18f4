"""Plain: a record as JSON holds it, and back.

The file's journal and the case document both speak this form. A required field that is empty is written as
"not recorded", so that a half-filled record that was kept survives the way out and in.
"""

from collections.abc import Callable
from typing import Any

from tumorboard.domain.fields import NOT_DONE, UNKNOWN, RowsField, fields_of, identifier
from tumorboard.domain.record import Record
from tumorboard.i18n import _

NOT_RECORDED = "not recorded"
Fault = tuple[str, str]
"""A path in the document (`systemic_line[2].drugs[0].agent`) and a sentence."""


def to_plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON-able data: id first, then the fields that hold something, then `absent`."""
    plain: dict[str, Any] = {"id": record.id}
    absent = dict(record.absent)
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if isinstance(field, RowsField):
            if value:
                plain[field.name] = [to_plain(row) for row in value]
        elif value != field.empty:
            plain[field.name] = field.to_plain(value)
        elif field.required and field.applies(record):
            absent.setdefault(field.name, NOT_RECORDED)
    if absent:
        order = [field.name for field in fields_of(type(record))]
        plain["absent"] = {name: absent[name] for name in sorted(absent, key=order.index)}
    return plain


def from_plain(record_class: type[Record], raw: Any, path: str, fault: Callable[[str, str], None]) -> Any:
    """Return a record read from JSON data.

    Every fault is told to `fault` with its path and one sentence; what could not be read stays empty, so the
    record returned counts only if no fault was told.
    """
    if not isinstance(raw, dict):
        fault(path, _("an object is expected here."))
        return record_class()
    fields = {field.name: field for field in fields_of(record_class)}
    for key in raw:
        if key not in fields and key not in ("id", "absent"):
            fault(_at(path, str(key)), _("unknown key."))
    values: dict[str, Any] = {}
    if "id" not in raw:
        fault(_at(path, "id"), _("missing."))
    else:
        try:
            values["id"] = identifier(raw["id"])
        except ValueError as error:
            fault(_at(path, "id"), str(error))
    absent = _absent(record_class, raw, path, fault)
    for name, field in fields.items():
        if name not in raw or (raw[name] is None and field.kind == "flag"):
            continue
        if isinstance(field, RowsField):
            values[name] = _rows(field, raw[name], _at(path, name), fault)
            continue
        try:
            values[name] = field.from_plain(raw[name])
        except ValueError as error:
            fault(_at(path, name), str(error))
    values["absent"] = tuple((name, shade) for name, shade in absent.items() if shade != NOT_RECORDED)
    record = record_class(**values)
    for name, field in fields.items():
        if field.required and field.applies(record) and name not in raw and name not in absent:
            fault(_at(path, name), _("missing."))
        if name in absent and getattr(record, name) != field.empty:
            fault(_at(path, f"absent.{name}"), _("the field holds a value."))
    return record


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _rows(field: RowsField, raw: Any, path: str, fault: Callable[[str, str], None]) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        fault(path, _("a list is expected here."))
        return ()
    return tuple(from_plain(field.of, item, f"{path}[{place}]", fault) for place, item in enumerate(raw))


def _absent(
    record_class: type[Record], raw: dict[str, Any], path: str, fault: Callable[[str, str], None]
) -> dict[str, str]:
    """Return the stated absences in the order of the fields."""
    absent = raw.get("absent", {})
    if not isinstance(absent, dict):
        fault(_at(path, "absent"), _("an object is expected here."))
        return {}
    names = [field.name for field in fields_of(record_class)]
    for name, shade in absent.items():
        if name not in names:
            fault(_at(path, f"absent.{name}"), _("no field has this name."))
        elif shade not in (UNKNOWN, NOT_DONE, NOT_RECORDED):
            fault(_at(path, f"absent.{name}"), _("“unknown”, “not done” or “not recorded” is expected here."))
    return {name: absent[name] for name in names if isinstance(absent.get(name), str)}
