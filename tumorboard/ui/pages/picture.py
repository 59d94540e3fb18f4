"""Picture: the page on which one document fills the middle of the window, or several stand side by side."""

import dataclasses
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tumorboard.domain.document import Document, in_time
from tumorboard.domain.errors import Problem
from tumorboard.domain.headline import headline
from tumorboard.i18n import _
from tumorboard.ui.buttons import Button
from tumorboard.ui.document_rows import about_words, date_words
from tumorboard.ui.document_tiles import is_edit
from tumorboard.ui.outside import Outside
from tumorboard.ui.picture_bar import PictureBar
from tumorboard.ui.picture_view import MIDDLE, STEP, Pane, PictureView
from tumorboard.ui.pictures import Pictures
from tumorboard.ui.session import Session

KEPT = 400_000_000
"""Bytes of large pictures that are kept."""
MOST = 4
"""Pictures side by side."""
MOVE = 0.15
"""How far one arrow key moves, of what is seen."""


class PicturePage(QWidget):
    """Shows documents of the open case large, one after the other in time or side by side."""

    left = Signal()
    edit_wanted = Signal(str)
    """The record of this id is to be changed in its form."""

    def __init__(self, session: Session, outside: Outside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pictures large"))
        self._session, self._outside = session, outside
        self._pictures = Pictures(KEPT, self)
        self.documents: list[Document] = []
        self.shown: list[str] = []
        """The ids of the documents side by side."""
        self._active = 0
        self._is_together = True
        self.bar = PictureBar(self)
        self._join()
        self._panes: list[Pane] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 10)
        layout.addWidget(self.bar)
        layout.addLayout(self._row, 1)
        self._add_pane()
        session.changed.connect(lambda kinds: self._follow())
        session.case_opened.connect(lambda case: self._pictures.clear())

    def _join(self) -> None:
        bar = self.bar
        doings: dict[Button, Callable[[], object]] = {
            bar.side: self.toggle_beside,
            bar.together: self.toggle_together,
            bar.whole: lambda: self.look(1.0),
            bar.original: lambda: self.look(self.view.original),
            bar.outside: self.open_outside,
            bar.back: self.left.emit,
        }
        for button, doing in doings.items():
            button.clicked.connect(lambda _checked=False, doing=doing: doing())

    @property
    def pane(self) -> Pane:
        """The pane the keys are at, the first where they are at none."""
        return next((one for one in self._panes if one.view.hasFocus()), self._panes[self._active])

    @property
    def view(self) -> PictureView:
        """The picture the keys are at."""
        return self.pane.view

    def current_record(self) -> str:
        """Return the id of the document the keys are at; empty for none."""
        return self.view.document.id if self.view.document else ""

    def show_document(self, document_id: str) -> None:
        """Show a document of the open case by itself; the last one where none is named."""
        self._load()
        ids = [one.id for one in self.documents]
        if ids:
            self._show([document_id if document_id in ids else ids[-1]], 0)
            self.view.setFocus()

    def set_count(self, count: int) -> None:
        """Show so many documents side by side, in order of time."""
        ids = [one.id for one in self.documents]
        current = self.current_record()
        count = max(1, min(count, MOST, len(ids)))
        shown = [current] if count < len(self.shown) else list(self.shown)
        place = ids.index(current)
        # What came after is of more interest than what went before.
        for one in [*ids[place + 1 :], *reversed(ids[:place])]:
            if len(shown) < count and one not in shown:
                shown.append(one)
        shown.sort(key=ids.index)
        self._show(shown, shown.index(current))
        self.view.setFocus()

    def toggle_beside(self) -> None:
        """Show the document by itself, or beside the next in time."""
        self.set_count(1 if len(self.shown) > 1 else 2)

    def toggle_together(self) -> None:
        """Enlarge and move all pictures at once, or each by itself."""
        self._is_together = not self._is_together
        self._offer()
        self._follow_look(self.pane)

    def step(self, by: int) -> None:
        """Show the next document in time in place of the current one, or an earlier one."""
        ids = [one.id for one in self.documents]
        others = {one for one in self.shown if one != self.current_record()}
        place = ids.index(self.current_record()) + by
        while 0 <= place < len(ids) and ids[place] in others:
            place += 1 if by > 0 else -1
        if 0 <= place < len(ids):
            active = self._panes.index(self.pane)
            self._show([ids[place] if row == active else one for row, one in enumerate(self.shown)], active)

    def look(self, zoom: float) -> None:
        """Show the current picture at a zoom, and the others with it."""
        view = self.view
        view.look(zoom, QPointF(MIDDLE) if zoom == 1 else view.centre)
        self._follow_look(self.pane)

    def open_outside(self) -> None:
        """Open the current document by the system's own program."""
        if self.view.document:
            try:
                self._outside.open(self.view.document)
            except Problem as problem:
                self._session.troubled.emit(problem.sentence)

    def mark(self) -> None:
        """Have the current document printed in the handout, or no longer."""
        if document := self.view.document:
            try:
                self._session.save(dataclasses.replace(document, printed=not document.printed))
            except Problem as problem:
                self._session.troubled.emit(problem.sentence)

    def _load(self) -> None:
        case = self._session.case
        self.documents = in_time(case.of(Document)) if case else []
        if case:
            self.bar.name(case.patient)

    def _follow(self) -> None:
        if not self.isVisible() or not self.shown:
            return
        before = [one.id for one in self.documents]
        active = self._panes.index(self.pane)
        self._load()
        ids = [one.id for one in self.documents]
        if not ids:
            self.left.emit()
            return
        shown = [one for one in self.shown if one in ids]
        if not shown:
            place = before.index(self.shown[0]) if self.shown[0] in before else 0
            shown = [ids[min(place, len(ids) - 1)]]
        self._show(shown, min(active, len(shown) - 1))

    def _show(self, shown: list[str], active: int) -> None:
        had_focus = any(one.view.hasFocus() for one in self._panes)
        self.shown, self._active = shown, active
        while len(self._panes) < len(shown):
            self._add_pane()
        by_id = {one.id: one for one in self.documents}
        for row, pane in enumerate(self._panes):
            pane.setVisible(row < len(shown))
            self._fill(pane, by_id[shown[row]] if row < len(shown) else None)
        if had_focus:
            self._panes[active].view.setFocus()
        self._offer()

    def _offer(self) -> None:
        self.bar.offer(
            picture=self.view.is_picture,
            several=len(self.shown) > 1,
            more=len(self.documents) > 1,
            together=self._is_together,
        )

    def _fill(self, pane: Pane, document: Document | None) -> None:
        pane.view.show_document(document)
        if document is None:
            return
        place = self.documents.index(document) + 1
        count = _("{place} of {count}").format(place=place, count=len(self.documents))
        printed = _("printed in the handout") if document.printed else ""
        about = about_words(self._session.case, document)
        parts = (date_words(document), about, printed, count)
        pane.caption.setText(headline(document))
        pane.line.setText(" · ".join(part for part in parts if part))
        pane.view.setAccessibleName(f"{headline(document)}, {pane.line.text()}")

    def _add_pane(self) -> None:
        pane = Pane(self._pictures, self)
        pane.view.reached.connect(self._offer)
        pane.view.looked.connect(partial(self._follow_look, pane))
        self._panes.append(pane)
        self._row.addWidget(pane, 1)

    def _follow_look(self, leading: Pane) -> None:
        if self._is_together:
            for pane in self._panes:
                if pane is not leading and pane.view.document:
                    pane.view.look(leading.view.zoom, leading.view.centre)

    def event(self, event: QEvent) -> bool:
        # The keys of this page are its own while the keyboard is in it, whatever they are elsewhere.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._doing(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if doing := self._doing(event):
            doing()
        else:
            super().keyPressEvent(event)

    def _doing(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does on this page; None where it is none of its own."""
        key = Qt.Key(event.key())
        if is_edit(event):
            return self._edit
        if event.text() in ("+", "=", "-"):
            return partial(self.view.enlarge, 1 / STEP if event.text() == "-" else STEP)
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return None
        arrows = {
            Qt.Key.Key_Left: (-MOVE, 0.0),
            Qt.Key.Key_Right: (MOVE, 0.0),
            Qt.Key.Key_Up: (0.0, -MOVE),
            Qt.Key.Key_Down: (0.0, MOVE),
        }
        if key in arrows and self.view.can_move():
            return partial(self.view.move_by, *arrows[key])
        far = len(self.documents)
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Left: partial(self.step, -1),
            Qt.Key.Key_Right: partial(self.step, 1),
            Qt.Key.Key_PageUp: partial(self.step, -1),
            Qt.Key.Key_PageDown: partial(self.step, 1),
            Qt.Key.Key_Home: partial(self._go_to_end, 0),
            Qt.Key.Key_End: partial(self._go_to_end, far - 1),
            Qt.Key.Key_0: partial(self.look, 1.0),
            Qt.Key.Key_1: lambda: self.look(self.view.original),
            Qt.Key.Key_S: self.toggle_beside,
            Qt.Key.Key_2: partial(self.set_count, 2),
            Qt.Key.Key_3: partial(self.set_count, 3),
            Qt.Key.Key_4: partial(self.set_count, 4),
            Qt.Key.Key_Z: self.toggle_together,
            Qt.Key.Key_P: self.mark,
            Qt.Key.Key_O: self.open_outside,
            Qt.Key.Key_F2: self._edit,
            Qt.Key.Key_Escape: self.left.emit,
        }
        return keys.get(key)

    def _edit(self) -> None:
        self.edit_wanted.emit(self.current_record())

    def _go_to_end(self, place: int) -> None:
        if self.documents:
            ids = [one.id for one in self.documents]
            self.step(place - ids.index(self.current_record()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()
