"""Laboratory dates: the column of dates that stays in sight where more analytes are scrolled past it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.laboratory_head import Head


class StandingDates(QWidget):
    """Lies over the left of a table once that is scrolled to the right, and draws its first column there."""

    def __init__(self, view: QTableView, head: Head) -> None:
        super().__init__(view)
        self.setAccessibleName(_("Dates"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._view, self._head = view, head
        self.hide()
        view.horizontalScrollBar().valueChanged.connect(self.follow)

    def follow(self) -> None:
        """Stand where the first column would, if it is out of sight."""
        view, ground = self._view, self._view.viewport().geometry()
        head = self._head.geometry()
        self.setVisible(view.horizontalScrollBar().value() > 0)
        if self.isVisible():
            width = view.columnWidth(0)
            self.setGeometry(QRect(ground.left(), head.top(), width, ground.bottom() + 1 - head.top()))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        view, look = self._view, theme.current()
        model, head, width = view.model(), self._head.height(), self.width()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.surface))
        self._head.draw(painter, QRect(0, 0, width, head), 0)
        option = QStyleOptionViewItem()
        option.initFrom(view)
        option.widget = view
        for row in range(max(view.rowAt(0), 0), model.rowCount()):
            top = head + view.rowViewportPosition(row)
            if top > self.height():
                break
            option.rect = QRect(0, top, width - 1, view.rowHeight(row) - 1)
            view.itemDelegate().paint(painter, option, model.index(row, 0))
            painter.setPen(QColor(look.hairline))
            painter.drawLine(0, option.rect.bottom() + 1, width, option.rect.bottom() + 1)
        painter.setPen(QColor(look.border))
        painter.drawLine(width - 1, 0, width - 1, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        view = self._view
        row = view.rowAt(round(event.position().y()) - self._head.height())
        if row >= 0:
            view.setFocus()
            view.setCurrentIndex(view.model().index(row, 0))
