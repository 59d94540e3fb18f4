"""Frozen: what of a finalised outcome may no longer be changed, in itself and in its rows."""

from collections.abc import Iterable
from typing import Any

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import RowsField, fields_of
from tumorboard.i18n import N_, _
from tumorboard.store.edits import Edit
from tumorboard.store.rows import Image

FROZEN = N_(
    "This outcome was finalised and stays as it is; what is to be added or corrected is written as an"
    " addendum."
)


def check(edits: Iterable[Edit]) -> None:
    """Raise a Problem where an edit would rewrite or remove an outcome that was finalised.

    It goes only with its whole case. Of it and its rows what is declared `afterwards` may change, and addenda
    are added and never rewritten.
    """
    listed = list(edits)
    gone = {edit.record_id for edit in listed if edit.kind == "tumour" and edit.after is None}
    for edit in listed:
        if edit.kind == AgendaItem.record_kind and edit.case_id not in gone and not _stands(edit):
            raise Problem(_(FROZEN))


def _stands(edit: Edit) -> bool:
    before, after = edit.before, edit.after
    if before is None or "finalised_on" not in before:
        return True
    if after is None or _frozen(AgendaItem, before) != _frozen(AgendaItem, after):
        return False
    addenda = before.get("addenda", [])
    return bool(after.get("addenda", [])[: len(addenda)] == addenda)


def _frozen(record_class: type[Any], image: Image) -> Image:
    """Return an image without what may change afterwards."""
    kept = {"id": image["id"], "absent": image.get("absent")}
    for field in fields_of(record_class):
        if field.name in image and not field.afterwards:
            value = image[field.name]
            if isinstance(field, RowsField):
                value = [_frozen(field.of, row) for row in value]
            kept[field.name] = value
    return kept
