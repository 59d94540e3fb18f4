"""Cell editing: the editor of one field, put over its cell in a table, and what becomes of what is typed."""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QTableView, QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.errors import Problem
from tumorboard.domain.fields import Field
from tumorboard.domain.headline import headline
from tumorboard.domain.record import Record
from tumorboard.i18n import _, uncapital
from tumorboard.ui import theme, unfinished
from tumorboard.ui.editors import Context, Echo, Editor, editor_for
from tumorboard.ui.editors.links import LinkEditor
from tumorboard.ui.editors.note import NoteEditor
from tumorboard.ui.form import Form
from tumorboard.ui.record_foot import DANGER, ECHO, LOOK
from tumorboard.ui.session import Session
from tumorboard.ui.unfinished import Unfinished

ELSEWHERE = ("rows", "bytes")
"""Kinds of field that are too large for a cell."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = {Qt.FocusReason.TabFocusReason: 1, Qt.FocusReason.BacktabFocusReason: -1}
_PASSING = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class CellEditing(QObject):
    """Edits one cell at a time; Enter keeps it as one step, Escape leaves it."""

    said = Signal(str, str)
    """A sentence to show below the table, and its role in the style sheet; empty where there is none."""
    ended = Signal()
    """The editor is gone, and the keys are in the table again."""
    went_on = Signal(int)
    """What was typed is kept, and the next cell (1) or the one before (-1) is asked for."""

    def __init__(
        self, table: QTableView, session: Session, context: Context, place: Callable[[str, str], QRect]
    ) -> None:
        super().__init__(table)
        self._table, self._session, self._context = table, session, context
        self._rect_of = place
        self.editor: Editor | None = None
        self.record_id = ""
        self._case: Case | None = None
        self._typed: Any = ""
        self._is_closing = False

    def begin(self, record: Record, field: Field) -> bool:
        """Put the editor for a field over its cell; return whether there is one."""
        case = self._session.case
        if field.kind in ELSEWHERE or case is None or not self.finish():
            return False
        self.record_id, self._case = record.id, case
        self.editor = editor = editor_for(field, self._context, self._table.viewport())
        editor.setAutoFillBackground(True)
        editor.set_name(_("{field} of {record}").format(field=_(field.label), record=headline(record)))
        editor.set_value(getattr(record, field.name), dict(record.absent).get(field.name, ""))
        self._typed = editor.typed()
        editor.changed.connect(self._follow_typing)
        for widget in (editor, *editor.findChildren(QWidget)):
            widget.installEventFilter(self)
        for line in editor.findChildren(QLineEdit):
            # As high as its cell.
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.place()
        editor.show()
        editor.go_to()
        self._follow_typing()
        return True

    def place(self) -> None:
        """Put the editor where its cell is now."""
        if self.editor is None:
            return
        look, room = theme.current(), self._table.viewport().rect()
        cell = self._rect_of(self.record_id, self.editor.field.name)
        if not cell.isValid():
            return
        wanted = self.editor.sizeHint()
        least = look.px(320 if isinstance(self.editor, NoteEditor) else 200)
        width = min(max(cell.width(), least), room.width())
        height = max(cell.height(), wanted.height())
        left = max(0, min(cell.left(), room.width() - width))
        top = cell.center().y() - height // 2
        if 0 <= cell.center().y() <= room.height():
            top = max(0, min(top, room.height() - height))
        self.editor.setGeometry(left, top, width, height)

    def finish(self) -> bool:
        """Keep what is typed, as when the keys go elsewhere; return False where it cannot be."""
        return self.editor is None or self.keep()

    def keep(self) -> bool:
        """Keep what is typed as one step; what cannot be read or kept stays with its sentence."""
        editor = self.editor
        assert editor is not None
        case = self._session.case
        record = case.find(self.record_id) if case else None
        if record is None:
            self.said.emit(_("This record was removed meanwhile."), DANGER)
            return False
        if fault := editor.fault():
            self.said.emit(f"{_(editor.field.label)}: {fault}", DANGER)
            return False
        changed = with_value(record, editor.field.name, editor.value(), editor.absence())
        new = editor.new_records() if isinstance(editor, LinkEditor) else ()
        if changed != record or new:
            title = _("Change {record}").format(record=uncapital(_(record.record_title)))
            try:
                self._session.save_all((*new, changed), title)
            except Problem as problem:
                self.said.emit(problem.sentence, DANGER)
                return False
        self.close()
        return True

    def close(self) -> None:
        """Leave the cell as it is."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None and (focus is editor or editor.isAncestorOf(focus)):
            self._table.setFocus()
        editor.hide()
        editor.deleteLater()
        self.said.emit("", ECHO)
        self.ended.emit()

    def put_aside(self) -> None:
        """Take the editor away as the case is left; what is typed comes back in the record's form."""
        editor, book, case = self.editor, self._session.book, self._case
        record = case.find(self.record_id) if case else None
        if editor and book and case and record and editor.typed() != self._typed and not book.read_only:
            # Links are read in the case they were typed for.
            form = Form(type(record), dataclasses.replace(self._context, case=lambda: case))
            form.show_record(record, is_new=False)
            for begun in unfinished.of_case(book, case.id):
                if begun.record_id == record.id:
                    form.take_up(begun.typed)
            form.editors[editor.field.name].take_up(editor.typed())
            at = datetime.now().isoformat(timespec="seconds")
            kept = Unfinished(case.id, record.record_kind, record.id, False, at, form.typed())
            form.deleteLater()
            try:
                unfinished.keep(book, kept)
            except Problem as problem:
                self._session.troubled.emit(problem.sentence)
        self.close()

    def _follow_typing(self) -> None:
        editor = self.editor
        if editor is None:
            return
        self.place()
        if fault := editor.fault():
            self.said.emit(f"{_(editor.field.label)}: {fault}", DANGER)
            return
        echo = editor.echo() or Echo()
        keys = _("Enter keeps, Esc leaves it as it was.")
        if isinstance(editor, NoteEditor):
            keys = _("Enter keeps, Shift+Enter begins a new line, Esc leaves it as it was.")
        said = f"{_(editor.field.label)}: {echo.words}" if echo.words else _(editor.field.label)
        self.said.emit(f"{said}. {keys}", LOOK if echo.look else ECHO)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self.editor
        if editor is None:
            return False
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._leave_by(event.reason())
            return False
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if not is_key or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        # A line takes Enter and Escape for its list of proposals first; a note takes neither.
        first = isinstance(editor, NoteEditor) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key not in (*_ENTERS, Qt.Key.Key_Escape) or not (first or watched is editor):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            self.keep()
        return True

    def _leave_by(self, reason: Qt.FocusReason) -> None:
        editor, focus = self.editor, QApplication.focusWidget()
        inside = focus is not None and editor is not None and (focus is editor or editor.isAncestorOf(focus))
        if inside or reason in _PASSING or self._is_closing:
            return
        self._is_closing = True
        try:
            kept = self.keep()
        finally:
            self._is_closing = False
        if kept and reason in _TABS:
            self.went_on.emit(_TABS[reason])


def with_value(record: Record, name: str, value: Any, absence: str) -> Record:
    """Return a record with another value in a field, or another shade of its absence."""
    others = tuple(pair for pair in record.absent if pair[0] != name)
    stated = ((name, absence),) if absence else ()
    return dataclasses.replace(record, **{name: value, "absent": (*others, *stated)})
