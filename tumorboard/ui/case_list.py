"""Case list: the column at the left, a search field that narrows the list with each key, and the list."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tumorboard.i18n import _, plural
from tumorboard.ui import icons, theme
from tumorboard.ui.buttons import Button
from tumorboard.ui.case_rows import CasePainter, CaseRows
from tumorboard.ui.session import Session
from tumorboard.ui.text_line import TextLine

MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class CaseList(QWidget):
    """Finds a case and asks for it to be opened."""

    chosen = Signal(str)
    """The id of the case to open."""
    new_case_wanted = Signal()

    def __init__(
        self,
        session: Session,
        recent: Callable[[], Sequence[str]] = lambda: (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Cases"))
        self._session = session
        self._open_id = ""

        self.search = TextLine(self)
        self.search.setPlaceholderText(_("Search all cases"))
        self.search.setAccessibleName(_("Search all cases"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self._hint = QLabel(_("Ctrl F"), self.search)
        self._hint.setProperty("role", "key")
        self._magnifier = QLabel(self.search)
        self._magnifier.setAccessibleName(_("Search"))
        for label in (self._hint, self._magnifier):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

        self.rows = CaseRows(session, recent, self)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Cases found"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(CasePainter(session, self.rows, self.list))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

        self._empty = QLabel(self)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._all = QPushButton(_("Show &all cases"), self)
        self._all.setAccessibleName(_("Show all cases"))
        empty = QWidget(self)
        inside = QVBoxLayout(empty)
        inside.setContentsMargins(4, 8, 4, 4)
        inside.addWidget(self._empty)
        inside.addWidget(self._all)
        inside.addStretch(1)

        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.list)
        self._middle.addWidget(empty)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName(_("Number of cases"))
        self.new = Button(_("New case"), "", "Ctrl+Shift+N", self)
        self.new.clicked.connect(self.new_case_wanted)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self._middle, 1)
        layout.addWidget(self._count)
        layout.addWidget(self.new)

        self.search.textChanged.connect(self.look_for)
        self.search.installEventFilter(self)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self._all.clicked.connect(self.search.clear)
        session.book_opened.connect(lambda: self.look_for(self.search.text()))
        session.changed.connect(lambda kinds: self.refresh())
        session.case_opened.connect(self._point_at)

    def add_foot(self, foot: QWidget) -> None:
        """Put something below the list that is about the whole file."""
        layout = self.layout()
        assert layout
        layout.addWidget(foot)

    def look_for(self, text: str) -> None:
        """Show what a text finds; the first case found is the one Enter opens."""
        self._place_labels()
        self.rows.search(text.strip())
        self._size_rows()
        opened = self._session.case.id if self._session.case and not text else ""
        self._set_current(
            max(0, self.rows.recent_place(opened) if self.rows.recent else self.rows.place(opened))
        )
        self._say()

    def refresh(self) -> None:
        """Show the same search anew, where it was scrolled to."""
        place, scrolled = self.list.currentIndex().row(), self.list.verticalScrollBar().value()
        kept, among_recent = self.rows.case_id(place), place < self.rows.recent
        self.rows.reload(self._last_in_sight() + 1)
        self._size_rows()
        places = self.rows.recent_place(kept) if among_recent else -1, self.rows.place(kept)
        self._set_current(next((one for one in places if one >= 0), 0))
        self.list.verticalScrollBar().setValue(scrolled)
        self._say()

    def step(self, by: int) -> None:
        """Open the case so many rows below the open one; nothing happens beyond the ends."""
        book, case = self._session.book, self._session.case
        if book and case and not self.search.text().strip():
            # Whatever was fetched and whatever was opened last, the next case is the next by its name.
            case_id = book.shelf.beside(case.id, by)
            place = self.rows.place(case_id)
            if place < 0 and self.rows.place(case.id) >= 0:
                self._grow(self.rows.rowCount())
                place = self.rows.place(case_id)
        else:
            opened = self.rows.place(case.id) if case else -1
            place = by + (opened if opened >= 0 else self.list.currentIndex().row() - by)
            self._grow(place)
            case_id = self.rows.case_id(place)
        if case_id:
            if place >= 0:
                self._set_current(place)
            self.chosen.emit(case_id)

    def show_icons(self) -> None:
        """Draw what the first sight of the window can do without."""
        size = theme.current().px(16)
        drawing = icons.icon("search", theme.current().muted)
        self._magnifier.setPixmap(drawing.pixmap(QSize(size, size), self.devicePixelRatioF()))

    def _open(self, index: QModelIndex) -> None:
        if case_id := self.rows.case_id(index.row()):
            self.chosen.emit(case_id)

    def _grow(self, place: int) -> None:
        while place >= self.rows.rowCount() and self.rows.canFetchMore(QModelIndex()):
            self.rows.fetchMore(QModelIndex())

    def _move(self, by: int) -> None:
        place = self.list.currentIndex().row() + by
        self._grow(place)
        self._set_current(min(max(0, place), self.rows.rowCount() - 1))

    def _set_current(self, place: int) -> None:
        index = self.rows.index(place)
        self.list.setCurrentIndex(index)
        if index.isValid():
            self.list.scrollTo(index)

    def _point_at(self) -> None:
        """Show which case is open: in the row it was chosen in, or where it stands."""
        case, place = self._session.case, self.list.currentIndex().row()
        among_recent, scrolled = 0 <= place < self.rows.recent, self.list.verticalScrollBar().value()
        if self.rows.follow_recent():
            self._size_rows()
            self.list.verticalScrollBar().setValue(scrolled)
        if case is not None and (among_recent or self.rows.case_id(place) != case.id):
            places = self.rows.recent_place(case.id), self.rows.place(case.id)
            found = [one for one in (places if among_recent else places[::-1]) if one >= 0]
            if found:
                self._set_current(found[0])
        before, self._open_id = self._open_id, case.id if case else ""
        for one in (*self.rows.places(before), *self.rows.places(self._open_id)):
            # Each by itself: told that all have changed, the list would measure all of them again.
            self.list.update(self.rows.index(one))

    def _last_in_sight(self) -> int:
        """Return the last row that is scrolled to; what lies below it may be fetched anew once it is."""
        bottom = self.list.indexAt(QPoint(1, self.list.height() - 1)).row()
        return max(bottom if bottom >= 0 else self.rows.rowCount() - 1, self.list.currentIndex().row())

    def _size_rows(self) -> None:
        # Rows below a heading are higher; without one the list need not measure each.
        self.list.setUniformItemSizes(not self.rows.recent)

    def _say(self) -> None:
        book, found, text = self._session.book, self.rows.rowCount(), self.search.text().strip()
        self._middle.setCurrentIndex(0 if found or not book else 1)
        self._all.setVisible(bool(text))
        if text:
            words = _("No case holds “{text}”. Names, numbers and everything recorded are looked through.")
            self._empty.setText(words.format(text=text))
            more = "" if self.rows.is_whole else "+"
            self._count.setText(_("{count} found").format(count=f"{found:,}{more}"))
        else:
            self._empty.setText(_("No cases yet."))
            count = book.shelf.count() if book else 0
            self._count.setText(plural("{count:,} case", "{count:,} cases", count) if book else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() is QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            if key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return False
            if by := MOVES.get(Qt.Key(key.key())):
                self._move(by)
                return True
            if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.list.currentIndex())
                # Where single letters are keys again, and the arrows go on.
                self.list.setFocus()
                return True
            if key.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        if watched is self.search and event.type() is QEvent.Type.Resize:
            self._place_labels()
        return False

    def _place_labels(self) -> None:
        look, height = theme.current(), self.search.height()
        size = look.px(16)
        self._magnifier.setGeometry(look.px(8), (height - size) // 2, size, size)
        self.search.setTextMargins(look.px(20), 0, 0, 0)
        wanted = self._hint.sizeHint()
        left = self.search.width() - wanted.width() - look.px(8)
        words = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText()) + look.px(36)
        self._hint.setVisible(not self.search.text() and words <= left)
        self._hint.setGeometry(left, (height - wanted.height()) // 2, wanted.width(), wanted.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and not self._magnifier.pixmap().isNull():
            self.show_icons()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(232), theme.current().px(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), theme.current().px(200))
