"""Logo: a clinic's picture, made as small and as grey as it is printed."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from tumorboard.domain.errors import Problem
from tumorboard.i18n import _
from tumorboard.ui import pictures

WIDE, HIGH = 32.0, 7.0
"""Millimetres a logo takes at most."""
_DPI = 600
_LARGEST = 20_000_000
"""Bytes of a file that is looked into."""
_LIGHTEST = 160
"""How light, of 255, the darkest of a logo may be to be seen on paper."""


def read(path: Path) -> bytes:
    """Return the picture in a file (PNG, JPEG, SVG and their like) as a small grey PNG.

    Problem where it holds none, or one that would not be seen on paper.
    """
    from tumorboard.exchange import whole_file

    content = whole_file.read(path, _LARGEST)
    box = QSize(*(round(length / 25.4 * _DPI) for length in (WIDE, HIGH)))
    image = _of_vectors(content, box) if _is_svg(content) else pictures.decoded(content, box)
    if image.isNull():
        raise Problem(_("{file} holds no picture that can be read.").format(file=path.name))
    grey = _on_paper(image)
    if min(bytes(grey.constBits())) > _LIGHTEST:
        words = _("{file} is so light that it would not be seen on paper; take one for white ground.")
        raise Problem(words.format(file=path.name))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    grey.save(buffer, "PNG")  # type: ignore[call-overload] # PySide's hints ask for bytes, Qt for text
    return bytes(buffer.data().data())


def picture(content: bytes) -> QImage:
    """Return a logo as an image; a null one where there is none."""
    return QImage.fromData(content) if content else QImage()


def _is_svg(content: bytes) -> bool:
    return not pictures.ending_of(content) and b"<svg" in content[:4096]


def _of_vectors(content: bytes, box: QSize) -> QImage:
    from PySide6.QtSvg import QSvgRenderer  # a library of its own

    drawing = QSvgRenderer()
    if not drawing.load(QByteArray(content)) or drawing.defaultSize().isEmpty():
        return QImage()
    size = drawing.defaultSize().scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        drawing.render(painter, QRectF(image.rect()))
    return image


def _on_paper(image: QImage) -> QImage:
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    with QPainter(paper) as painter:
        painter.drawImage(0, 0, image)
    return paper.convertToFormat(QImage.Format.Format_Grayscale8)
