"""Look: how large and in which colours everything is drawn, as chosen and as the system has it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from tumorboard.ui import theme
from tumorboard.ui.settings import Settings

STEP = 0.1


class Look(QObject):
    """Changes the theme of the window, and remembers what somebody chose."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow)
        settings.changed.connect(lambda name: self.follow() if name in ("appearance", "scale") else None)
        self.follow()

    def larger(self) -> None:
        """Draw all text a step larger."""
        self.set_scale(theme.current().scale + STEP)

    def smaller(self) -> None:
        """Draw all text a step smaller."""
        self.set_scale(theme.current().scale - STEP)

    def set_scale(self, scale: float) -> None:
        """Draw all text larger or smaller than the system does."""
        self._settings.scale = min(max(round(scale, 1), theme.SMALLEST), theme.LARGEST)
        self.follow()

    def set_appearance(self, appearance: str) -> None:
        """Draw everything light, dark, or as the system."""
        self._settings.appearance = appearance
        self.follow()

    def follow(self) -> None:
        """Draw everything as it is set, and light or dark as the system does where that is wanted."""
        wanted = theme.wanted(self._settings.appearance, self._settings.scale)
        if wanted != theme.current():
            theme.apply(wanted)
