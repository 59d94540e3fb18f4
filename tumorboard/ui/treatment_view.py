"""Treatment view: the table of treatments as it is seen and moved through by keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from tumorboard.i18n import _
from tumorboard.reasoning.treatment_table import Row
from tumorboard.ui.treatment_rows import TreatmentRows

SHARES = (9, 25, 15, 10, 10, 14, 14, 16)
"""How the columns share the width."""


class TreatmentView(QTableView):
    """Shows treatments; says which key was pressed and leaves to others what comes of it."""

    opened = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatments")
        self.setAccessibleName(_("What each treatment did"))
        self.rows = TreatmentRows(self)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setAccessibleName(_("Columns"))
        self.doubleClicked.connect(lambda index: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda now, before: self.moved.emit())

    @property
    def current(self) -> Row | None:
        """The treatment the keys are at."""
        place = self.currentIndex().row()
        return self.rows.rows[place] if 0 <= place < len(self.rows.rows) else None

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other treatments, the keys where they were."""
        kept = self.current.record.id if self.current else ""
        if self.rows.show_rows(rows):
            self.lay_out()
            places = [place for place, row in enumerate(self.rows.rows) if row.record.id == kept]
            if rows:
                self.selectRow(places[0] if places else len(rows) - 1)

    def copy(self) -> None:
        """Put the selected rows where a spreadsheet takes them from."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if places:
            QGuiApplication.clipboard().setText("\n".join(map(self.rows.text, places)))

    def lay_out(self) -> None:
        """Give the columns their widths and the rows the heights their words take."""
        room = self.viewport().width()
        for column, share in enumerate(SHARES):
            self.setColumnWidth(column, room * share // sum(SHARES))
        self.resizeRowsToContents()

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.lay_out()
