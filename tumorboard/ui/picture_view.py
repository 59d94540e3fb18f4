"""Picture view: one picture in the room there is, enlarged and moved by wheel, drag and key."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.domain.document import Document
from tumorboard.i18n import _
from tumorboard.ui import pictures, theme
from tumorboard.ui.document_rows import size_words
from tumorboard.ui.pictures import Pictures

STEP = 1.25
"""How much one key or notch enlarges."""
LARGEST = 8.0
"""How many points of the screen one of the picture takes at most."""
MIDDLE = QPointF(0.5, 0.5)


class PictureView(QWidget):
    """Shows a picture as large as fits (`zoom` 1), or a part of it around `centre`, both relative."""

    looked = Signal()
    """Somebody enlarged or moved the picture."""
    reached = Signal()
    """The keys are at this picture now."""

    def __init__(self, found: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = found
        self.document: Document | None = None
        self._whole = QSizeF()
        self.zoom, self.centre = 1.0, QPointF(MIDDLE)
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.current().px(120), theme.current().px(120))
        found.ready.connect(self._follow)

    def show_document(self, document: Document | None) -> None:
        """Show another document, or the same as it is now."""
        before, self.document = self.document, document
        content = document.content if document else None
        if before is None or document is None or before.content != document.content:
            image = content is not None and pictures.kind_of(content) == pictures.IMAGE
            self._whole = QSizeF(pictures.size_of(content)) if image and content else QSizeF()
            self.look(1.0, MIDDLE)
        self.update()

    @property
    def is_picture(self) -> bool:
        """Whether there is a picture to be seen."""
        return self._whole.isValid() and not self._whole.isEmpty()

    @property
    def fit(self) -> float:
        """How many points of the page one of the picture takes where all of it is seen."""
        if not self.is_picture:
            return 1.0
        return min(self.width() / self._whole.width(), self.height() / self._whole.height())

    @property
    def scale(self) -> float:
        """How many points of the page one of the picture takes now."""
        return self.fit * self.zoom

    @property
    def original(self) -> float:
        """The zoom at which one point of the picture is one of the screen."""
        return 1 / (self.fit * self.devicePixelRatioF())

    def look(self, zoom: float, centre: QPointF) -> None:
        """Show a part of the picture; beyond its edges nothing is shown."""
        most = max(LARGEST * self.original, 1.0)
        self.zoom = min(max(zoom, min(1.0, self.original)), most)
        self.centre = self._within(centre)
        self.update()

    def enlarge(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge the picture, what is at a place staying there."""
        place = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        fixed = self._in_picture(place)
        self.look(self.zoom * factor, self.centre)
        moved = self._in_picture(place)
        self.look(self.zoom, self.centre + fixed - moved)
        self.looked.emit()

    def move_by(self, across: float, down: float) -> bool:
        """Move the sight by parts of what is seen; return whether there was more to see."""
        before = QPointF(self.centre)
        size = self._seen()
        self.look(self.zoom, self.centre + QPointF(across * size.width(), down * size.height()))
        self.looked.emit()
        return self.centre != before

    def can_move(self) -> bool:
        """Whether a part of the picture is out of sight."""
        size = self._seen()
        return self.is_picture and (size.width() < 0.999 or size.height() < 0.999)

    def target(self) -> QRectF:
        """Return where the whole picture lies, as far as it would reach."""
        size = self._whole * self.scale
        left = self.width() / 2 - self.centre.x() * size.width()
        top = self.height() / 2 - self.centre.y() * size.height()
        return QRectF(QPointF(left, top), size)

    def _seen(self) -> QSizeF:
        size = self._whole * self.scale
        if size.isEmpty():
            return QSizeF(1, 1)
        return QSizeF(self.width() / size.width(), self.height() / size.height())

    def _within(self, centre: QPointF) -> QPointF:
        size = self._seen()

        def kept(place: float, part: float) -> float:
            return 0.5 if part >= 1 else min(max(place, part / 2), 1 - part / 2)

        return QPointF(kept(centre.x(), size.width()), kept(centre.y(), size.height()))

    def _in_picture(self, place: QPointF) -> QPointF:
        whole = self.target()
        if whole.isEmpty():
            return QPointF(MIDDLE)
        return QPointF((place.x() - whole.left()) / whole.width(), (place.y() - whole.top()) / whole.height())

    def _image(self) -> QImage | None:
        assert self.document
        wanted = pictures.level(self._whole.toSize(), self.scale * self.devicePixelRatioF())
        image = self._found.find(self.document, wanted)
        return image if image is not None else self._found.largest(self.document)

    def _follow(self, document_id: str) -> None:
        if self.document is not None and self.document.id == document_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        dark = look.dark and self.is_picture
        painter.fillRect(self.rect(), QColor("#000000" if dark else look.hover))
        words = ""
        if self.document is None:
            pass
        elif not self.is_picture:
            content = self.document.content or b""
            broken = pictures.kind_of(content) == pictures.IMAGE
            words = _("This picture cannot be read.") if broken else size_words(self.document)
        else:
            image = self._image()
            if image is not None and not image.isNull():
                # Single points are to be told apart where they are enlarged much.
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < 4)
                painter.drawImage(self.target(), image)
            elif image is not None:
                words = _("This picture cannot be read.")
        if words:
            painter.setPen(QColor(look.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2 * look.px(1)))
            painter.drawRect(self.rect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton and self.can_move():
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        whole = self.target()
        if self._grip is not None and not whole.isEmpty():
            by = event.position() - self._grip
            self._grip = event.position()
            self.look(self.zoom, self.centre - QPointF(by.x() / whole.width(), by.y() / whole.height()))
            self.looked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if abs(self.zoom - 1) > 1e-6:
            self.look(1.0, MIDDLE)
            self.looked.emit()
        else:
            self.enlarge(self.original, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turned := event.angleDelta().y():
            self.enlarge(STEP ** (turned / 120), event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.look(self.zoom, self.centre)


class Pane(QWidget):
    """A picture, and below it its caption, its date and what it is about."""

    def __init__(self, found: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = PictureView(found, self)
        self.caption = QLabel(self)
        self.caption.setProperty("role", "section")
        self.line = QLabel(self)
        self.line.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.view, 1)
        for label in (self.caption, self.line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setIndent(0)
            layout.addWidget(label)
