"""Meeting: the editor that puts a case on the agenda of one of the meetings of the file."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from tumorboard.domain.headline import headline
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.reasoning.readiness import profiles
from tumorboard.ui.editors.editor import Echo
from tumorboard.ui.editors.pick import PickEditor
from tumorboard.ui.editors.proposals import Proposal


class MeetingEditor(PickEditor):
    """Edits which meeting it is, by the board's name and the day; the coming ones are offered first."""

    _unknown = ""
    """The id of a meeting that is not in this file, as of a case that came from another."""

    def options(self) -> dict[str, str]:
        """Return the ids of the meetings by their words, the next first and the past last."""
        today = self.context.today()
        meetings = [one for one in self.context.meetings() if one.on is not None]
        past = [one for one in meetings if (end := one.on and one.on.latest) and end < today]
        coming = [one for one in meetings if one not in past]
        return {headline(one): one.id for one in (*coming, *reversed(past))}

    def propose(self, text: str) -> Sequence[Proposal]:
        words = fold(text).split()
        return [
            Proposal(name, begins=True)
            for name in self.options()
            if all(f" {word}" in f" {fold(name)}" for word in words)
        ]

    def read(self, text: str) -> tuple[Any, Echo]:
        options = self.options()
        if text in options:
            return options[text], Echo()
        if self._unknown and text == self._elsewhere():
            return self._unknown, Echo(_("It is not among the meetings of this file."))
        found = [
            id_
            for name, id_ in options.items()
            if all(f" {w}" in f" {fold(name)}" for w in fold(text).split())
        ]
        if len(found) == 1:
            return found[0], Echo(next(name for name, id_ in options.items() if id_ == found[0]))
        if found:
            raise Unreadable(_("“{text}” could be several; choose one from the list.").format(text=text[:50]))
        raise Unreadable(_("“{text}” is no meeting of this file.").format(text=text[:50]))

    def write(self, value: Any) -> str:
        name = next((name for name, id_ in self.options().items() if id_ == value), "")
        self._unknown = "" if name else value
        return name or self._elsewhere()

    def typed(self) -> Any:
        text = self.line.text()
        return {"text": text, "id": self._unknown} if self._unknown and text else text

    def take_up(self, typed: Any) -> None:
        if isinstance(typed, dict):
            self._unknown = str(typed.get("id", ""))
            typed = typed.get("text", "")
        super().take_up(typed)

    def _elsewhere(self) -> str:
        return _("a meeting of another file")

    def _is_whole(self, part: str) -> bool:
        return part in self.options()


class ProfileEditor(PickEditor):
    """Edits by which profile the cases of a meeting are found ready."""

    takes = (*PickEditor.takes, Qt.Key.Key_Tab)

    def propose(self, text: str) -> Sequence[Proposal]:
        return [Proposal(name, begins=True) for name in self._names() if fold(text) in fold(name)]

    def read(self, text: str) -> tuple[Any, Echo]:
        names = self._names()
        code = next((code for name, code in names.items() if fold(text) in (fold(name), fold(code))), "")
        if not code:
            sentence = _("“{text}” is none of {words}.")
            raise Unreadable(sentence.format(text=text[:50], words=", ".join(names)))
        return code, Echo()

    def write(self, value: Any) -> str:
        return next((name for name, code in self._names().items() if code == value), str(value))

    def _names(self) -> dict[str, str]:
        return {_(one.name): one.code for one in profiles()}

    def _is_whole(self, part: str) -> bool:
        return part in self._names()
