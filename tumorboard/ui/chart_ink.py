"""Ink: the colours, patterns and letters a figure is drawn with, on a screen or black on white.

On paper a hue is a pattern. Patterns are strokes, not brushes: Qt leaves pattern brushes out of SVG, or turns
them into pixels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainterPath, QPen

from tumorboard.figures.shapes import HUES, LaneKind, Tone
from tumorboard.ui import typeface
from tumorboard.ui.theme import LIGHT, Theme

_VIOLET = {False: "#6d28d9", True: "#a78bfa"}
_GREEN = {False: "#15803d", True: "#5fc98a"}

LETTERS = 11
"""The height of a letter in pixels where the scale is 1."""

# A page is read from nearer than a screen.
_PAPER_SCALE = 0.92

# What fills a band on paper: slope (1 rising, -1 falling, 0 dots, 2 dashes) and distance. Nothing is level or
# upright all through: that is the grid.
_PATTERNS: tuple[tuple[tuple[int, float], ...], ...] = (
    ((0, 9.0),),
    ((1, 13.0),),
    ((-1, 13.0),),
    ((2, 11.0),),
    ((0, 5.5),),
    ((1, 15.0), (-1, 15.0)),
    ((1, 7.0),),
    ((-1, 7.0),),
)


@dataclass(frozen=True)
class Ink:
    """What to draw with; `paper` is black on white, with patterns in place of colours."""

    paper: bool
    ground: str
    strip: str
    text: str
    muted: str
    hairline: str
    border: str
    pattern: str
    """What fills bands on paper: pale enough for the curve before it."""
    curve: str
    second: str
    """The colour of a second curve and of its axis."""
    limit: str
    hues: tuple[str, ...]
    tones: Mapping[Tone, str]
    lanes: Mapping[LaneKind, str]
    scale: float = 1.0
    band_strength: float = 0.13
    letters: float = LETTERS
    """The height of a letter at a scale of 1; what is read from afar has larger ones beside its marks."""
    lowest_curve: float = 180.0
    """The least height of a curve at a scale of 1."""
    own_letters: bool = False
    """Whether to write in the typeface of the program, which is the same on every computer."""

    @cached_property
    def font(self) -> QFont:
        """The font of all labels."""
        font = typeface.font(8) if self.own_letters else QFont(QGuiApplication.font())
        font.setPixelSize(round(self.letters * self.scale))
        # A label keeps its width where the figure is scaled into a page.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    @cached_property
    def bold(self) -> QFont:
        """The font of letters in badges and of a response that matters."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def measure(self, text: str) -> tuple[float, float]:
        """Return width and height of a text in the labels' font."""
        if text not in self._measured:
            self._measured[text] = (self._metrics.horizontalAdvance(text), self._metrics.height())
        return self._measured[text]

    def bold_width(self, text: str) -> float:
        """Return the width of a text in bold."""
        return QFontMetricsF(self.bold).horizontalAdvance(text)

    @cached_property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    @cached_property
    def _measured(self) -> dict[str, tuple[float, float]]:
        return {}

    def px(self, size: float) -> float:
        """Return a length that grows with the text."""
        return size * self.scale

    def hue(self, number: int) -> str:
        """Return the colour of a hue."""
        return self.hues[number % len(self.hues)]

    def readable(self, ground: str) -> str:
        """Return black or white, whichever reads better on a ground."""
        light = _luminance(QColor(ground))
        return "#ffffff" if 1.05 / (light + 0.05) > (light + 0.05) / 0.06 else "#14181d"

    def tone(self, tone: Tone, kind: LaneKind = "other") -> str:
        """Return the colour of a tone; what is plain takes the colour of its lane."""
        return self.lanes[kind] if tone == "plain" else self.tones[tone]


def screen(theme: Theme) -> Ink:
    """Return the ink of a theme."""
    return Ink(
        paper=False,
        ground=theme.surface,
        strip=theme.ground,
        text=theme.text,
        muted=theme.muted,
        hairline=theme.hairline,
        border=theme.border,
        pattern=theme.hairline,
        curve=theme.accent,
        second=theme.second,
        limit=theme.look,
        hues=theme.hues,
        tones={
            "plain": theme.text,
            "danger": theme.danger,
            "good": _GREEN[theme.dark],
            "look": theme.look,
            "muted": theme.muted,
        },
        lanes={
            "surgery": "#94a3b8" if theme.dark else "#334155",
            "local": _VIOLET[theme.dark],
            "systemic": theme.accent,
            "response": theme.muted,
            "lesion": theme.muted,
            "pathology": theme.muted,
            "adverse": theme.look,
            "status": theme.accent,
            "other": theme.muted,
            "board": theme.accent,
        },
        scale=theme.scale,
        band_strength=0.18 if theme.dark else 0.13,
    )


def black_on_white() -> Ink:
    """Return the ink of a printed page."""
    black, grey = "#000000", "#404040"
    tones: dict[Tone, str] = dict.fromkeys(("plain", "danger", "good", "look", "muted"), black)
    kinds: tuple[LaneKind, ...] = (
        *("surgery", "local", "systemic", "response"),
        *("lesion", "pathology", "adverse", "status", "other", "board"),
    )
    return Ink(
        paper=True,
        ground="#ffffff",
        strip="#ffffff",
        text=black,
        muted=grey,
        hairline="#d0d0d0",
        border="#909090",
        pattern="#b4b4b4",
        curve=black,
        second=black,
        limit=grey,
        hues=(black,) * HUES,
        tones={**tones, "muted": grey},
        lanes=dict.fromkeys(kinds, black),
        scale=_PAPER_SCALE,
        own_letters=True,
    )


def colourful() -> Ink:
    """Return the ink of a picture to hand on: colours on white, whatever the theme of the screen."""
    return replace(screen(LIGHT), own_letters=True)


def faint(colour: str, strength: float) -> QColor:
    """Return a colour that lets what is behind it through."""
    found = QColor(colour)
    found.setAlphaF(strength)
    return found


def pen(colour: str | QColor, width: float = 1.0, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a pen; lengths of dashes and gaps are in pixels."""
    made = QPen(QColor(colour), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        made.setDashPattern([length / width for length in dashes])
    return made


def pattern(hue: int, area: QRectF) -> QPainterPath:
    """Return the strokes that fill an area on paper, cut at its edges; a dot is a stroke of no length."""
    path = QPainterPath()
    for slope, apart in _PATTERNS[hue % HUES]:
        long = {0: 0.01, 2: 0.5 * apart}.get(slope)
        for line in _slanted(area, slope, apart) if long is None else _scattered(area, long, apart):
            path.moveTo(line.p1())
            path.lineTo(line.p2())
    return path


def _scattered(area: QRectF, long: float, apart: float) -> Iterator[QLineF]:
    for row in range(int(area.height() / apart)):
        y = area.top() + (row + 0.5) * apart
        shift = apart * (0.25 + 0.5 * (row % 2))
        for column in range(int((area.width() - shift) / apart) + 1):
            x = area.left() + shift + column * apart
            if x < area.right():
                yield QLineF(x, y, min(x + long, area.right()), y)


def _slanted(area: QRectF, slope: int, apart: float) -> Iterator[QLineF]:
    left, top, wide, high = area.left(), area.top(), area.width(), area.height()
    for step in range(int((wide + high) / apart) + 1):
        at = (step + 0.5) * apart - high
        x_low, x_high = max(at, 0.0), min(at + high, wide)
        if x_low < x_high:
            y_low, y_high = x_low - at, x_high - at
            if slope > 0:
                y_low, y_high = high - y_low, high - y_high
            yield QLineF(QPointF(left + x_low, top + y_low), QPointF(left + x_high, top + y_high))


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
