"""Rows: the editor of child records as a small grid, one line a row, the rest of a row below it on demand.

There is always one empty line at the end to type the next row into; a row in which nothing stands is none.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from tumorboard.domain.fields import Field, RowsField, field_of, fields_of, filled
from tumorboard.domain.record import Record, new_id, problems
from tumorboard.i18n import _
from tumorboard.ui import icons, theme
from tumorboard.ui.editors.editor import Context, Echo, Editor

Make = Callable[[Field, Context, QWidget], Editor]

FIRST = {
    "systemic_line_drugs": (("agent", 4), ("dose", 3), ("schedule", 3)),
    "imaging_measurements": (("lesion", 5), ("size_mm", 3), ("state", 3)),
    "adverse_event_actions": (("drug", 1), ("action", 1)),
    "agenda_item_recommendations": (("kind", 1), ("agents", 1)),
    "agenda_item_actions": (("what", 4), ("owner", 3), ("due", 3)),
    "meeting_attendance": (("specialty", 4), ("name", 4), ("present", 2)),
}
"""The fields that stand in the line of a row, with their share of its width; the others stand below it."""
_FOLDED = ("route",)
"""What a regimen brings along and nobody has to see: it alone does not unfold a row."""


class Row(QWidget):
    """One row: its line, and the fields below it, which are made when they are first wanted."""

    def __init__(self, rows: "RowsEditor", make: Make) -> None:
        super().__init__(rows)
        self._rows, self._make = rows, make
        self._of = rows.of
        self.id = new_id()
        self._number = 0
        self.editors: dict[str, Editor] = {}
        self._written: dict[str, Any] = {}
        """What the program wrote into the row; nobody types it."""
        look = theme.current()
        line = QHBoxLayout()
        line.setSpacing(look.px(4))
        for name, share in _first(self._of):
            editor = self._editor(field_of(self._of, name), self)
            for stop in editor.stops():
                stop.setProperty("compact", True)
                if isinstance(stop, QLineEdit):
                    # There is no room for it; the head of the grid has it as its tip.
                    stop.setPlaceholderText("")
            line.addWidget(editor, share)
        self.more = QToolButton(self)
        self.more.setProperty("role", "small")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        line.addWidget(self.more)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(4))
        self._box.addLayout(line)
        self._below: QWidget | None = None
        self._draw_arrow()

    def _editor(self, field: Field, parent: QWidget) -> Editor:
        editor = self._make(field, self._rows.context, parent)
        editor.changed.connect(lambda: self._rows.row_changed(self))
        self.editors[field.name] = editor
        return editor

    def _build(self) -> QWidget:
        """Return what is below the line."""
        if self._below is None:
            look = theme.current()
            self._below = QWidget(self)
            below = QGridLayout(self._below)
            below.setContentsMargins(look.px(12), 0, 0, look.px(6))
            below.setHorizontalSpacing(look.px(8))
            below.setVerticalSpacing(look.px(2))
            first = dict(_first(self._of))
            rest = [one for one in fields_of(self._of) if one.name not in first and not one.automatic]
            for place, field in enumerate(rest):
                label = QLabel(_(field.label), self._below)
                label.setProperty("role", "field")
                at, column = 2 * (place // 2), place % 2
                below.addWidget(label, at, column)
                below.addWidget(self._editor(field, self._below), at + 1, column)
            self._box.addWidget(self._below)
            self._below.hide()
            self.set_number(self._number)
        return self._below

    def stops(self) -> list[QWidget]:
        """Return what the tab key comes to in this row: its line, then what is below it."""
        first = dict(_first(self._of))
        line = [stop for name in first for stop in self.editors[name].stops()]
        below = [stop for name, one in self.editors.items() if name not in first for stop in one.stops()]
        return [*line, self.more, *below]

    def set_number(self, number: int) -> None:
        """Tell a screen reader which row this is."""
        self._number = number
        title = f"{_(self._of.record_title)} {number}"
        for name, editor in self.editors.items():
            editor.set_name(f"{title}: {_(field_of(self._of, name).label)}")
        self.more.setAccessibleName(_("{row}: more").format(row=title))
        self.more.setToolTip(_("More of {row} (Space)").format(row=title))

    def show_record(self, record: Record) -> None:
        """Show a row that is there."""
        self.id = record.id
        self._written = {
            field.name: getattr(record, field.name) for field in fields_of(self._of) if field.automatic
        }
        absent = dict(record.absent)
        first = dict(_first(self._of))
        said = [field.name for field, _value in filled(record) if not field.automatic]
        if any(name not in first for name in (*absent, *said)):
            self._build()
        for name, editor in self.editors.items():
            editor.set_value(getattr(record, name), absent.get(name, ""))
        self.more.setChecked(self._holds_more())

    def record(self) -> Record:
        """Return the row as far as it can be read."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        absent = tuple((name, shade) for name, one in self.editors.items() if (shade := one.absence()))
        return self._of(id=self.id, **values, **self._written, absent=absent)

    def is_empty(self) -> bool:
        """Whether nothing is typed in it."""
        return not any(editor.typed() for editor in self.editors.values())

    def typed(self) -> dict[str, Any]:
        """Return what is typed, with the row's id."""
        given = {name: typed for name, one in self.editors.items() if (typed := one.typed())}
        written = {
            name: field_of(self._of, name).to_plain(value) for name, value in self._written.items() if value
        }
        return {"id": self.id, **given, **written}

    def take_up(self, typed: dict[str, Any]) -> None:
        """Show again what was typed."""
        self.id = str(typed.get("id", self.id))
        automatic = {field.name: field for field in fields_of(self._of) if field.automatic}
        self._written = {
            name: field.from_plain(typed[name]) for name, field in automatic.items() if name in typed
        }
        if typed.keys() - {"id", *dict(_first(self._of)), *automatic}:
            self._build()
        for name, editor in self.editors.items():
            editor.take_up(typed.get(name, ""))
        self.more.setChecked(self._holds_more())

    def _holds_more(self) -> bool:
        first = {*dict(_first(self._of)), *_FOLDED}
        return any(one.typed() for name, one in self.editors.items() if name not in first)

    def _unfold(self, on: bool) -> None:
        if on or self._below is not None:
            self._build().setVisible(on)
            self._rows.grown.emit()
        self._draw_arrow()

    def _draw_arrow(self) -> None:
        on, size = self.more.isChecked(), theme.current().px(12)
        self.more.setIconSize(QSize(size, size))
        self.more.setIcon(icons.icon("chevron-down" if on else "chevron-right", theme.current().muted))


class RowsEditor(Editor):
    """Edits all rows of a record."""

    def __init__(self, field: RowsField, context: Context, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.of: type[Record] = field.of
        self._make = make
        self._rows: list[Row] = []
        look = theme.current()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(4))
        head = QHBoxLayout()
        head.setSpacing(look.px(4))
        for name, share in _first(self.of):
            label = QLabel(_(field_of(self.of, name).label), self)
            label.setProperty("role", "field")
            label.setIndent(look.px(2))
            label.setToolTip(_(field_of(self.of, name).help))
            head.addWidget(label, share)
        head.addSpacing(look.px(28))
        self._box.addLayout(head)
        self._grow()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, the last of them empty."""
        return tuple(self._rows)

    def value(self) -> Any:
        return tuple(row.record() for row in self._rows if not row.is_empty())

    def fault(self) -> str:
        faults = [
            f"{_(field_of(self.of, name).label)} {number}: {fault}"
            for number, row in enumerate(self._rows, start=1)
            for name, editor in row.editors.items()
            if (fault := editor.fault())
        ]
        return " ".join(faults)

    def echo(self) -> Echo:
        said = [
            (number, editor.echo())
            for number, row in enumerate(self._rows, start=1)
            for name, editor in row.editors.items()
            if editor.field.kind == "day"
        ]
        told = [(number, echo) for number, echo in said if echo.words]
        look = any(echo.look for _number, echo in told)
        return Echo("; ".join(f"{number}: {echo.words}" for number, echo in told), look)

    def missing(self) -> str:
        """Return in sentences what the rows lack or hold that is implausible."""
        today = self.context.today()
        return " ".join(
            f"{number}: {problem.sentence}"
            for number, row in enumerate(self._rows, start=1)
            if not row.is_empty()
            for problem in problems(row.record(), today)
        )

    def set_value(self, value: Any, absence: str = "") -> None:
        for row, record in zip(self._made_for(len(value)), (*value, self.of()), strict=True):
            row.show_record(record)

    def typed(self) -> Any:
        return [row.typed() for row in self._rows if not row.is_empty()]

    def take_up(self, typed: Any) -> None:
        given = [one for one in typed if isinstance(one, dict)] if isinstance(typed, list) else []
        for row, one in zip(self._made_for(len(given)), (*given, {"id": new_id()}), strict=True):
            row.take_up(one)

    def go_to(self) -> None:
        next(iter(self._rows[0].editors.values())).go_to()

    def stops(self) -> list[QWidget]:
        return [stop for row in self._rows for stop in row.stops()]

    def row_changed(self, row: Row) -> None:
        """Follow what was typed in a row."""
        if row is self._rows[-1] and not row.is_empty():
            self._grow()
        self.changed.emit()

    def _made_for(self, count: int) -> list[Row]:
        """Return so many rows and an empty one; those there are stay, as the keys may be in one of them."""
        for row in self._rows[count + 1 :]:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[count + 1 :]
        while len(self._rows) <= count:
            self._grow()
        return self._rows

    def _grow(self) -> None:
        row = Row(self, self._make)
        self._rows.append(row)
        row.set_number(len(self._rows))
        self._box.addWidget(row)
        # Not only when the layout comes to it: the next tab key may come first.
        row.show()
        self.grown.emit()


def _first(of: type[Record]) -> tuple[tuple[str, int], ...]:
    """Return the fields in the line of a row with their shares; without a word on it, the first field."""
    return FIRST.get(of.record_kind, ((fields_of(of)[0].name, 1),))
