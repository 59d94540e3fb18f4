"""Typist: types cases into the window with the keys alone, and counts how often a key is pressed.

What is typed is what stands in a case document, field by field in the order of the form, in the words a
clinician would type. A chord such as Ctrl+S counts as one press.
"""

from collections import Counter
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tumorboard.domain.case import Case
from tumorboard.domain.fields import Field, field_of
from tumorboard.domain.headline import headline
from tumorboard.domain.quantities import Quantity
from tumorboard.domain.record import Record
from tumorboard.ui.actions import ADDED, KEYED, plain
from tumorboard.ui.desk import Desk
from tumorboard.ui.editors import Editor
from tumorboard.ui.editors.editor import mark_of
from tumorboard.ui.editors.line import day_text
from tumorboard.ui.editors.links import linkable, named
from tumorboard.ui.editors.rows import FIRST, RowsEditor
from tumorboard.ui.form import Form
from tumorboard.ui.form_row import FormRow
from tumorboard.ui.pages.record import RecordPage


class Typist:
    """Presses keys in one window; `presses` counts them by what they were for."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot, self._desk = qtbot, desk
        self.presses: Counter[str] = Counter()
        self.what = ""

    def press(self, *keys: str) -> None:
        """Press keys or chords one after the other."""
        for key in keys:
            self.presses[self.what] += 1
            self._qtbot.keySequence(QApplication.focusWidget() or self._desk.window, key)

    def type(self, text: str) -> None:
        """Type a text where the keys are."""
        self.presses[self.what] += len(text)
        for letter in text:
            # The first letter may open an editor, which has the keys from then on.
            focus = QApplication.focusWidget()
            assert focus, "nothing has the keys"
            if letter == "\n":
                QTest.keyClick(focus, Qt.Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(focus, letter)
            else:
                # QTest knows the keys of a Latin keyboard only; others come with their text alone.
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focus, key)

    def form(self) -> Form:
        """Return the form in use."""
        panel = self._desk.forms.panel
        assert panel
        assert isinstance(panel.sheet, Form), f"no form is open: {panel.sheet}"
        return panel.sheet

    def add(self, record: Record, case: Case, names: dict[str, str]) -> str:
        """Type in a new record of a case as it is in a document, and keep it; return its new id.

        `names` are the ids of what was typed in before, by their ids in the document.
        """
        place = list(ADDED).index(record.record_kind)
        if place < KEYED:
            self.press(f"Ctrl+{place + 1}")
        else:
            self.press("Ctrl+N")
            self.type(plain(ADDED[record.record_kind])[:5])
            self.press("Return")
        form = self.form()
        self.fill(form, record, case, names)
        id_ = form.record_id
        self.keep()
        return id_

    def keep(self) -> None:
        """Keep what is typed in the form, which is done with then."""
        self.press("Ctrl+S")
        panel = self._desk.forms.panel
        assert panel
        assert not panel.is_open, panel.sentence

    def fill(self, form: Form, record: Record, case: Case, names: dict[str, str]) -> None:
        """Type a record into a form from its first field to the last that holds something."""
        wanted = {
            name for name in form.editors if getattr(record, name) != field_of(type(record), name).empty
        } | dict(record.absent).keys()
        passed: list[str] = []
        while wanted:
            row = row_of(QApplication.focusWidget())
            assert row is not None, f"the tab key left the form before {sorted(wanted)}"
            name = row.field.name
            passed.append(name)
            assert len(passed) < 120, f"the tab key comes to {passed[-30:]} and not to {sorted(wanted)}"
            if name in wanted:
                wanted.discard(name)
                if isinstance(row.editor, RowsEditor):
                    self._rows(row.editor, getattr(record, name), case, names)
                    continue
                self.type(self._words(row.field, record, row.editor, case, names))
            if wanted:
                self.press("Tab")

    def open(self, record: Record, id_: str) -> None:
        """Open a record from the table of all of them, found by what it says."""
        self.press("Alt+2")
        page = self._desk.case_page and self._desk.case_page.page
        assert isinstance(page, RecordPage)
        page.view.setFocus()
        self.press("/")
        self.press("Ctrl+A")
        self.type(headline(record))
        self.press("Return", "Ctrl+Home")
        for _again in range(20):
            if page.current_record() == id_:
                break
            self.press("Down")
        current = page.view.current
        said = headline(current) if current else "nothing"
        assert page.current_record() == id_, f"{headline(record)} is not found: {said}, {page.filter.text}"
        self.press("Ctrl+Return")
        self.press("F4") if not self.form().isAncestorOf(QApplication.focusWidget() or page) else None

    def _rows(
        self, editor: RowsEditor, records: tuple[Record, ...], case: Case, names: dict[str, str]
    ) -> None:
        for place, record in enumerate(records):
            row = editor.rows[place]
            names[record.id] = row.id
            first = [name for name, _share in FIRST[record.record_kind]]
            rest = [
                name
                for name in (field.name for field in _fields(record))
                if name not in first and getattr(record, name) != field_of(type(record), name).empty
            ]
            for name in first:
                field, editor_ = field_of(type(record), name), row.editors[name]
                if getattr(record, name) != field.empty:
                    words = self._words(field, record, editor_, case, names)
                    if words != editor_.typed():
                        self.press("Ctrl+A")
                        self.type(words)
                elif editor_.typed():
                    self.press("Ctrl+A", "Delete")
                self.press("Tab")
            brought = [name for name, one in row.editors.items() if name not in first and one.typed()]
            rest += [name for name in brought if name not in rest]
            if rest and not row.more.isChecked():
                self.press("Space")
            below = [name for name in row.editors if name not in first]
            if row.more.isChecked():
                for name in below:
                    self.press("Tab")
                    field = field_of(type(record), name)
                    if name in rest and getattr(record, name) == field.empty:
                        self.press("Ctrl+A", "Delete")
                    elif name in rest:
                        self.type(self._words(field, record, row.editors[name], case, names))
            self.press("Tab")
        # Past the empty row that is always there, if the keys are in it now.
        for _again in range(8):
            here = row_of(QApplication.focusWidget())
            if here is None or here.editor is not editor:
                return
            self.press("Tab")

    def _words(self, field: Field, record: Record, editor: Editor, case: Case, names: dict[str, str]) -> str:
        value: Any = getattr(record, field.name)
        if value == field.empty:
            return mark_of(dict(record.absent)[field.name])
        match field.kind:
            case "day":
                return day_text(value, editor.context.order(), editor.context.today())
            case "quantity":
                assert isinstance(value, Quantity)
                return f"{value.comparator}{value.value}"
            case "number":
                return f"{value:g}"
            case "coded_list":
                return "; ".join(map(str, value))
            case "link":
                return self._named(field, names[value])
            case "links":
                return "; ".join(self._named(field, names[one]) for one in value if one in names)
        return field.show(value)

    def _named(self, field: Field, id_: str) -> str:
        case = self._desk.session.case
        assert case
        options = named(linkable(case, getattr(field, "to", ())))
        found = [name for name, other in options.items() if other == id_]
        assert found, f"{field.name} cannot link to {id_} among {options}"
        return found[0]


def _fields(record: Record) -> list[Field]:
    from tumorboard.domain.fields import fields_of

    return list(fields_of(type(record)))


def row_of(widget: QWidget | None) -> FormRow | None:
    """Return the field of a form a widget is in; None where it is in none."""
    while widget is not None and not isinstance(widget, FormRow):
        widget = widget.parentWidget()
    return widget
