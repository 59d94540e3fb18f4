"""Editors: one widget for each kind of field, and the one way to get the right one for a field."""

from PySide6.QtWidgets import QWidget

from tumorboard.domain.fields import (
    BytesField,
    ChoiceField,
    CodedField,
    CodedListField,
    DayField,
    Field,
    FlagField,
    LinkField,
    LinksField,
    NoteField,
    NumberField,
    QuantityField,
    RowsField,
)
from tumorboard.domain.reference import ReferencesField
from tumorboard.ui.editors.coded import CodedEditor, CodedListEditor
from tumorboard.ui.editors.editor import Context, Echo, Editor
from tumorboard.ui.editors.line import DayEditor, LineEditor, NumberEditor
from tumorboard.ui.editors.links import LinkEditor, LinksEditor
from tumorboard.ui.editors.note import NoteEditor
from tumorboard.ui.editors.pick import ChoiceEditor, FlagEditor
from tumorboard.ui.editors.quantity import QuantityEditor
from tumorboard.ui.editors.references import ReferencesEditor
from tumorboard.ui.editors.rows import RowsEditor

__all__ = ["Context", "Echo", "Editor", "editor_for"]


def editor_for(field: Field, context: Context, parent: QWidget | None = None) -> Editor:
    """Return a new editor for a field."""
    match field:
        case NoteField():
            return NoteEditor(field, context, parent)
        case DayField():
            return DayEditor(field, context, parent)
        case QuantityField():
            return QuantityEditor(field, context, parent)
        case NumberField():
            return NumberEditor(field, context, parent)
        case FlagField():
            return FlagEditor(field, context, parent)
        case ChoiceField():
            return ChoiceEditor(field, context, parent)
        case CodedField():
            return CodedEditor(field, context, parent)
        case ReferencesField():
            return ReferencesEditor(field, context, parent)
        case CodedListField():
            return CodedListEditor(field, context, parent)
        case LinkField(outside=True):
            from tumorboard.ui.editors.meeting import MeetingEditor

            return MeetingEditor(field, context, parent)
        case LinkField():
            return LinkEditor(field, context, parent)
        case LinksField():
            return LinksEditor(field, context, parent)
        case RowsField():
            return RowsEditor(field, context, editor_for, parent)
        case BytesField():
            from tumorboard.ui.editors.content import ContentEditor

            return ContentEditor(field, context, parent)
    return LineEditor(field, context, parent)
