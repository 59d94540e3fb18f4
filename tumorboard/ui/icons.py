"""Icons: the drawings in resources/icons, in the colour of the theme and sharp at any pixel ratio."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from tumorboard import resources
from tumorboard.ui import theme

SIZES = (16, 20, 24, 32, 40, 48, 64)


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon in a colour, the text's if none is given; ask again when the theme changes."""
    from PySide6.QtSvg import QSvgRenderer  # a library of its own that the first paint can do without

    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", colour or theme.current().text)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    found = QIcon()
    for size in SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        found.addPixmap(pixmap)
    return found
