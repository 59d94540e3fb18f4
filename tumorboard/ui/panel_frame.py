"""Panel frame: what the column at the right is made of: a title, the sheet in use, its buttons and lines."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tumorboard.i18n import _
from tumorboard.ui import theme
from tumorboard.ui.buttons import Button
from tumorboard.ui.kinds import KindChooser
from tumorboard.ui.session import Session

if TYPE_CHECKING:
    from tumorboard.ui.history import History

WIDTH = 372


class PanelFrame(QFrame):
    """Shows a sheet or the question what is to be added; whoever fills it says what the buttons do."""

    shown = Signal()
    """The panel has come, and takes room."""
    gone = Signal()
    """Nothing is typed any more; the room is the chart's again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(_("Form"))
        self._history: History | None = None
        self._title = QLabel(self)
        self._title.setProperty("role", "heading")
        self._hint = self._label("muted")
        self._said = self._label("echo-danger")
        self._state = self._label("echo")
        self.chooser = KindChooser(self)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(_("Form"))
        self.leave_button = Button(_("&Leave"), "", "Esc", self)
        self.keep_button = Button(_("&Keep"), "first", "Ctrl+S", self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.keep_button)
        self._box = QVBoxLayout(self)
        for widget in (self._title, self._hint, self.chooser):
            self._box.addWidget(widget)
        self._box.setStretchFactor(self.chooser, 1)
        self._box.addWidget(self._area, 1)
        self._box.addWidget(self._said)
        self._box.addLayout(buttons)
        self._box.addWidget(self._state)
        self._space()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is typed in, or asked what."""
        return not self.isHidden()

    @property
    def sentence(self) -> str:
        """What is said about the sheet now."""
        return self._said.text()

    @property
    def state(self) -> str:
        """What is said about the draft."""
        return self._state.text()

    @property
    def hint(self) -> str:
        """What is said above the sheet."""
        return self._hint.text()

    def head(self, title: str, hint: str, *, look: bool = False) -> None:
        """Write what stands above the sheet; `look` where the hint should not be missed."""
        self._title.setText(title)
        self._hint.setText(hint)
        theme.restyle(self._hint, role="echo-look" if look else "muted")

    def come(self, *, chooser: bool) -> None:
        """Show the panel with its sheet, or with the question what is to be added."""
        self.chooser.setVisible(chooser)
        self._area.setVisible(not chooser)
        self.put_history_away()
        self.keep_button.setVisible(not chooser)
        self._said.setVisible(bool(self._said.text()))
        if self.isHidden():
            self.show()
            self.shown.emit()

    def show_history(self, session: Session, record_id: str, left: Callable[[], object]) -> None:
        """Show the history of a record in place of its sheet, which stays as it is."""
        from tumorboard.ui.history import History

        if self._history is None:
            self._history = History(session)
            self._history.left.connect(left)
            self._box.insertWidget(self._box.indexOf(self._area), self._history, 1)
        history = self._history
        history.show_record(record_id)
        self._area.hide()
        self._title.hide()
        self._hint.hide()
        history.show()
        history.setFocus()

    def put_history_away(self) -> None:
        """Show the sheet again."""
        self._title.show()
        self._hint.show()
        if self._history is not None and not self._history.isHidden():
            self._history.hide()
            self._area.setVisible(self.chooser.isHidden())

    @property
    def shows_history(self) -> bool:
        """Whether the history stands in place of the sheet."""
        return self._history is not None and not self._history.isHidden()

    def say(self, sentence: str) -> None:
        """Say something about the sheet; an empty sentence says nothing."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        return label

    def _space(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(10))
        self._box.setSpacing(look.px(8))

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(WIDTH), theme.current().px(400))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._space()

    def go(self) -> None:
        """Give the room back."""
        if not self.isHidden():
            self.hide()
            self.gone.emit()
