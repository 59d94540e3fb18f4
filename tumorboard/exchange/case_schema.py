"""Case schema: the JSON Schema of the case document, made from the declarations."""

from typing import Any

from tumorboard.domain.fields import (
    LARGEST_NUMBER,
    NOT_DONE,
    UNKNOWN,
    ChoiceField,
    CodedListField,
    Field,
    NumberField,
    RowsField,
    fields_of,
)
from tumorboard.domain.plain import NOT_RECORDED
from tumorboard.domain.quantities import VALUE
from tumorboard.domain.record import Record
from tumorboard.domain.records import COURSE, RECORDS, ROWS
from tumorboard.exchange.case_document import FORMAT, VERSION

_YEAR = "(1[89][0-9]{2}|2[01][0-9]{2}|2200)"
_DAY = f"{_YEAR}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DATE = f"{_YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_ID = {"type": "string", "pattern": "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$"}
_TEXT = {"type": "string", "pattern": r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"}
_DEFINITIONS: dict[str, Any] = {
    "id": _ID,
    "day": {
        "type": "string",
        "description": "EDTF, no more precise than it is known",
        "pattern": rf"^({_DATE}~?|\.\./{_DATE}|{_DATE}/(\.\.|{_DATE})|{_DAY}T{_CLOCK})$",
    },
    "quantity": {
        "type": "object",
        "properties": {
            "comparator": {"enum": ["<", "<=", ">=", ">"]},
            "value": {"type": "string", "pattern": f"^{VALUE}$"},
            "unit": _TEXT,
        },
        "required": ["value"],
        "additionalProperties": False,
    },
    "coded": {
        "type": "object",
        "properties": dict.fromkeys(("code", "system", "text"), _TEXT),
        "anyOf": [{"required": [name], "properties": {name: {"minLength": 1}}} for name in ("code", "text")],
        "additionalProperties": False,
    },
}
_TYPES: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "note": _TEXT,
    "day": {"$ref": "#/$defs/day"},
    "quantity": {"$ref": "#/$defs/quantity"},
    "number": {"type": "number", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER},
    "flag": {"type": ["boolean", "null"]},
    "coded": {"$ref": "#/$defs/coded"},
    "link": {"$ref": "#/$defs/id"},
    "links": {"type": "array", "items": {"$ref": "#/$defs/id"}},
    "bytes": {"type": "string", "contentEncoding": "base64"},
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the case document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "TumorBoard case document",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"type": "integer", "minimum": 1, "maximum": VERSION},
            "patient": {"$ref": "#/$defs/patient"},
            "tumour": {"$ref": "#/$defs/tumour"},
            **{c.record_kind: _list_of(c.record_kind) for c in COURSE},
        },
        "required": ["format", "version", "patient", "tumour"],
        "additionalProperties": False,
        "$defs": {**_DEFINITIONS, **{c.record_kind: _record(c) for c in (*RECORDS, *ROWS)}},
    }


def _list_of(kind: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}


def _record(record_class: type[Record]) -> dict[str, Any]:
    fields = fields_of(record_class)
    asked_for = [_filled_or_absent(field.name) for field in fields if field.required]
    shades = {"enum": [UNKNOWN, NOT_DONE, NOT_RECORDED]}
    return {
        "type": "object",
        "title": record_class.record_title,
        "properties": {
            "id": {"$ref": "#/$defs/id"},
            **{field.name: _field(field) for field in fields},
            "absent": {
                "type": "object",
                "properties": {field.name: shades for field in fields},
                "additionalProperties": False,
            },
        },
        "required": ["id"],
        **({"allOf": asked_for} if asked_for else {}),
        "additionalProperties": False,
    }


def _filled_or_absent(name: str) -> dict[str, Any]:
    """Return that a field is filled, or said to be absent."""
    filled = {"required": [name], "properties": {name: {"minLength": 1, "minItems": 1}}}
    absent = {"required": ["absent"], "properties": {"absent": {"required": [name]}}}
    return {"anyOf": [filled, absent]}


def _field(field: Field) -> dict[str, Any]:
    described = {"title": field.label, **({"description": field.help} if field.help else {})}
    if isinstance(field, RowsField):
        return {**described, **_list_of(field.of.record_kind)}
    if isinstance(field, ChoiceField):
        return {**described, "enum": [choice.code for choice in field.choices]}
    if isinstance(field, CodedListField):
        return {
            **described,
            "type": "array",
            "items": {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/coded"}]},
        }
    if isinstance(field, NumberField) and field.unit:
        described["description"] = f"{field.help} [{field.unit}]".strip()
    return {**described, **_TYPES[field.kind]}
