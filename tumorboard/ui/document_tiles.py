"""Document tiles: each document of a case as a picture with its caption, date and subject below."""

from PySide6.QtCore import (
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QWidget
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from tumorboard.domain.document import Document
from tumorboard.domain.headline import headline
from tumorboard.i18n import _
from tumorboard.ui import pictures, theme
from tumorboard.ui.document_rows import DOCUMENT, DocumentRows, Index, about_words, date_words, size_words
from tumorboard.ui.pictures import Pictures

NARROWEST = 190
"""How wide a tile is at least, at 100 %."""
LEAST = 170
"""How high the tiles are at least, at 100 %; where there is no room for that, the page is scrolled."""
SHAPE = 0.7
"""The height of a tile's picture, of its width."""
KEPT = 64_000_000
"""Bytes of small pictures that are kept."""


class TilePainter(QStyledItemDelegate):
    """A picture above caption, date and subject; the one the keys are at has a ring."""

    def __init__(self, found: Pictures, parent: "Tiles") -> None:
        super().__init__(parent)
        self._found, self._tiles = found, parent

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        look, document = theme.current(), index.data(DOCUMENT)
        gap = look.px(5)
        rect: QRect = option.rect.adjusted(gap, gap, -gap, -gap)
        radius = look.px(8)
        is_current = self._tiles.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(look.border if over else look.hairline), 1))
        painter.setBrush(QColor(look.surface))
        frame = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, radius, radius)
        room = QRect(rect.left(), rect.top(), rect.width(), round(rect.width() * SHAPE))
        whole = QPainterPath()
        whole.addRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.save()
        painter.setClipPath(whole)
        painter.fillRect(room, QColor(look.ground))
        self._draw_content(painter, room, document)
        painter.restore()
        painter.setPen(QPen(QColor(look.hairline), 1))
        painter.drawLine(rect.left(), room.bottom(), rect.right(), room.bottom())
        inside = look.px(10)
        self._write(painter, rect.adjusted(inside, room.height() + look.px(7), -inside, 0), document)
        if is_current:
            here = self._tiles.hasFocus()
            painter.setPen(QPen(QColor(look.accent if here else look.border), look.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
        painter.restore()

    def _draw_content(self, painter: QPainter, room: QRect, document: Document) -> None:
        look, ratio = theme.current(), self._tiles.devicePixelRatioF()
        content = document.content or b""
        margin = look.px(6)
        inside = room.adjusted(margin, margin, -margin, -margin)
        if pictures.kind_of(content) == pictures.IMAGE:
            image = self._found.find(document, (inside.size() * ratio))
            if image is None:
                return
            if not image.isNull():
                size = QRectF(0, 0, image.width() / ratio, image.height() / ratio)
                size.moveCenter(QRectF(inside).center())
                painter.drawImage(size, image)
                return
        painter.setFont(self._tiles.font())
        painter.setPen(QColor(look.muted))
        words = size_words(document)
        if pictures.kind_of(content) == pictures.IMAGE:
            words = _("This picture cannot be read.")
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inside, int(flags), words)

    def _write(self, painter: QPainter, rect: QRect, document: Document) -> None:
        look, font = theme.current(), self._tiles.font()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        plain = QFontMetrics(font)
        height = plain.lineSpacing() + look.px(1)
        line = QRect(rect.left(), rect.top(), rect.width(), height)
        caption = lines_of(headline(document), QFontMetrics(bold), rect.width())
        room = rect.width()
        label = _("Handout") if document.printed else ""
        if label:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() * 0.85)
            painter.setFont(small)
            wide = QFontMetrics(small).horizontalAdvance(label) + look.px(10)
            pill = QRectF(
                rect.right() - wide,
                rect.top() + len(caption) * height + look.px(1),
                wide,
                height - look.px(2),
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft))
            painter.drawRoundedRect(pill, look.px(5), look.px(5))
            painter.setPen(QColor(look.accent))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, label)
            room -= wide + look.px(6)
        about = about_words(self._tiles.rows.case, document)
        texts = (
            *((one, bold, look.text if document.caption else look.muted, rect.width()) for one in caption),
            (date_words(document), font, look.text if document.taken_on else look.look, room),
            (about, font, look.muted, rect.width()),
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for text, written, colour, space in texts:
            painter.setFont(written)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(written).elidedText(text, Qt.TextElideMode.ElideRight, space)
            painter.drawText(line, left, shown)
            line.translate(0, height)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        return self._tiles.tile()


class Tiles(QListView):
    """The tiles in rows as wide as the page, gone through by arrow keys."""

    shown_large = Signal(str)
    edited = Signal(str)
    removed = Signal(str)
    marked = Signal(str)
    """The document of this id is to be printed in the handout, or no longer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Documents"))
        self.rows = DocumentRows(self)
        self.pictures = Pictures(KEPT, self)
        self.setModel(self.rows)
        self.setItemDelegate(TilePainter(self.pictures, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.pictures.ready.connect(self.rows.repaint)
        self.doubleClicked.connect(lambda index: self.shown_large.emit(self.current_id()))

    def current(self) -> Document | None:
        """Return the document the keys are at."""
        found: Document | None = self.currentIndex().data(DOCUMENT)
        return found

    def current_id(self) -> str:
        """Return the id of the document the keys are at; empty for none."""
        document = self.current()
        return document.id if document else ""

    def go_to(self, row: int) -> None:
        """Put the keys at a row, or the nearest there is."""
        index = self.rows.index(max(0, min(row, self.rows.rowCount() - 1)))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def columns(self) -> int:
        """Return how many tiles stand in a row."""
        return max(1, self._room() // theme.current().px(NARROWEST))

    def _room(self) -> int:
        # A bar that comes and goes leaves the tiles as they are.
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def tile(self) -> QSize:
        """Return the size of a tile with the gap around it."""
        look = theme.current()
        # Qt breaks the row where its last tile ends exactly at its end.
        wide = (self._room() - 1) // self.columns()
        lines = 4 * (self.fontMetrics().lineSpacing() + look.px(1))
        return QSize(wide, round((wide - look.px(10)) * SHAPE) + lines + look.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        document_id, row = self.current_id(), self.currentIndex().row()
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns(),
            Qt.Key.Key_Down: self.columns(),
            Qt.Key.Key_Home: -len(self.rows.documents),
            Qt.Key.Key_End: len(self.rows.documents),
        }
        signal = {
            Qt.Key.Key_Return: self.shown_large,
            Qt.Key.Key_Enter: self.shown_large,
            Qt.Key.Key_Space: self.shown_large,
            Qt.Key.Key_F2: self.edited,
            Qt.Key.Key_Delete: self.removed,
            Qt.Key.Key_P: self.marked,
        }.get(Qt.Key(event.key()))
        by = moves.get(Qt.Key(event.key()))
        if plain and by:
            beyond = not 0 <= row + by < len(self.rows.documents)
            # Up and down stay in their column.
            if not beyond or event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.go_to(row + by)
        elif is_edit(event) and document_id:
            self.edited.emit(document_id)
        elif plain and signal and document_id:
            signal.emit(document_id)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter keeps a form; while the keys are here it opens one.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_edit(event):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay()

    def _lay(self) -> None:
        self.setGridSize(self.tile())
        self.setMinimumHeight(min(self.tile().height(), theme.current().px(LEAST)))
        self.scheduleDelayedItemsLayout()


def lines_of(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return a text in one line, or in two of which the second ends where there is no more room."""
    words = text.split()
    first = 0
    while first < len(words) and metrics.horizontalAdvance(" ".join(words[: first + 1])) <= room:
        first += 1
    if not 0 < first < len(words):
        return [text]
    return [" ".join(words[:first]), " ".join(words[first:])]


def is_edit(event: QKeyEvent) -> bool:
    """Whether a key asks for the form: Ctrl+Enter."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
