"""Theme: the colours and sizes everything on the screen is drawn with, light or dark.

A widget that paints for itself asks `current()` each time it paints. When the theme or the text size changes,
Qt tells every widget by a PaletteChange, StyleChange or FontChange event, and `current()` is new by then.
"""

import dataclasses
import re
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from tumorboard import resources

SMALLEST, LARGEST = 0.8, 2.0


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`, and the size of the text against the system's (`scale`, 1 is the same)."""

    dark: bool
    ground: str
    side: str
    surface: str
    text: str
    muted: str
    hairline: str
    border: str
    hover: str
    accent: str
    accent_soft: str
    on_accent: str
    look: str
    look_soft: str
    second: str
    danger: str
    danger_soft: str
    hues: tuple[str, ...]
    scale: float = 1.0

    @property
    def shade(self) -> str:
        """The folder with the style sheet's pictures, which cannot take the colours of a theme."""
        return "dark" if self.dark else "light"

    def px(self, size: float) -> int:
        """Return a length that grows with the text; a hairline never vanishes."""
        return max(1, round(size * self.scale)) if size else 0


# Okabe and Ito's eight colours that the colour-blind tell apart; the last is grey where black is the ground.
HUES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")

LIGHT = Theme(
    dark=False,
    ground="#f6f7f8",
    side="#eeeff1",
    surface="#ffffff",
    text="#1c2128",
    muted="#5c6570",
    hairline="#e3e6e9",
    border="#cfd4d9",
    hover="#e6e9ec",
    accent="#0f766e",
    accent_soft="#e2f5f1",
    on_accent="#ffffff",
    look="#b45309",
    look_soft="#fef3c7",
    second="#a8326e",
    danger="#b91c1c",
    danger_soft="#fdeaea",
    hues=(*HUES, "#000000"),
)
DARK = Theme(
    dark=True,
    ground="#16191d",
    side="#121518",
    surface="#1e2227",
    text="#e7eaed",
    muted="#9ea7b1",
    hairline="#2b3138",
    border="#414a54",
    hover="#272d34",
    accent="#2cb5a6",
    accent_soft="#152f2d",
    on_accent="#061513",
    look="#f2b04a",
    look_soft="#3a2d12",
    second="#ec9bc1",
    danger="#f48a84",
    danger_soft="#3a1f20",
    hues=(*HUES, "#a9b1ba"),
)

_current = LIGHT
_system_font: QFont | None = None


def current() -> Theme:
    """Return the theme in use."""
    return _current


def wanted(appearance: str, scale: float) -> Theme:
    """Return the theme for a setting (`light`, `dark`, or `system` to follow the system) and a text size."""
    dark = _system_is_dark() if appearance == "system" else appearance == "dark"
    return dataclasses.replace(DARK if dark else LIGHT, scale=min(LARGEST, max(SMALLEST, scale)))


def _system_is_dark() -> bool:
    if _system_font is None:
        # The system's colours are still in use; to ask for its scheme takes ten times as long, because that
        # loads every enumeration of Qt.
        return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def apply(theme: Theme) -> None:
    """Draw everything in a theme from now on."""
    global _current, _system_font
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if _system_font is None:
        _system_font = QFont(application.font())
        # A style sheet finds its pictures by this name, wherever the program lies.
        QDir.setSearchPaths("styles", [str(resources.path("styles"))])
        application.setStyle(QStyleFactory.create("Fusion"))
    _current = theme
    application.setFont(_scaled(_system_font, theme.scale))
    application.setPalette(_palette(theme))
    application.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme; its lengths are written as they are at 100 %."""
    size = QFontInfo(QApplication.font()).pointSizeF()
    names = {"heading": f"{size * 1.3:.1f}", "small": f"{size * 0.85:.1f}", "shade": theme.shade}
    sheet = Template(resources.text("styles/window.qss")).substitute(dataclasses.asdict(theme), **names)
    return re.sub(r"\b(\d+)px", lambda length: f"{theme.px(int(length[1]))}px", sheet)


def restyle(widget: QWidget, **properties: object) -> None:
    """Give a widget properties that the style sheet reads, and have it drawn by them where one is another."""
    # What was never set is as good as false: most fields are never faulty, and to restyle takes its time.
    if all((widget.property(name) or None) == (value or None) for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _scaled(font: QFont, scale: float) -> QFont:
    scaled = QFont(font)
    if font.pointSizeF() > 0:
        scaled.setPointSizeF(font.pointSizeF() * scale)
    else:
        scaled.setPixelSize(round(font.pixelSize() * scale))
    # Figures below one another have to be of one width.
    scaled.setFeature(QFont.Tag("tnum"), 1)
    return scaled


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in {
        role.Window: theme.ground,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.ground,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.hairline,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Shadow: theme.hairline,
    }.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.muted))
    return palette
