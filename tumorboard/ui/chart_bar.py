"""Chart bar: which laboratory values are drawn, over which axis and time, and what can be done with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from tumorboard.i18n import N_, _
from tumorboard.ui import icons, theme
from tumorboard.ui.buttons import Choice

CHIPS, FEW = 6, 3
"""The most chips in a row, and those that are to stand beside the switches at least."""
WHOLE, YEAR = "whole", "year"
LOG, LINEAR = "log", "linear"
EXPORTS = (
    (".svg", N_("Drawing as &SVG…")),
    (".png", N_("Drawing as &PNG…")),
    (".csv", N_("Results drawn as &CSV…")),
)
COPY_KEY = "Ctrl+Shift+C"


class ChartBar(QWidget):
    """A row of chips and switches; what somebody chooses in it is told, and shown once it is set."""

    analyte_wanted = Signal(str)
    second_wanted = Signal(str)
    """The laboratory value to be drawn beside the first; empty for none."""
    axis_wanted = Signal(str)
    range_wanted = Signal(str)
    export_wanted = Signal(str)
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._first = self._second = ""
        # What does not fit beside is put below: the row makes no window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chips = Choice(_("Laboratory value"), "chip", self._choose, self)
        self.more = self._button("+", _("More laboratory values"))
        self.second = self._button("", _("Second laboratory value, on an axis of its own (Shift+T)"))
        self.second.setProperty("role", "second")
        self.nothing = QLabel(_("No laboratory results with a value are recorded yet."), self)
        self.nothing.setProperty("role", "muted")
        self.axis = Choice(_("Value axis"), "switch", self.axis_wanted.emit, self)
        self.axis.offer(
            ((LOG, _("Log"), _("Logarithmic (L)")), (LINEAR, _("Linear"), _("Linear (L)"))),
        )
        self.range = Choice(_("Time shown"), "switch", self.range_wanted.emit, self)
        self.range.offer(
            (
                (WHOLE, _("Whole course"), _("From the first record to today (W)")),
                (YEAR, _("Last 12 months"), _("The last 12 months (Y)")),
            )
        )
        self.export = self._button("", _("Export the chart"))
        menu = self.export.menu()
        for code, text in EXPORTS:
            menu.addAction(_(text)).triggered.connect(partial(self.export_wanted.emit, code))
        menu.addSeparator()
        copy = menu.addAction(f"{_('&Copy picture')}\t{COPY_KEY}")
        copy.triggered.connect(lambda _checked=False: self.copy_wanted.emit())
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        for widget in (self.chips, self.more, self.second, self.nothing):
            self._left.addWidget(widget)
        self._left.addStretch(1)
        for widget in (self.axis, self.range, self.export):
            self._right.addWidget(widget)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(8)
        self._both.addLayout(self._left, 1)
        self._both.addLayout(self._right)

    def offer(self, names: Sequence[str], first: str, second: str) -> None:
        """Offer the laboratory values there are; `first` is drawn, and `second` beside it unless empty."""
        self._names, self._first, self._second = tuple(names), first, second
        self.nothing.setVisible(not names)
        self.axis.setEnabled(bool(names))
        self._offer_second([name for name in names if name != first])
        self._arrange()

    def show_icons(self) -> None:
        """Draw what the first sight of the window can do without."""
        size = theme.current().px(16)
        self.export.setIconSize(QSize(size, size))
        self.export.setIcon(icons.icon("export"))

    def _button(self, text: str, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setText(text)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(QMenu(made))
        made.setProperty("role", "small")
        return made

    def _offer_second(self, others: Sequence[str]) -> None:
        self.second.setVisible(bool(others))
        self.second.setText(self._second or _("+ second"))
        self.second.setProperty("chosen", bool(self._second))
        self.second.setAccessibleDescription(self._second or _("None"))
        self.second.style().polish(self.second)
        menu = self.second.menu()
        menu.clear()
        group = QActionGroup(menu)
        for name, text in (("", _("None")), *((name, name.replace("&", "&&")) for name in others)):
            action = QAction(text, menu, checkable=True, checked=name == self._second)
            action.triggered.connect(partial(self._bring_second, name))
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, name: str) -> None:
        if not QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.analyte_wanted.emit(name)
            return
        self.second_wanted.emit("" if name == self._second else name)

    def _bring(self, name: str, _checked: bool = False) -> None:
        self.analyte_wanted.emit(name)

    def _bring_second(self, name: str, _checked: bool = False) -> None:
        self.second_wanted.emit(name)

    def _arrange(self) -> None:
        """Put the switches below the chips where they do not fit beside them, rarer values into a menu."""
        right, air = self._right.sizeHint().width(), self._both.spacing()
        shown = self._fitting(self.width() - right - air)
        is_beside = len(shown) >= min(len(self._names), FEW)
        if not is_beside:
            shown = self._fitting(self.width())
        # A button that has the focus is left where it is.
        if shown != self.chips.codes:
            self.chips.offer([(name, name, _("With Ctrl: beside the first")) for name in shown])
            self.more.menu().clear()
            for name in self._names:
                if name not in shown:
                    action = self.more.menu().addAction(name.replace("&", "&&"))
                    action.triggered.connect(partial(self._bring, name))
        self.chips.set_code(self._first)
        self.more.setVisible(len(self._names) > len(shown))
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(beside if is_beside else below)
        self._both.setAlignment(self._right, Qt.AlignmentFlag(0) if is_beside else Qt.AlignmentFlag.AlignLeft)

    def _fitting(self, room: int) -> tuple[str, ...]:
        """Return the values there is room for, with the one that is drawn among them."""
        px, measure = theme.current().px, self.fontMetrics().horizontalAdvance
        room -= (self.second.sizeHint().width() + px(8)) if self._names[1:] else 0
        for count in range(min(len(self._names), CHIPS), 1, -1):
            shown = self._names[:count]
            if self._first not in shown:
                shown = (*shown[:-1], self._first)
            more = px(48) if count < len(self._names) else 0
            if sum(measure(name) + px(32) for name in shown) + more <= room:
                return shown
        return (self._first,) if self._first else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_both"):
            self._arrange()
