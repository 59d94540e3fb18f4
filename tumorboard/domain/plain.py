"""Plain: a record as JSON holds it, and back.

The file's journal and the case document both speak this form. A required field that is empty is written as
"not recorded", so that a half-filled record that was kept survives the way out and in.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from tumorboard.domain.fields import NOT_DONE, UNKNOWN, Field, RowsField, fields_of, identifier
from tumorboard.domain.plain_text import printable
from tumorboard.domain.record import Record, at
from tumorboard.i18n import _

NOT_RECORDED = "not recorded"
R = TypeVar("R", bound=Record)
Tell = Callable[[str, str], None]
"""Takes a fault: its path in the document (`systemic_line[2].drugs[0].agent`) and one sentence."""


def to_plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON-able data: id first, then the fields that hold something, then `absent`."""
    plain: dict[str, Any] = {"id": record.id}
    stated = dict(record.absent)
    absent: dict[str, str] = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value != field.empty:
            rows = isinstance(field, RowsField)
            plain[field.name] = [to_plain(row) for row in value] if rows else field.to_plain(value)
        elif field.name in stated:
            absent[field.name] = stated[field.name]
        elif _is_missed(field, record):
            absent[field.name] = NOT_RECORDED
    return {**plain, "absent": absent} if absent else plain


def from_plain(record_class: type[R], raw: Any, path: str, fault: Tell) -> R:
    """Return a record read from JSON data.

    Every fault is told to `fault` with its path and one sentence; what could not be read stays empty, so the
    record returned counts only if no fault was told.
    """
    if not isinstance(raw, dict):
        fault(path, _("an object is expected here."))
        return record_class()
    fields = fields_of(record_class)
    known = {"id", "absent", *(field.name for field in fields)}
    for key in raw:
        if key not in known:
            fault(at(path, printable(key)), _("unknown key."))
    values = _values(fields, raw, path, fault)
    absent = _absent(fields, raw, path, fault)
    stated = tuple((name, shade) for name, shade in absent.items() if shade != NOT_RECORDED)
    record = record_class(**values, absent=stated)
    for field in fields:
        name = field.name
        if name in absent and values.get(name, field.empty) != field.empty:
            fault(at(path, f"absent.{name}"), _("the field holds a value."))
        elif name not in absent and (name in values or name not in raw) and _is_missed(field, record):
            fault(at(path, name), _("missing."))
    return record


def _is_missed(field: Field, record: Record) -> bool:
    empty = getattr(record, field.name) == field.empty
    return empty and field.required and field.applies(record)


def _values(fields: tuple[Field, ...], raw: dict[str, Any], path: str, fault: Tell) -> dict[str, Any]:
    """Return what could be read, `id` included; an empty value is as good as none."""
    values: dict[str, Any] = {}
    if "id" not in raw:
        fault(at(path, "id"), _("missing."))
    else:
        _take(values, "id", identifier, raw["id"], path, fault)
    for field in fields:
        if field.name not in raw or (raw[field.name] is None and field.kind == "flag"):
            continue
        if isinstance(field, RowsField):
            values[field.name] = _rows(field, raw[field.name], at(path, field.name), fault)
        else:
            _take(values, field.name, field.from_plain, raw[field.name], path, fault)
    return values


def _take(
    values: dict[str, Any], name: str, reader: Callable[[Any], Any], raw: Any, path: str, fault: Tell
) -> None:
    try:
        values[name] = reader(raw)
    except ValueError as error:
        fault(at(path, name), str(error))


def _rows(field: RowsField, raw: Any, path: str, fault: Tell) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        fault(path, _("a list is expected here."))
        return ()
    return tuple(from_plain(field.of, item, f"{path}[{place}]", fault) for place, item in enumerate(raw))


def _absent(fields: tuple[Field, ...], raw: dict[str, Any], path: str, fault: Tell) -> dict[str, str]:
    """Return the stated absences that could be read, in the order of the fields."""
    absent = raw.get("absent", {})
    if not isinstance(absent, dict):
        fault(at(path, "absent"), _("an object is expected here."))
        return {}
    names = [field.name for field in fields]
    shades = (UNKNOWN, NOT_DONE, NOT_RECORDED)
    for name, shade in absent.items():
        if name not in names:
            fault(at(path, f"absent.{printable(name)}"), _("no field has this name."))
        elif shade not in shades:
            fault(at(path, f"absent.{name}"), _("“unknown”, “not done” or “not recorded” is expected here."))
    return {name: absent[name] for name in names if absent.get(name) in shades}
