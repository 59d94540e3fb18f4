"""Printed pictures: those of a handout, as large as they stand on paper and no finer than is printed."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from tumorboard.handout.pictures import Picture
from tumorboard.i18n import _
from tumorboard.ui import pictures, typeface

_DPI = 300
_HIGHEST = 44.0
"""Millimetres a picture is high at most."""
_BETWEEN = 0.94
"""How much of its column a picture takes."""
_FEW = 4096
"""Colours up to which a picture is a drawing, which is printed without loss."""
_SAID = 7.5
"""The size of what is said in the place of a picture, in points."""
_KEPT = 24

_decoded: OrderedDict[tuple[bytes, int, int], QImage] = OrderedDict()
_turn = threading.Lock()
"""A pack is printed in another thread than what is shown meanwhile."""


class PrintedPictures:
    """The pictures of one page, for a device of `dot` units a point and a text `width` units wide."""

    def __init__(self, found: Iterable[Picture], width: float, dot: float) -> None:
        self._width, self._dot = width, dot
        self._found = {picture.name: picture for picture in found}
        self.unread: set[str] = set()
        """The names of pictures that could not be read."""

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def size(self, name: str) -> QSizeF:
        """Return how large a picture stands on paper, in units of the device."""
        picture = self._found[name]
        room = QSizeF(self._width / picture.columns * _BETWEEN, _HIGHEST * 72 / 25.4 * self._dot)
        whole = QSizeF(pictures.size_of(picture.content))
        if whole.isEmpty():
            self.unread.add(name)
            return QSizeF(room.width(), room.height() / 4)
        return whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def draw(self, painter: QPainter, rect: QRectF, name: str) -> None:
        """Draw a picture; a drawing without loss, a photo as photos are kept."""
        picture = self._found[name]
        inches = rect.size() / (72 * self._dot)
        image = _printable(
            picture.content, QSize(round(inches.width() * _DPI), round(inches.height() * _DPI))
        )
        painter.save()
        if image.isNull():
            self.unread.add(name)
            painter.setPen(Qt.GlobalColor.black)
            painter.setFont(typeface.font(_SAID))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _("This picture cannot be read."))
        else:
            lossless = pictures.ending_of(picture.content) != ".jpg" and _is_drawing(image)
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, lossless)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
        if picture.is_framed:
            # A scan is white to its edge.
            painter.setPen(QPen(QColor("#9a9a9a"), 0.5 * self._dot))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)
        painter.restore()


def _printable(content: bytes, box: QSize) -> QImage:
    """Return a picture on white at the resolution of the printer; those printed last are kept decoded."""
    key = (hashlib.blake2b(content, digest_size=16).digest(), *box.toTuple())
    with _turn:
        if key in _decoded:
            _decoded.move_to_end(key)
            return _decoded[key]
    image = pictures.decoded(content, box.expandedTo(QSize(1, 1)))
    if image.hasAlphaChannel():
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.end()
        image = paper
    with _turn:
        _decoded[key] = image
        if len(_decoded) > _KEPT:
            _decoded.popitem(last=False)
    return image


def _is_drawing(image: QImage) -> bool:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = np.frombuffer(plain.constBits(), dtype=np.uint32)
    return len(np.unique(colours)) <= _FEW
