"""Typeface: the letters on paper, the same on every computer, and which characters it lacks.

Inter, cut down in weight and characters, comes with the program. Its figures are all of one width, and no
glyph stands for two characters or more, since a PDF's text is found again from its glyphs.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextLayout

from tumorboard import resources

FAMILY = "Inter TumorBoard"
_FIGURE = "\ufffc"
"""Stands in a text for what is drawn there."""
_STYLES = ("Regular", "Bold", "Italic")


def font(points: float) -> QFont:
    """Return the font for paper in a size in points."""
    _register()
    chosen = QFont(FAMILY)
    chosen.setPointSizeF(points)
    return chosen


def beyond(text: str) -> str:
    """Return the characters of a text that come from other fonts of the system, each once."""
    raw = QRawFont.fromFont(font(9))
    return "".join(
        letter
        for letter in sorted(set(text))
        if letter.isprintable() and letter != _FIGURE and not raw.supportsCharacter(ord(letter))
    )


def lacking(text: str) -> str:
    """Return the characters of a text that no font of this computer has, each once."""
    return "".join(letter for letter in beyond(text) if not _drawable(letter))


def _drawable(letter: str) -> bool:
    layout = QTextLayout(letter, font(9))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and all(index for run in runs for index in run.glyphIndexes())


@cache
def _register() -> None:
    for style in _STYLES:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/InterTumorBoard-{style}.ttf")))
