"""Pick: editors in which a few letters find what is meant, in a closed list, a vocabulary or the case.

Enter takes the chosen proposal, which is the first where what was typed begins one of its names. Tab goes on
with what was typed, for "Liver" is not "Liver, hepatocellular"; of a closed list, which has nothing else,
it takes the choice, too. Escape closes the list.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tumorboard.domain.chosen_fields import ChoiceField
from tumorboard.domain.fields import UNKNOWN, Field
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.ui.editors.editor import MARKS, Context, Echo
from tumorboard.ui.editors.line import LineEditor
from tumorboard.ui.editors.proposals import Proposal, Proposals

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class PickEditor(LineEditor):
    """Edits a text with a list of proposals below it; the list comes with typing, or with the down key."""

    separator = ""
    """What stands between several; empty where there is one."""
    takes: tuple[Qt.Key, ...] = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    """The keys that take what is chosen in the list."""

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self._list: Proposals | None = None
        self.line.textEdited.connect(self._propose)
        self.line.left.connect(self._close)
        self.line.installEventFilter(self)

    def propose(self, text: str) -> Sequence[Proposal]:
        """Return what to offer for a text; for an empty one all there is."""
        raise NotImplementedError

    def taken(self, text: str) -> None:
        """Note that a proposal was taken from the list, which is in the line by now."""

    @property
    def proposals(self) -> Proposals:
        """The list, made when it is first needed."""
        if self._list is None:
            self._list = Proposals(self.line)
            self._list.taken.connect(self._take)
            # It belongs to the window, which outlives an editor that was put over a cell.
            self.destroyed.connect(self._list.deleteLater)
        return self._list

    def _last(self) -> tuple[str, str]:
        """Return what stands before the part that is being typed, and that part."""
        text = self.line.text()[: self.line.cursorPosition()]
        if not self.separator:
            return "", self.line.text()
        before, sign, part = text.rpartition(self.separator)
        return before + sign, part.strip()

    def _propose(self, text: str = "") -> None:
        _before, part = self._last()
        if not part or part in MARKS:
            self._close()
            return
        offered = [one for one in self.propose(part) if one.text != part]
        # Typed in full, it needs no list.
        self.proposals.offer([] if self._is_whole(part) else offered)

    def _is_whole(self, part: str) -> bool:
        return False

    def _take(self, text: str) -> None:
        before, _part = self._last()
        rest = self.line.text()[self.line.cursorPosition() :] if self.separator else ""
        joined = f"{before} {text}".lstrip() if before else text
        self.line.setText(joined + rest)
        self.line.setCursorPosition(len(joined))
        self._close()
        self.taken(text)
        self.changed.emit()

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, open_ = Qt.Key(event.key()), self._list is not None and self._list.isVisible()
        if event.type() is QEvent.Type.ShortcutOverride and open_ and key == Qt.Key.Key_Escape:
            event.accept()
            return True
        if (
            event.type() is not QEvent.Type.KeyPress
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return super().eventFilter(watched, event)
        if open_ and key == Qt.Key.Key_Escape:
            self._close()
            return True
        if open_ and key in _MOVES:
            self.proposals.move_by(_MOVES[key])
            return True
        if open_ and key in self.takes and self.proposals.chosen:
            self._take(self.proposals.chosen)
            # Enter and Tab go on to the next field by themselves, now that the list is closed.
            return False
        if key == Qt.Key.Key_Down:
            offered = self.propose("")
            self.proposals.offer(offered, asked=True)
            return bool(offered)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: Any) -> None:
        self._close()
        super().hideEvent(event)


class ChoiceEditor(PickEditor):
    """Edits one of a closed list; the beginning of its word is enough where no other begins so."""

    takes = (*PickEditor.takes, Qt.Key.Key_Tab)

    def __init__(self, field: Field, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line.left.connect(self._complete)

    def options(self) -> tuple[tuple[Any, str], ...]:
        """Return the values and their words."""
        assert isinstance(self.field, ChoiceField)
        return tuple((choice.code, _(choice.label)) for choice in self.field.choices)

    def propose(self, text: str) -> Sequence[Proposal]:
        folded = _folded(text)
        words = [word for _value, word in self.options()]
        begun = [word for word in words if _folded(word).startswith(folded)]
        sure = len(begun) == 1
        within = [word for word in words if word not in begun and folded in _folded(word)]
        return [Proposal(word, begins=sure) for word in begun] + [
            Proposal(word, begins=False) for word in within
        ]

    def read(self, text: str) -> tuple[Any, Echo]:
        folded = _folded(text)
        options = self.options()
        for value, word in options:
            if folded in (_folded(word), _folded(str(value))):
                return value, Echo()
        begun = [(value, word) for value, word in options if _folded(word).startswith(folded)]
        if len(begun) == 1:
            return begun[0][0], Echo(begun[0][1])
        words = ", ".join(word for _value, word in options)
        raise Unreadable(_("“{text}” is none of {words}.").format(text=text[:50], words=words))

    def write(self, value: Any) -> str:
        return next((word for code, word in self.options() if code == value), str(value))

    def _read_anew(self, text: str) -> tuple[Any, str, Echo]:
        # A list that knows "unknown" itself says so by its own word.
        if MARKS.get(text.strip()) == UNKNOWN and (word := dict(self.options()).get(UNKNOWN)):
            return UNKNOWN, "", Echo(word)
        return super()._read_anew(text)

    def _is_whole(self, part: str) -> bool:
        matches = [word for _value, word in self.options() if _folded(word).startswith(_folded(part))]
        return matches == [part]

    def _complete(self) -> None:
        """Write out what was begun."""
        value = self.value()
        if value != self.field.empty:
            self.line.setText(self.write(value))


class FlagEditor(ChoiceEditor):
    """Edits yes or no; empty is not recorded."""

    def options(self) -> tuple[tuple[Any, str], ...]:
        return ((True, _("yes")), (False, _("no")))

    def read(self, text: str) -> tuple[Any, Echo]:
        # The words a keyboard has, whatever the language of the program.
        if text.casefold() in ("1", "+", "y", "true"):
            return True, Echo(_("yes"))
        if text.casefold() in ("0", "n", "false"):
            return False, Echo(_("no"))
        return super().read(text)


def _folded(text: str) -> str:
    """Return a choice's word for comparing: signs count in `2+` and `non-CR/non-PD`, cases and spaces not."""
    return fold(text).replace(" ", "") + "".join(sign for sign in text if sign in "+-%")
