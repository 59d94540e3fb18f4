"""Gallery: the pictures of the case on show, one after the other in time or two side by side."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tumorboard.domain.case import Case
from tumorboard.domain.document import Document, in_time
from tumorboard.domain.headline import headline
from tumorboard.i18n import _
from tumorboard.ui import pictures
from tumorboard.ui.document_rows import about_words, date_words
from tumorboard.ui.meeting.agenda import Seen
from tumorboard.ui.meeting.letters import letter, smallest
from tumorboard.ui.picture_view import MIDDLE, STEP, Pane
from tumorboard.ui.pictures import Pictures

KEPT = 200_000_000
"""Bytes of pictures that are kept decoded."""


def pictures_of(case: Case) -> list[Document]:
    """Return the documents of a case that are pictures, in order of time."""
    found = in_time(case.of(Document))
    return [one for one in found if one.content and pictures.kind_of(one.content) == pictures.IMAGE]


class Gallery(QWidget):
    """Shows the last picture first; another case begins anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = Pictures(KEPT, self)
        self.panes = [Pane(self._found, self) for _side in range(2)]
        self._none = QLabel(_("No picture is recorded."), self)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "muted")
        self.warning = QLabel(_("Names inside a picture are not hidden."), self)
        self.warning.setProperty("role", "look")
        row = QHBoxLayout()
        row.addWidget(self._none, 1)
        for pane in self.panes:
            pane.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(pane, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row, 1)
        layout.addWidget(self.warning, 0, Qt.AlignmentFlag.AlignLeft)
        self.documents: list[Document] = []
        self._case: Case | None = None
        self._seen: Seen | None = None
        self._at = 0
        self._are_two = False

    def set_letters(self, height: int) -> None:
        """Take letters for a window so many pixels high."""
        labels = [self._none, self.warning]
        for pane in self.panes:
            labels += [pane.caption, pane.line]
            letter(pane.view, smallest(height))
        for label in labels:
            letter(label, smallest(height))

    def show_seen(self, seen: Seen) -> None:
        """Show the pictures of a case."""
        if self._seen is not None and self._seen.whose == seen.whose:
            return
        current = self.documents[self._at].id if self._at < len(self.documents) else ""
        is_other = self._seen is None or self._seen.case.id != seen.case.id
        if is_other:
            self._found.clear()
        self._seen = seen
        self.documents = pictures_of(seen.case)
        ids = [one.id for one in self.documents]
        self._at = ids.index(current) if current in ids and not is_other else max(len(ids) - 1, 0)
        self._show()

    @property
    def words(self) -> str:
        """What is to be seen, for somebody who hears it."""
        shown = (pane.view.accessibleName() for pane in self.panes if pane.view.document is not None)
        return "; ".join(shown) or self._none.text()

    @property
    def more(self) -> str:
        """What up and down lead to."""
        return _("picture") if len(self.documents) > 1 else ""

    def move_by(self, by: int) -> None:
        """Show the next picture in time, or an earlier one."""
        if self.documents:
            self._at = min(max(self._at + by, 0), len(self.documents) - 1)
            self._show()

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on pictures does."""
        return {
            "larger": lambda: self._enlarge(STEP),
            "smaller": lambda: self._enlarge(1 / STEP),
            "whole": self._show_whole,
            "beside": self._toggle_beside,
        }

    def _show(self) -> None:
        self._none.setVisible(not self.documents)
        hidden = self._seen is not None and self._seen.names_hidden
        self.warning.setVisible(hidden and bool(self.documents))
        # The earlier of the two stands at the left.
        first = self._at - 1 if self._are_two and len(self.documents) > 1 and self._at else self._at
        shown = self.documents[first : first + (2 if self._are_two else 1)]
        for place, pane in enumerate(self.panes):
            pane.setVisible(place < len(shown))
            pane.view.show_document(shown[place] if place < len(shown) else None)
            if place < len(shown):
                self._tell(pane, shown[place])

    def _tell(self, pane: Pane, document: Document) -> None:
        assert self._seen
        clean = self._seen.clean
        place = self.documents.index(document) + 1
        count = _("{place} of {count}").format(place=place, count=len(self.documents))
        parts = (date_words(document), about_words(self._seen.case, document), count)
        pane.caption.setText(clean(headline(document)))
        pane.line.setText(clean(" · ".join(part for part in parts if part)))
        pane.view.setAccessibleName(f"{pane.caption.text()}, {pane.line.text()}")

    def _enlarge(self, factor: float) -> None:
        for pane in self.panes:
            if pane.view.document is not None:
                pane.view.enlarge(factor)

    def _show_whole(self) -> None:
        for pane in self.panes:
            pane.view.look(1.0, QPointF(MIDDLE))

    def _toggle_beside(self) -> None:
        self._are_two = not self._are_two
        self._show()
