"""Pictured: pictures to test with, drawn on the spot; no patient's."""

from PySide6.QtCore import QBuffer, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter


def drawn(width: int = 320, height: int = 240, colour: str = "#8a5a9e") -> QImage:
    """Return a picture of shapes, its upper left corner marked in red."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.setBrush(QColor("#f2d7e4"))
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(6):
        step = width // 7
        painter.drawEllipse(QRect(step * place, height // 3, step, step))
    painter.fillRect(0, 0, width // 5, height // 5, QColor("#ff0000"))
    painter.end()
    return image


def file_of(image: QImage, form: str = "PNG") -> bytes:
    """Return a picture as a file of a format."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)  # type: ignore[call-overload] # PySide's hints ask for bytes, Qt for text
    return bytes(buffer.data().data())


def turned_photo(width: int = 320, height: int = 240) -> bytes:
    """Return a photo that says it is to be shown turned by 90 degrees to the right (EXIF orientation 6)."""
    photo = file_of(drawn(width, height), "JPEG")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    return photo[:2] + segment + photo[2:]


PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
