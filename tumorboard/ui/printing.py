"""Printing: what of the open case leaves the window, as a page shown first, as a PDF or as a picture."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from tumorboard.i18n import _
from tumorboard.ui import files
from tumorboard.ui.files import Files
from tumorboard.ui.middle import Middle
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.figures.shapes import Overview
    from tumorboard.ui.pages.handout import HandoutPage


class Printing(QObject):
    """Shows the handout in the middle of the window; nothing is printed or saved that was not shown."""

    left = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        files: Files,
        middle: Middle,
        today: Callable[[], date],
    ) -> None:
        super().__init__(middle)
        self._session, self._settings, self._files = session, settings, files
        self._middle, self._today = middle, today
        self._page: HandoutPage | None = None
        self.second: Callable[[], str] = str
        """Tells which laboratory value the chart shows beside the first."""
        settings.take_clinic()
        settings.changed.connect(self._follow_settings)

    def _follow_settings(self, name: str) -> None:
        if name in ("logo", "templates"):
            self._settings.take_clinic()

    def show_handout(self) -> None:
        """Show the open case as it will be printed; once it is shown, print it."""
        from tumorboard.ui.pages.handout import HandoutPage

        if self._session.case is None:
            return
        if self._page and self._middle.page is self._page:
            self._page.print_it()
            return
        if self._page is None:
            self._page = HandoutPage(self._session, self._settings, self._files, self._today)
            self._page.left.connect(self.left)
        self._page.second = self.second()
        self._page.take_question()
        self._page.show_case()
        self._middle.show_page(self._page)
        self._page.question.setFocus()

    def save_pdf(self) -> None:
        """Show the open case as it will be printed, and ask where to save that."""
        if self._page is None or self._middle.page is not self._page:
            self.show_handout()
        if self._page:
            self._page.save_pdf()

    def save_anonymous_pdf(self) -> None:
        """Show the open case without what tells whose it is, and ask where to save that."""
        self.show_handout()
        if self._page:
            self._page.identity.set_code("anonymous")
            self._page.save_pdf()

    def export_chart(self, shown: "Overview", kind: str) -> None:
        """Ask where what the chart shows is to be written: `.svg`, `.png` or `.csv`."""
        from tumorboard.ui import handouts

        if case := self._session.case:
            analytes = " ".join(curve.analyte for curve in shown.curves)
            name = f"{case.patient.mrn} {analytes}{kind}"
            if path := self._files.ask_save(_("Export the chart"), name, f"{kind[1:].upper()} (*{kind})"):
                files.written(path, handouts.chart_file(shown, kind))

    def export_treatments(self, table: str) -> None:
        """Ask where the table of treatments is to be written, as CSV."""
        if case := self._session.case:
            name = f"{case.patient.mrn} {_('treatments')}.csv"
            if path := self._files.ask_save(_("Save the treatments"), name, "CSV (*.csv)"):
                files.written(path, table.encode())

    def copy_chart(self, shown: "Overview") -> None:
        """Put what the chart shows on the clipboard: as pixels, and for whoever takes them as lines."""
        from tumorboard.ui import handouts

        drawn = QMimeData()
        drawn.setImageData(QImage.fromData(handouts.chart_file(shown, ".png")))
        drawn.setData("image/svg+xml", QByteArray(handouts.chart_file(shown, ".svg")))
        QGuiApplication.clipboard().setMimeData(drawn)
        self._session.noticed.emit(_("The chart is on the clipboard, as a picture to paste."))
