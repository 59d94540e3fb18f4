"""Record view: the table of records as it is seen and moved through by keys."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from tumorboard.domain.record import Record
from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.record_cells import DAY, KIND, WHAT
from tumorboard.ui.record_painter import RecordPainter, row_height, width
from tumorboard.ui.record_table import RecordRows

_SHARES = {WHAT: 5, "note": 3, "source": 2}
"""How the columns over all kinds share the room that dates and kinds leave."""
MEASURED = 60
"""Rows from which the width of a column is taken."""
WIDEST = 300
FEWEST = 6
"""Rows that are seen where the window is low; then the page scrolls."""


class RecordView(QTableView):
    """Shows record rows; says which key was pressed and leaves to others what comes of it."""

    edited = Signal()
    opened = Signal()
    copied = Signal()
    removed = Signal()
    sought = Signal()
    """The line of the filter is wanted."""
    asked = Signal()
    """The list of kinds is wanted."""
    stepped = Signal(int)
    """The next kind of record is wanted (1), or the one before (-1)."""
    moved = Signal()
    """Another row or cell is the current one."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Records"))
        self.rows = RecordRows(today, self)
        self.setModel(self.rows)
        self.setItemDelegate(RecordPainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setAccessibleName(_("Columns"))
        self.doubleClicked.connect(lambda index: self.edited.emit())
        self.selectionModel().currentChanged.connect(lambda now, before: self.moved.emit())
        self.selectionModel().selectionChanged.connect(lambda now, before: self.moved.emit())
        self._lay_rows()

    @property
    def current(self) -> Record | None:
        """The record the keys are at."""
        return self.rows.record(self.currentIndex().row())

    def chosen(self) -> list[Record]:
        """Return the records that are selected, in the order of the table."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [record for place in places if (record := self.rows.record(place))]

    def go_to(self, record_id: str, column: int = 0) -> bool:
        """Make a record the current one and bring it into sight; return whether it is there."""
        place = self.rows.place(record_id)
        if place < 0:
            return False
        self.go_to_row(place, column)
        return True

    def go_to_row(self, place: int, column: int = 0) -> None:
        """Make a row the current one; beyond the last it is that."""
        last = self.rows.rowCount() - 1
        index = self.rows.index(min(max(place, 0), last), min(max(column, 0), len(self.rows.columns) - 1))
        # Told outright: of itself the view would look at which keys are held, such as the Ctrl of an undo.
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def go_to_latest(self) -> None:
        """Start at the latest record that has a date, with what has none below it."""
        place = self.rows.last_place()
        self.go_to_row(place)
        self.scrollTo(self.rows.index(place, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.horizontalScrollBar().setValue(0)

    def select(self, ids: set[str]) -> None:
        """Select rows again, as many of them as are still there."""
        selection, last = QItemSelection(), len(self.rows.columns) - 1
        for place in range(self.rows.rowCount()):
            record = self.rows.record(place)
            if record and record.id in ids:
                selection.select(self.rows.index(place, 0), self.rows.index(place, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def cell_rect(self, record_id: str, name: str) -> QRect:
        """Return where a field of a record is shown; nowhere where it is not."""
        place = self.rows.place(record_id)
        record = self.rows.record(place)
        columns = self.rows.columns
        column = name if name in columns else DAY if record and record.begins == name else ""
        if record is None or column not in columns:
            return QRect()
        return self.visualRect(self.rows.index(place, columns.index(column)))

    def copy(self) -> None:
        """Put the selected rows where a spreadsheet takes them from."""
        rows = [self.rows.text(self.rows.place(record.id)) for record in self.chosen()]
        if rows:
            QGuiApplication.clipboard().setText("\n".join(rows))

    def lay_columns(self) -> None:
        """Give the columns their widths."""
        look, metrics, head = theme.current(), self.fontMetrics(), self.horizontalHeader()
        columns, count = self.rows.columns, self.rows.rowCount()
        few = range(0, count, max(1, count // MEASURED))
        widths = []
        for place, column in enumerate(columns):
            title = self.rows.headerData(place, Qt.Orientation.Horizontal) or ""
            wide = metrics.horizontalAdvance(title) + look.px(16)
            if column not in _SHARES or self.rows.kind:
                wide = max([wide, *(width(self.rows.cell(row, place), metrics) for row in few)])
            widths.append(min(wide, look.px(WIDEST)))
        room = self.viewport().width()
        if self.rows.kind:
            # The last column takes what is left.
            widths[-1] = max(widths[-1], room - sum(widths[:-1]))
        else:
            fixed = {DAY: min(widths[0], look.px(190)), KIND: min(widths[1], look.px(150))}
            left = max(room - sum(fixed.values()), look.px(300))
            total = sum(_SHARES.values())
            widths = [fixed.get(one, left * _SHARES.get(one, 0) // total) for one in columns]
            widths[-1] += room - sum(widths) if room > sum(widths) else 0
        for place, wide in enumerate(widths):
            head.resizeSection(place, wide)
        # The bars are there before anything is scrolled to.
        self.doItemsLayout()

    def _lay_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(row_height(self.font()))
        self.setMinimumHeight(FEWEST * row_height(self.font()))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and doing(event):
            # These keys are the table's while the keys are in it, whatever they are elsewhere.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match doing(event):
            case "edit":
                self.edited.emit()
            case "open":
                self.opened.emit()
            case "copy as new":
                self.copied.emit()
            case "remove":
                self.removed.emit()
            case "copy":
                self.copy()
            case "find":
                self.sought.emit()
            case "kinds":
                self.asked.emit()
            case "next":
                self.stepped.emit(1)
            case "previous":
                self.stepped.emit(-1)
            case "all":
                self.selectAll()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_rows()
            self.lay_columns()


_NO, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_KEYS = {
    (Qt.Key.Key_F2, _NO): "edit",
    (Qt.Key.Key_Return, _NO): "edit",
    (Qt.Key.Key_Enter, _NO): "edit",
    (Qt.Key.Key_Return, _CTRL): "open",
    (Qt.Key.Key_Enter, _CTRL): "open",
    (Qt.Key.Key_D, _CTRL): "copy as new",
    (Qt.Key.Key_Delete, _NO): "remove",
    (Qt.Key.Key_C, _CTRL): "copy",
    (Qt.Key.Key_A, _CTRL): "all",
    (Qt.Key.Key_K, _NO): "kinds",
    (Qt.Key.Key_Slash, _NO): "find",
    (Qt.Key.Key_Right, _CTRL): "next",
    (Qt.Key.Key_Left, _CTRL): "previous",
}


def doing(event: QKeyEvent) -> str:
    """Return what a key does in the table; empty where it is none of its own."""
    if event.text() == "/":
        # On many keyboards a slash needs Shift.
        return "find"
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((Qt.Key(event.key()), modifiers), "")
