"""Form: the sheet for one record of any kind, made from its fields."""

import dataclasses
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tumorboard.domain.fields import Field, fields_of
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.record import Record, new_id, problems
from tumorboard.i18n import _, uncapital
from tumorboard.ui import form_rules, theme
from tumorboard.ui.editors import Context, Editor
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.editors.links import LinkEditor
from tumorboard.ui.editors.note import NoteEditor
from tumorboard.ui.form_layout import lines_of
from tumorboard.ui.form_row import FormRow
from tumorboard.ui.sheet import Sheet


class Form(Sheet):
    """Edits one record; a new one, or one that is there already."""

    def __init__(self, record_class: type[Record], context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record_class, self._context = record_class, context
        self._original = record_class()
        self._is_new = True
        self._asked = False
        self.setAccessibleName(_(record_class.record_title))
        self.rows: dict[str, FormRow] = {}
        self._lines: list[tuple[QWidget, tuple[FormRow, ...]]] = []
        look = theme.current()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(8))
        fields = {field.name: field for field in fields_of(record_class)}
        for names in lines_of(record_class):
            self._add_line([fields[name] for name in names])
        self._saying = QFrame(self)
        self._saying.setObjectName("saying")
        self._words = QLabel(self._saying)
        self._words.setWordWrap(True)
        inside = QVBoxLayout(self._saying)
        inside.setContentsMargins(look.px(10), look.px(6), look.px(10), look.px(6))
        inside.addWidget(self._words)
        self._box.insertWidget(self._before_note(), self._saying)
        self._box.addStretch(1)
        form_rules.join(self.editors, self._follow)
        self._order()
        self._follow()

    @property
    def kind(self) -> str:  # type: ignore[override]
        """The kind of record that is typed in."""
        return self.record_class.record_kind

    @property
    def title(self) -> str:
        title = _(self.record_class.record_title)
        return _("New {record}").format(record=uncapital(title)) if self._is_new else title

    @property
    def hint(self) -> str:
        """What is to be known before anything is typed."""
        return form_rules.hint(self._original)

    @property
    def record_id(self) -> str:
        """The id of the record, also of one that is not kept yet."""
        return self._original.id

    @property
    def editors(self) -> dict[str, Editor]:
        """The editors by the names of their fields."""
        return {name: row.editor for name, row in self.rows.items()}

    @property
    def words(self) -> str:
        """What is said about the record as it stands."""
        return self._words.text()

    def show_record(self, record: Record, *, is_new: bool) -> None:
        """Show a record: as it is kept, or a new one with what is given already."""
        self._original, self._is_new = record, is_new
        absent = dict(record.absent)
        for name, editor in self.editors.items():
            editor.set_value(getattr(record, name), absent.get(name, ""))
        self._asked = False
        self._follow()

    def show_copy(self, record: Record) -> None:
        """Show what a record says as a new one that is still to get its day: nothing of it is kept yet."""
        days = {record.begins, record.ends} - {""}
        same: dict[str, Any] = {
            field.name: getattr(record, field.name)
            for field in fields_of(type(record))
            if field.name not in days and field.kind not in ("rows", "bytes", "note")
        }
        rows: dict[str, Any] = {
            field.name: tuple(dataclasses.replace(row, id=new_id()) for row in getattr(record, field.name))
            for field in fields_of(type(record))
            if field.kind == "rows"
        }
        self.show_record(self.record_class(**same, **rows), is_new=True)
        # What is copied counts as typed: it is to be kept though no key was pressed.
        self._original = self.record_class(id=self._original.id)

    def record(self) -> Record:
        """Return the record as far as what is typed can be read.

        A field that does not apply stays as it was kept: it is neither shown nor lost.
        """
        values = {name: editor.value() for name, editor in self.editors.items()}
        absent = tuple((name, shade) for name, one in self.editors.items() if (shade := one.absence()))
        made = self.record_class(id=self._original.id, **values, absent=absent)
        hidden = {
            field.name: getattr(self._original, field.name)
            for field in fields_of(self.record_class)
            if field.automatic or (field.when is not None and not field.applies(made))
        }
        return dataclasses.replace(made, **hidden) if hidden else made

    def records(self, *, whole: bool = False) -> tuple[Record, ...]:
        if not self._holds_anything():
            return ()
        record = self.record()
        if whole and (said := self._unread_words()):
            record = dataclasses.replace(record, note="\n".join(filter(None, (record.note, said))))
        return (*self._new_records(), record)

    def unread(self) -> tuple[str, ...]:
        return tuple(
            f"{_(row.field.label)}: {fault}" for row in self._shown() if (fault := row.editor.fault())
        )

    def is_touched(self) -> bool:
        if self._is_new:
            return (self._holds_anything() and self.record() != self._original) or bool(self.unread())
        return self.record() != self._original or bool(self.unread())

    def typed(self) -> dict[str, Any]:
        return {name: typed for name, editor in self.editors.items() if (typed := editor.typed())}

    def take_up(self, typed: dict[str, Any]) -> None:
        for name, editor in self.editors.items():
            editor.take_up(typed.get(name, ""))
        self._follow()

    def go_to_start(self) -> None:
        first = next(iter(self._shown()))
        first.editor.go_to()

    def go_to_field(self, name: str) -> None:
        """Put the keys into a field that is shown; what was chosen in another is let go."""
        row = self.rows.get(name)
        if row is None or row.isHidden():
            return
        first = next(iter(self._shown())).editor
        if isinstance(first, NoteEditor) and first is not row.editor:
            first.deselect()
        row.editor.go_to()

    def go_to_unread(self) -> None:
        self._asked = True
        self._follow()
        for row in self._shown():
            if row.editor.fault():
                row.editor.go_to()
                return

    def _add_line(self, fields: list[Field]) -> None:
        line = QWidget(self)
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.current().px(8))
        rows = []
        for field in fields:
            row = FormRow(field, form_rules.editor_of(self.record_class, field, self._context), line)
            row.changed.connect(self._tell)
            row.editor.grown.connect(self._order)
            self.rows[field.name] = row
            beside.addWidget(row, 1)
            rows.append(row)
        self._lines.append((line, tuple(rows)))
        self._box.addWidget(line)

    def _before_note(self) -> int:
        """Return the place below all that the words are about, still in sight while that is typed."""
        return next(place for place, (_line, rows) in enumerate(self._lines) if rows[0].field.name == "note")

    def _order(self) -> None:
        """Have the tab key go through the fields as they stand."""
        stops = [stop for editor in self.editors.values() for stop in editor.stops()]
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    def _shown(self) -> tuple[FormRow, ...]:
        return tuple(row for row in self.rows.values() if not row.isHidden())

    def _holds_anything(self) -> bool:
        return any(editor.typed() for editor in self.editors.values())

    def _new_records(self) -> tuple[Lesion, ...]:
        made: dict[str, Lesion] = {}
        for editor in self.editors.values():
            if isinstance(editor, LinkEditor):
                made |= {one.id: one for one in editor.new_records() if isinstance(one, Lesion)}
        return tuple(made.values())

    def _unread_words(self) -> str:
        """Return what cannot be read as it was typed, for the note."""
        lines = [
            _("{field} as typed: {text}").format(
                field=_(row.field.label), text=row.editor.line.text().strip()
            )
            for row in self._shown()
            if row.editor.fault() and isinstance(row.editor, LineEditor)
        ]
        return "\n".join(lines)

    def _tell(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Show the fields that apply, and what there is to say about each and about the whole."""
        record = self.record()
        found: dict[str, str] = {}
        for problem in problems(record, self._context.today()):
            name = problem.path.partition("[")[0]
            label = _(self.rows[name].field.label) if name in self.rows else ""
            found.setdefault(name, problem.sentence.removeprefix(f"{label}: "))
        for name, row in self.rows.items():
            row.setVisible(row.field.applies(record))
            row.say_problem("" if "[" in name else found.get(name, ""), asked=self._asked)
        for line, rows in self._lines:
            line.setVisible(any(not row.isHidden() for row in rows))
        said = form_rules.words(record, self._context)
        self._words.setText(said)
        self._saying.setVisible(bool(said))
