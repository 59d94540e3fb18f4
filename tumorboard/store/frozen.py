"""Frozen: what of a finalised outcome may no longer be changed, in itself and in its rows."""

from collections.abc import Iterable
from typing import Any

from tumorboard.domain.board import AgendaItem
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import RowsField, fields_of
from tumorboard.i18n import N_, _
from tumorboard.store import links
from tumorboard.store.edits import Edit
from tumorboard.store.rows import Image

FROZEN = N_(
    "This outcome was finalised and stays as it is; what is to be added or corrected is written as an"
    " addendum."
)


def check(edits: Iterable[Edit], *, repeated: bool = False) -> None:
    """Raise a Problem where an edit would rewrite or remove an outcome that was finalised.

    It goes only with its whole case. Of it and its rows what is declared `afterwards` may change, and addenda
    are added and never rewritten. What is `repeated`, by undo or redo, takes the links to what comes and goes
    with it along, as they went of themselves.
    """
    listed = list(edits)
    gone = {edit.record_id for edit in listed if edit.kind == "tumour" and edit.after is None}
    moved = _moved(listed) if repeated else set()
    for edit in listed:
        if edit.kind == AgendaItem.record_kind and edit.case_id not in gone and not _stands(edit, moved):
            raise Problem(_(FROZEN))


def _moved(edits: list[Edit]) -> set[str]:
    """Return the ids of the records and rows that are there only before or only after."""
    moved: set[str] = set()
    for edit in edits:
        before, after = (
            links.ids_in(edit.kind, image) if image else set() for image in (edit.before, edit.after)
        )
        moved |= before ^ after
    return moved


def _stands(edit: Edit, moved: set[str]) -> bool:
    before, after = edit.before, edit.after
    if before is None or "finalised_on" not in before:
        return True
    if after is None:
        return False
    before, after = (links.without(edit.kind, image, moved) for image in (before, after))
    addenda = before.get("addenda", [])
    return (
        _frozen(AgendaItem, before) == _frozen(AgendaItem, after)
        and after.get("addenda", [])[: len(addenda)] == addenda
    )


def _frozen(record_class: type[Any], image: Image) -> Image:
    """Return an image without what may change afterwards, each field with what is said of its absence."""
    kept: Image = {"id": image["id"]}
    absent = image.get("absent", {})
    for field in fields_of(record_class):
        if not field.afterwards:
            value = image.get(field.name)
            if isinstance(field, RowsField):
                value = [_frozen(field.of, row) for row in value or ()]
            kept[field.name] = value, absent.get(field.name)
    return kept
