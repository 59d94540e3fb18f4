"""Treatment view: the table of treatments as it is seen and moved through by keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tumorboard.i18n import _
from tumorboard.reasoning.treatment_table import Row
from tumorboard.ui import theme
from tumorboard.ui.treatment_painter import (
    TreatmentPainter,
    beside,
    cell_font,
    least_width,
    whole_width,
)
from tumorboard.ui.treatment_rows import COLUMNS, TreatmentRows

WIDEST = 260
"""A cell wider than this is wrapped even where there is room."""
_SMALL = 0.87
"""How large the titles of the columns are beside the words, at most."""
FEWEST = 8
"""Lines of words that are seen where the window is low; then the page scrolls."""


class TreatmentView(QTableView):
    """Shows treatments; says which key was pressed and leaves to others what comes of it."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatments")
        self.setAccessibleName(_("What each treatment did"))
        self.rows = TreatmentRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(TreatmentPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setAccessibleName(_("Columns"))
        self.doubleClicked.connect(lambda index: self.opened.emit())

    @property
    def current(self) -> Row | None:
        """The treatment the keys are at."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other treatments, the keys where they were."""
        kept = self.current.record.id if self.current else ""
        if not self.rows.show_rows(rows):
            return
        self.lay_out()
        if rows and self.current is None and not self.go_to(kept):
            self.selectRow(len(rows) - 1)

    def go_to(self, record_id: str) -> bool:
        """Put the keys at a treatment; return whether it is there."""
        places = [place for place, row in enumerate(self.rows.rows) if row.record.id == record_id]
        if places:
            self.selectRow(places[0])
        return bool(places)

    def copy(self) -> None:
        """Put the selected rows where a spreadsheet takes them from."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if places:
            QGuiApplication.clipboard().setText("\n".join(map(self.rows.text, places)))

    def lay_out(self) -> None:
        """Give the columns their widths and the rows the heights their words take."""
        look, head, least, wish = theme.current(), self.horizontalHeader(), [], []
        for column in range(len(COLUMNS)):
            metrics, cells = QFontMetrics(cell_font(self.font(), column)), self.rows.column(column)
            few = max((least_width(cell, metrics) for cell in cells), default=0) + 2 * beside() + 1
            whole = max((whole_width(cell, metrics) for cell in cells), default=0) + 2 * beside() + 1
            title = round(self.fontMetrics().horizontalAdvance(_(COLUMNS[column])) * _SMALL)
            least.append(max(few, title + 2 * beside()))
            wish.append(max(least[-1], min(whole, look.px(WIDEST))))
        for column, wide in enumerate(shared(self.viewport().width(), least, wish)):
            self.setColumnWidth(column, wide)
        self.resizeRowsToContents()
        self.setMinimumHeight(FEWEST * self.fontMetrics().lineSpacing() + head.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.lay_out()
        # A form that is opened beside the table, or a notice above it, must not push the row out of sight.
        if self.currentIndex().isValid():
            self.doItemsLayout()
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.lay_out()


def shared(room: int, least: list[int], wish: list[int]) -> list[int]:
    """Return the widths of columns: none below its least, and beyond that each as far as it lacks."""
    over = room - sum(least)
    if over <= 0:
        return least
    lacking = [far - near for near, far in zip(least, wish, strict=True)]
    if over >= sum(lacking):
        spare = over - sum(lacking)
        return [wide + spare // len(wish) for wide in wish]
    return [near + over * lack // sum(lacking) for near, lack in zip(least, lacking, strict=True)]
