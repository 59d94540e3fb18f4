"""Paper sheets: a page's text and figure laid out on paper, with its head and foot on every sheet."""

import re

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtSvg import QSvgRenderer

from tumorboard.domain.errors import Problem
from tumorboard.handout import templates
from tumorboard.handout.page import Page
from tumorboard.i18n import _
from tumorboard.ui import logo, typeface
from tumorboard.ui.page_breaks import Strip, between_lines, parts, sheets
from tumorboard.ui.printed_pictures import PrintedPictures

BODY, _EDGE = 8.0, 7.6
"""The size of the text, and of that in head and foot, in points."""
_READ = 6.5
"""Points below which no letters are made smaller to save room."""

_HIGHEST = 0.6
"""How much of a sheet's height the figure may take."""
_ALONE, _PACKED = 84, 72
"""How much of its width a foot takes at most, in per cent."""
_LEAST_ROOM = 0.5
"""How much of a sheet's height head and foot have to leave."""


class Sheets:
    """The sheets of one page for one device, at its resolution and on its paper."""

    def __init__(self, page: Page, figure: bytes, device: QPagedPaintDevice) -> None:
        self._device = device
        self._dot = device.logicalDpiY() / 72
        self._size = page.text_size
        self._in_pack = page.first_in_pack
        self._width, self._height = float(device.width()), float(device.height())
        self.pictures = PrintedPictures(page.pictures, self._width, self._dot)
        self._figure = _Figure(figure, QSizeF(self._width, self._height * _HIGHEST), self.pictures)
        self._logo = QImage() if page.anonymous else logo.picture(page.logo)
        self._head = self._edge(page.head_left, page.head_right, self._logo_size().width())
        # What counts sheets stands beside it: "page 10 of 12 · 104 in the pack".
        self._foot = self._edge(page.foot, "", share=_PACKED if self._in_pack else _ALONE)
        self._head_height = max(self._head.size().height(), self._logo_size().height())
        self._top = self._head_height + 14 * self._dot
        self._bottom = self._height - self._foot.size().height()
        self._body = self._laid_out(page.html, BODY * self._size, _sized(page.text_size))
        room = self._bottom - self._top - 8 * self._dot
        if room < self._height * _LEAST_ROOM:
            # Without room there would be no end of sheets.
            raise Problem(_("The patient's name or MRN is too long to stand on every sheet; shorten it."))
        self._sheets = sheets(parts(self._body), room, lambda top, end: between_lines(self._body, top, end))

    def __len__(self) -> int:
        return len(self._sheets)

    @property
    def text(self) -> str:
        """All that is printed but the labels in the figure."""
        return "\n".join(document.toPlainText() for document in (self._head, self._body, self._foot))

    def paint(self, painter: QPainter, number: int) -> None:
        """Draw one sheet, counted from 0."""
        sheet = self._sheets[number]
        head, foot = self._head.size().height(), self._foot.size().height()
        self._draw(painter, self._head, (0, head), self._head_height - head)
        self._draw_logo(painter)
        self._rule(painter, self._head_height + 3 * self._dot, 1)
        place = self._top
        if sheet.head:
            self._draw(painter, self._body, sheet.head, place)
            place += sheet.head[1] - sheet.head[0]
        self._draw(painter, self._body, sheet.body, place)
        self._rule(painter, self._bottom - 3 * self._dot, 0.6)
        self._draw(painter, self._foot, (0, foot), self._bottom)
        count = _("page {number} of {count}").format(number=number + 1, count=len(self))
        if self._in_pack:
            count = _("{count} · {number} in the pack").format(count=count, number=self._in_pack + number)
        painter.setFont(typeface.font(_scaled(_EDGE, self._size)))
        corner = QRectF(0, self._bottom, self._width, foot)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, count)

    def _draw(self, painter: QPainter, document: QTextDocument, strip: Strip, place: float) -> None:
        top, bottom = strip
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        # A line that only touches the edge would be drawn twice, and be twice in the text of a PDF.
        context.clip = QRectF(0, top + 2 * self._dot, self._width, bottom - top - 4 * self._dot)
        painter.save()
        painter.translate(0, place - top)
        painter.setClipRect(QRectF(-self._dot, top, self._width + 2 * self._dot, bottom - top))
        # A preview notes only pens that change: black from the start would be drawn in the window's colour.
        painter.setPen(Qt.GlobalColor.white)
        document.documentLayout().draw(painter, context)
        painter.restore()

    def _rule(self, painter: QPainter, y: float, points: float) -> None:
        painter.setPen(QPen(Qt.GlobalColor.black, points * self._dot))
        painter.drawLine(0, round(y), round(self._width), round(y))

    def _logo_size(self) -> QSizeF:
        """Return how large the logo stands at the right of the head, with the room beside it."""
        if self._logo.isNull():
            return QSizeF(0, 0)
        per_mm = self._dot * 72 / 25.4
        room = QSizeF(logo.WIDE * per_mm, logo.HIGH * per_mm)
        size = QSizeF(self._logo.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return size + QSizeF(3 * per_mm, 0)

    def _draw_logo(self, painter: QPainter) -> None:
        if self._logo.isNull():
            return
        size = self._logo_size() - QSizeF(3 * self._dot * 72 / 25.4, 0)
        place = QPointF(self._width - size.width(), self._head_height - size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(place, size), self._logo)
        painter.restore()

    def _edge(self, left: str, right: str, taken: float = 0.0, share: int = _ALONE) -> QTextDocument:
        row = f'<td width="{share}%">{left}</td><td width="{100 - share}%" align="right">{right}</td>'
        table = f'<table width="100%" cellspacing="0" cellpadding="0"><tr>{row}</tr></table>'
        return self._laid_out(table, _scaled(_EDGE, self._size), taken=taken)

    def _laid_out(self, html: str, points: float, style: str = "", taken: float = 0.0) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(typeface.font(points))
        document.setDocumentMargin(0)
        document.documentLayout().setPaintDevice(self._device)
        document.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, self._figure)
        document.setDefaultStyleSheet(style)
        # Before the text, which would otherwise be laid out twice.
        document.setTextWidth(self._width - taken)
        document.setHtml(_lightened(html))
        return document


class _Figure(QPyTextObject):
    """The figure in the flow of the text, drawn as the vectors it is made of, and the pictures."""

    def __init__(self, svg: bytes, room: QSizeF, pictures: PrintedPictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._drawing = QSvgRenderer()
        if svg:
            self._drawing.load(QByteArray(svg))
        self._size = QSizeF(self._drawing.defaultSize()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def intrinsicSize(self, document: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        name = shape.toImageFormat().name()
        return self._pictures.size(name) if name in self._pictures else self._size

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        shape: QTextFormat,
    ) -> None:
        name = shape.toImageFormat().name()
        if name in self._pictures:
            self._pictures.draw(painter, QRectF(rect), name)
        else:
            self._drawing.render(painter, QRectF(rect))


def _sized(size: float) -> str:
    """Return the style of the page for a size of text."""
    style = templates.style("sheet.css")
    return re.sub(r"\b(\d+(?:\.\d+)?)pt", lambda length: f"{_scaled(float(length[1]), size):g}pt", style)


def _scaled(points: float, size: float) -> float:
    return max(points * size, min(points, _READ))


def _lightened(html: str) -> str:
    # Where a fallback font has no bold, Qt draws each glyph twice: a name would be twice in the PDF's text.
    # Said in the source: where formats change after the layout, Qt loses tables and the figure from it.
    foreign = typeface.beyond(html)
    if not foreign:
        return html
    return re.sub(f"[{re.escape(foreign)}]+", r'<span style="font-weight: normal">\g<0></span>', html)
