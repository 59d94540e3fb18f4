"""Record filter: the row above the table of records, which kind is shown and what they have to hold."""

from collections import Counter
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from tumorboard.domain.records import RECORDS, record_class
from tumorboard.i18n import _, plural
from tumorboard.ui import theme
from tumorboard.ui.actions import ADDED
from tumorboard.ui.buttons import Choice
from tumorboard.ui.text_line import TextLine

EVERY = ""
"""The choice of all kinds."""


def offered() -> tuple[str, ...]:
    """Return the kinds in the order they are asked for."""
    return (*ADDED, *(one.record_kind for one in RECORDS if one.record_kind not in ADDED))


class RecordFilter(QWidget):
    """Chips for the kinds that are there, as many as fit; all of them in a menu; and a line for words."""

    changed = Signal()
    """Other records are to be shown."""
    left = Signal()
    """The keys are wanted in the table."""
    begun = Signal()
    """Somebody is about to type into the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Records shown"))
        self._counts: Counter[str] = Counter()
        self._options: list[tuple[str, str, str]] = []
        self.kind = EVERY
        self.chips = Choice(_("Kind of record"), "chip", self.choose, self)
        self.more = QToolButton(self)
        self.more.setProperty("role", "small")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setText(_("More …"))
        self.more.setAccessibleName(_("More kinds of record"))
        self.more.setToolTip(_("More kinds of record (K)"))
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        # Filled when it is opened: an entry must not be deleted by what it does.
        self.menu.aboutToShow.connect(self._list_kinds)
        self.columns = QToolButton(self)
        self.columns.setProperty("role", "small")
        self.columns.setText(_("Columns …"))
        self.columns.setAccessibleName(_("More columns"))
        self.columns.setToolTip(_("More columns of this kind of record"))
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.columns.setMenu(QMenu(self.columns))
        # The chips before it stay where they are.
        policy = self.columns.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.columns.setSizePolicy(policy)
        self.line = TextLine(self)
        self.line.setAccessibleName(_("Words the records have to hold"))
        self.line.setPlaceholderText(_("Filter"))
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(200)
        self._hint = QLabel("/", self.line)
        self._hint.setProperty("role", "key")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.chips)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self._row.addWidget(self.columns)
        self._row.addWidget(self.line, 100)
        # The table follows once for all keys that wait.
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(0)
        self._wait.timeout.connect(self.changed)
        self.line.textChanged.connect(self._follow_line)
        self.line.installEventFilter(self)
        self._scale()

    @property
    def text(self) -> str:
        """The words the records have to hold."""
        return self.line.text().strip()

    def offer(self, counts: Counter[str]) -> None:
        """Offer the kinds there are; one that is no longer there gives way to all."""
        gone = self.kind != EVERY and not counts[self.kind]
        if gone:
            self.kind = EVERY
        if counts != self._counts or gone:
            self._counts = counts
            self._fill()

    def choose(self, kind: str) -> None:
        """Show the records of one kind, or all."""
        self.kind = kind
        self._fill()
        self.changed.emit()
        self.left.emit()

    def ask(self) -> None:
        """Show the list of all kinds."""
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def step(self, by: int) -> None:
        """Show the next kind there is, or the one before."""
        kinds = (EVERY, *self._present())
        self.choose(kinds[(kinds.index(self.kind) + by) % len(kinds)])

    def clear(self) -> None:
        """Ask for no words."""
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self._place_hint()

    def words(self, kind: str) -> str:
        """Return what a kind is called, with the number of its records."""
        count = self._counts[kind] if kind else self._counts.total()
        return f"{_(record_class(kind).record_title) if kind else _('All')} {count:,}"

    def _present(self) -> list[str]:
        return [kind for kind in offered() if self._counts[kind]]

    def _fill(self) -> None:
        """Offer as many chips as there is room for, the one chosen among them."""
        metrics, look = self.fontMetrics(), theme.current()
        fixed = self.more.sizeHint().width() + self.columns.sizeHint().width() + self.line.maximumWidth()
        room = self.width() - fixed - look.px(30)
        shown: list[str] = []
        must = metrics.horizontalAdvance(self.words(self.kind)) + look.px(34) if self.kind else 0
        for kind in (EVERY, *self._present()):
            wide = metrics.horizontalAdvance(self.words(kind)) + look.px(34)
            kept = 0 if self.kind in shown or kind == self.kind else must
            if wide + kept > room:
                break
            shown.append(kind)
            room -= wide
        if self.kind not in shown:
            shown.append(self.kind)
        options = [(kind, self.words(kind), self._tip(kind)) for kind in shown]
        if options != self._options:
            self._options = options
            self.chips.offer(options)
        self.chips.set_code(self.kind)
        self.more.setVisible(len(shown) <= len(self._present()))

    def _list_kinds(self) -> None:
        self.menu.clear()
        for kind in (EVERY, *self._present()):
            action = self.menu.addAction(self.words(kind).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(kind == self.kind)
            action.triggered.connect(partial(self._choose, kind))

    def _tip(self, kind: str) -> str:
        count = self._counts[kind] if kind else self._counts.total()
        return plural("{count:,} record", "{count:,} records", count)

    def _choose(self, kind: str, _checked: bool = False) -> None:
        self.choose(kind)

    def _follow_line(self) -> None:
        self._place_hint()
        self._wait.start()

    def _scale(self) -> None:
        look = theme.current()
        self.line.setMinimumWidth(look.px(70))
        self.line.setMaximumWidth(look.px(170))
        self._row.setSpacing(look.px(6))
        self._place_hint()

    def _place_hint(self) -> None:
        wanted, height = self._hint.sizeHint(), self.line.height()
        self._hint.setVisible(not self.line.text() and not self.line.hasFocus())
        left = self.line.width() - wanted.width() - theme.current().px(8)
        self._hint.setGeometry(left, (height - wanted.height()) // 2, wanted.width(), wanted.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return False
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            QTimer.singleShot(0, self, self._place_hint)
            if event.type() is QEvent.Type.FocusIn:
                self.begun.emit()
        if event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(cast(QKeyEvent, event).key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                if self._wait.isActive():
                    # Who goes on at once means what is found by all of the text.
                    self._wait.stop()
                    self.changed.emit()
                self.left.emit()
                return True
            if key == Qt.Key.Key_Escape:
                self.line.clear()
                self.left.emit()
                return True
        if event.type() is QEvent.Type.ShortcutOverride and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return False

    def minimumSizeHint(self) -> QSize:
        # The chips give way to the room, not the room to the chips.
        look = theme.current()
        chip = self.fontMetrics().horizontalAdvance(self.words(self.kind)) + look.px(34)
        beside = self.more.sizeHint().width() + self.columns.sizeHint().width() + self.line.minimumWidth()
        return QSize(chip + beside + 5 * look.px(6), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._scale()
            self._fill()
