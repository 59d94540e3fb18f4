"""Documents: the page with the pictures and letters of the case, brought in by drop, paste or choice."""

import dataclasses
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from tumorboard.domain.document import Document
from tumorboard.domain.errors import Problem
from tumorboard.domain.record import Record
from tumorboard.i18n import _
from tumorboard.ui import incoming, theme
from tumorboard.ui.beside import Beside, in_row
from tumorboard.ui.buttons import Button
from tumorboard.ui.document_tiles import Tiles
from tumorboard.ui.incoming import Incoming
from tumorboard.ui.progress import Progress
from tumorboard.ui.record_foot import removed_words
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings


class DocumentsPage(QWidget):
    """Shows the documents of the open case; while it is hidden it only remembers to."""

    edit_wanted = Signal(str)
    """The record of this id is to be changed in its form."""
    add_wanted = Signal(str)
    """A record of this kind is to be added."""
    large_wanted = Signal(str)
    """The document of this id is to be shown large."""

    def __init__(
        self, session: Session, settings: Settings, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Documents"))
        self.setAcceptDrops(True)
        self._session = session
        self._is_stale = True
        self.incoming = Incoming(session, self)
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.progress = Progress()
        self.said = QLabel(self.card)
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.add = Button(_("Add files"), "", "Ins", self.card)
        self.large = Button(_("Show large"), "", "Enter", self.card)
        self.edit = Button(_("Change"), "", "F2", self.card)
        self.remove = Button(_("Remove"), "", "Del", self.card)
        self._buttons = (self.large, self.edit, self.remove)
        buttons = Beside(
            in_row(self.card, self.add, self.large), in_row(self.card, self.edit, self.remove), self.card
        )
        above = Beside(self.said, buttons, self.card, least=theme.current().px(220))
        self.tiles = Tiles(self.card)
        self.nothing = QLabel(_("No documents yet"), self.card)
        self.nothing.setProperty("role", "heading")
        self.how = QLabel(
            _("Drop pictures or PDFs here, paste a picture with Ctrl+V, or add files with Insert."), self.card
        )
        self.how.setProperty("role", "muted")
        self.how.setWordWrap(True)
        for label in (self.nothing, self.how):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(12, 10, 6, 6)
        inside.addWidget(self.progress)
        inside.addWidget(above)
        inside.addStretch(1)
        inside.addWidget(self.nothing)
        inside.addWidget(self.how)
        inside.addWidget(self.tiles, 100)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 12)
        layout.addWidget(self.card)
        self.setFocusProxy(self.tiles)
        self._join()
        self._say()

    def _join(self) -> None:
        self._session.case_opened.connect(lambda case: self._follow_case())
        self._session.changed.connect(lambda kinds: self.draw())
        self.incoming.begun.connect(self.progress.follow)
        self.incoming.arrived.connect(lambda ids: self.go_to(ids[0]))
        self.incoming.refused.connect(self._session.troubled)
        self.add.clicked.connect(lambda: self.incoming.pick(self))
        self.large.clicked.connect(lambda: self.large_wanted.emit(self.current_record()))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.current_record()))
        self.remove.clicked.connect(lambda: self.remove_document(self.current_record()))
        self.tiles.shown_large.connect(self.large_wanted)
        self.tiles.edited.connect(self.edit_wanted)
        self.tiles.removed.connect(self.remove_document)
        self.tiles.marked.connect(self.mark)

    def current_record(self) -> str:
        """Return the id of the document the keys are at; empty for none."""
        return self.tiles.current_id()

    def go_to(self, document_id: str) -> None:
        """Put the keys at a document."""
        self.draw()
        if (row := self.tiles.rows.place(document_id)) >= 0:
            self.tiles.go_to(row)

    def draw(self) -> None:
        """Show the documents of the open case as they stand, the keys where they were."""
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        case, rows = self._session.case, self.tiles.rows
        before, row = self.current_record(), self.tiles.currentIndex().row()
        scrolled = self.tiles.verticalScrollBar().value()
        rows.show(case)
        place = rows.place(before)
        self.tiles.verticalScrollBar().setValue(scrolled)
        self.tiles.go_to(place if place >= 0 else row)
        self._say()

    def take(self, mime: QMimeData) -> None:
        """Add what was dropped or pasted."""
        self.incoming.take(mime)

    def remove_document(self, document_id: str) -> None:
        """Take a document out of the case, and say how it comes back."""
        case = self._session.case
        document = case.find(document_id) if case and document_id else None
        if case is not None and isinstance(document, Document):
            words = removed_words(case, [document])
            if self._try(lambda record: self._session.drop(record), document):
                self._session.noticed.emit(words)

    def mark(self, document_id: str) -> None:
        """Have a document printed in the handout, or no longer."""
        case = self._session.case
        document = case.find(document_id) if case and document_id else None
        if isinstance(document, Document):
            self._try(self._session.save, dataclasses.replace(document, printed=not document.printed))

    def _try(self, doing: Callable[[Record], object], record: Record) -> bool:
        try:
            doing(record)
        except Problem as problem:
            self._session.troubled.emit(problem.sentence)
            return False
        return True

    def _follow_case(self) -> None:
        self.tiles.pictures.clear()
        self.draw()

    def _say(self) -> None:
        found = bool(self.tiles.rows.documents)
        keyed = self.add if self.tiles.hasFocus() else self.tiles if self.add.hasFocus() else None
        changed = found == self.tiles.isHidden()
        self.tiles.setVisible(found)
        for button in self._buttons:
            button.setVisible(found)
        self.nothing.setVisible(not found)
        self.how.setVisible(not found)
        # Where the keys are to go that come here, such as Ctrl+V.
        self.setFocusProxy(self.tiles if found else self.add)
        if changed and keyed:
            self.setFocus()
        self.said.setText(_("In order of time. P prints a picture in the handout.") if found else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.incoming.pick(self)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if incoming.is_for_us(event.mimeData()):
            event.acceptProposedAction()
            self._invite(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._invite(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._invite(False)
        event.acceptProposedAction()
        self.take(event.mimeData())

    def _invite(self, on: bool) -> None:
        theme.restyle(self.card, drop=on)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            event.accept()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.draw()
