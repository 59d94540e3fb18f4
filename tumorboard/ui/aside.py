"""Aside: what is looked at for a moment and left again: the settings, the keys, and whose program this is."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tumorboard import __version__
from tumorboard.i18n import _
from tumorboard.ui.middle import Middle
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.ui.pages.keys import KeysPage
    from tumorboard.ui.pages.settings import SettingsPage


class Aside(QObject):
    """Shows these pages in the middle of the window."""

    left = Signal()

    def __init__(self, settings: Settings, middle: Middle, today: Callable[[], date]) -> None:
        super().__init__(middle)
        self._settings, self._middle, self._today = settings, middle, today
        self._keys: KeysPage | None = None
        self._settings_page: SettingsPage | None = None

    def show_settings(self) -> None:
        """Show the page of settings."""
        from tumorboard.ui.pages.settings import SettingsPage

        if self._settings_page is None:
            self._settings_page = SettingsPage(self._settings, self._today)
            self._settings_page.left.connect(self.left)
        self._middle.show_page(self._settings_page)
        self._settings_page.go_to_start()

    def show_keys(self) -> None:
        """Show the page of keys."""
        from tumorboard.ui.pages.keys import KeysPage

        if self._keys is None:
            self._keys = KeysPage()
            self._keys.left.connect(self.left)
        self._middle.show_page(self._keys)
        self._keys.back.setFocus()

    def show_about(self) -> None:
        """Say what this is and whose."""
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.about(
            self._middle.window(),
            _("About TumorBoard"),
            _("TumorBoard {version}\nThe medical record of one tumour, kept by its tumour board.").format(
                version=__version__
            ),
        )
