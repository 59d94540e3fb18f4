"""Chart files: an overview as SVG, which the printed page holds, and as PNG."""

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from tumorboard.figures.shapes import Overview
from tumorboard.ui import typeface
from tumorboard.ui.chart_ink import Ink, black_on_white, colourful
from tumorboard.ui.chart_plan import plan
from tumorboard.ui.chart_scene import scene

_DOTS_PER_INCH = 96
_COMPRESSION = 40
"""Of 100: a third of the time of Qt's usual one, for a tenth more bytes."""
_INSTEAD = "Inter, Helvetica, Arial, sans-serif"


def preferred_height(overview: Overview, width: float, *, paper: bool = False) -> float:
    """Return the height in pixels an overview takes where nothing else settles it."""
    return plan(overview, _ink(paper), width).size[1]


def svg(overview: Overview, width: float, height: float | None = None, *, paper: bool = False) -> bytes:
    """Return an overview as SVG with real text; sizes in pixels of 96 to the inch."""
    from PySide6.QtSvg import QSvgGenerator  # a library of its own that the first paint can do without

    made = scene(overview, _ink(paper), width, height)
    size = made.sceneRect()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(held)
    generator.setResolution(_DOTS_PER_INCH)
    generator.setSize(QSize(round(size.width()), round(size.height())))
    generator.setViewBox(size)
    generator.setTitle(overview.title)
    generator.setDescription(overview.words)
    # A painter left open by a fault takes the whole program with it.
    with QPainter(generator) as painter:
        made.render(painter, size, size)
    # Qt writes a path without a point for what lies outside, and warns of it when it reads its own file.
    drawn = re.sub(rb'<path [^>]*\bd=""[^>]*/>', b"", bytes(held.data().data()))
    # Our own pages have the typeface; whoever else opens the file may not.
    named = f'"{typeface.FAMILY}"'.encode()
    return drawn if paper else drawn.replace(named, f'"{typeface.FAMILY}, {_INSTEAD}"'.encode())


def png(
    overview: Overview, width: float, height: float | None = None, *, scale: float = 2.0, paper: bool = False
) -> bytes:
    """Return an overview as PNG; sizes in pixels of 96 to the inch, `scale` pixels of the image to each."""
    ink = _ink(paper)
    made = scene(overview, ink, width, height)
    size = made.sceneRect()
    image = QImage(round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32)
    per_metre = round(scale * _DOTS_PER_INCH / 0.0254)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    image.fill(QColor(ink.ground))
    image.setText("Title", overview.title)
    image.setText("Description", overview.words)
    with QPainter(image) as painter:
        made.render(painter, QRectF(image.rect()), size)
    data = QByteArray()
    held = QBuffer(data)
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(held, QByteArray(b"png"))
    writer.setCompression(_COMPRESSION)
    writer.write(image)
    return bytes(data.data())


def _ink(paper: bool) -> Ink:
    return black_on_white() if paper else colourful()
