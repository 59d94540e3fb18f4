"""Sheet preview: the sheets of a page as they would come out of the printer, in the look of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QGraphicsView, QSizePolicy, QWidget

from tumorboard.handout.page import Page
from tumorboard.ui import paper, theme


def preview(page: Page, parent: QWidget) -> QPrintPreviewWidget:
    """Return a widget that shows the sheets of a page."""
    shown = paper.preview(page, parent)
    # The drawn sheets stand on a grey of Qt's own, and would be wider than their view by its frame.
    for view in shown.findChildren(QGraphicsView):
        view.setAccessibleName(page.title)
        view.scene().setBackgroundBrush(QColor(theme.current().hover))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    shown.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return shown
