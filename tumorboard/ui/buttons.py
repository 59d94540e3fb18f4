"""Buttons: the kinds of button the window is made of, each with its key written on it where it has one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from tumorboard.ui import theme


class Button(QPushButton):
    """A button of a role of the style sheet (`first` is the one to press), with its key at its right."""

    def __init__(self, text: str, role: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text.replace("&", ""))
        self.setProperty("role", role)
        self.setProperty("keyed", bool(key))
        self._shows_key = True
        self._key = QLabel(key, self)
        self._key.setProperty("role", f"key-{role}" if role == "first" else "key")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key.setVisible(bool(key))

    def show_key(self, on: bool) -> None:
        """Write the key on the button, or leave it to the menu where there is little room."""
        self._shows_key = on
        self.updateGeometry()
        self._place_key()

    def _room(self) -> int:
        return self._key.sizeHint().width() + theme.current().px(8) if self._has_key() else 0

    def _has_key(self) -> bool:
        return bool(self._key.text()) and self._shows_key

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + self._room(), size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_key()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._place_key()

    def _place_key(self) -> None:
        if not self._has_key():
            self._key.hide()
            return
        # Where there is no room for both, the words matter more.
        self._key.setVisible(self.width() >= self.sizeHint().width())
        size = self._key.sizeHint()
        # Where the words leave it no room, the key still stands in the menu.
        self._key.setVisible(self.width() >= self.sizeHint().width())
        left = self.width() - size.width() - theme.current().px(10)
        self._key.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())


class Choice(QWidget):
    """A row of buttons of which one is on: chips that stand apart, or switches that are joined."""

    def __init__(self, name: str, role: str, chosen: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._role = role
        self._chosen = chosen
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0 if role == "switch" else 6)
        self.codes: tuple[str, ...] = ()

    def offer(self, options: Sequence[tuple[str, str, str]]) -> None:
        """Offer options, each a code, its text and its tooltip; the first is on."""
        self.codes = tuple(code for code, _text, _tip in options)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for place, (code, text, tip) in enumerate(options):
            role = self._role
            if role == "switch":
                side = "left" if place == 0 else "right" if place == len(options) - 1 else "middle"
                role = f"switch-{side}"
            button = QPushButton(text, self)
            button.setProperty("role", role)
            button.setCheckable(True)
            button.setChecked(place == 0)
            button.setAccessibleName(f"{self.accessibleName()}: {text}")
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked=False, code=code: self._chosen(code))
            self._group.addButton(button, place)
            self._row.addWidget(button)

    @property
    def code(self) -> str:
        """The option that is on; empty where there are none."""
        place = self._group.checkedId()
        return self.codes[place] if 0 <= place < len(self.codes) else ""

    @property
    def button(self) -> QAbstractButton:
        """The button that is on, which takes the keys for all of them."""
        found = self._group.checkedButton()
        assert found is not None
        return found

    def set_code(self, code: str) -> None:
        """Put an option on without telling anybody."""
        if code in self.codes:
            self._group.button(self.codes.index(code)).setChecked(True)
