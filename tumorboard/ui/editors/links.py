"""Links: editors that point to other records of the case, by what these say in a few words.

A lesion that is named and not there yet can be made from its name: `new_records` has it, and it is kept
together with the record that names it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from tumorboard.domain import dates
from tumorboard.domain.case import Case
from tumorboard.domain.fields import LinkField, LinksField
from tumorboard.domain.headline import headline
from tumorboard.domain.lesion import Lesion
from tumorboard.domain.record import Record, filed_on, with_rows
from tumorboard.domain.unreadable import Unreadable
from tumorboard.domain.vocabulary import fold
from tumorboard.i18n import _
from tumorboard.ui.editors.editor import Context, Echo
from tumorboard.ui.editors.pick import PickEditor
from tumorboard.ui.editors.proposals import Proposal

_NEW = "+ "


class LinkEditor(PickEditor):
    """Edits a link to one record."""

    def __init__(
        self, field: LinkField | LinksField, context: Context, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, context, parent)
        self._to = field.to
        self._made: dict[str, Lesion] = {}

    def new_records(self) -> tuple[Record, ...]:
        """Return the lesions that are named here and are new."""
        linked = self._ids()
        return tuple(lesion for lesion in self._made.values() if lesion.id in linked)

    def options(self) -> dict[str, str]:
        """Return what can be linked to, by its words."""
        case = self.context.case()
        return named(linkable(case, self._to)) if case else {}

    def propose(self, text: str) -> Sequence[Proposal]:
        words = fold(text).split()
        offered = [
            Proposal(name, begins=fold(name).startswith(" ".join(words)))
            for name in self.options()
            if all(f" {word}" in f" {fold(name)}" for word in words)
        ]
        offered.sort(key=lambda one: not one.begins)
        if text and "lesion" in self._to and text not in self.options():
            offered.append(Proposal(_NEW + text, _("new lesion"), begins=False))
        return offered

    def taken(self, text: str) -> None:
        if text.startswith(_NEW):
            name = text.removeprefix(_NEW)
            self._made.setdefault(name, Lesion(label=name))
            self.line.setText(self.line.text().replace(text, name))
            self._read = None

    def read(self, text: str) -> tuple[Any, Echo]:
        return self._id(text), Echo(_("a new lesion") if text in self._made else "")

    def write(self, value: Any) -> str:
        return self._words(value)

    def typed(self) -> Any:
        made = {name: lesion.id for name, lesion in self._made.items()}
        return {"text": self.line.text(), "made": made} if made else self.line.text()

    def take_up(self, typed: Any) -> None:
        if isinstance(typed, dict):
            made = typed.get("made", {})
            self._made = {name: Lesion(id=id_, label=name) for name, id_ in made.items()}
            typed = typed.get("text", "")
        super().take_up(typed)

    def _ids(self) -> tuple[str, ...]:
        value = self.value()
        return (value,) if isinstance(value, str) else tuple(value)

    def _id(self, text: str) -> str:
        options = self.options()
        if text in options:
            return options[text]
        if text in self._made:
            return self._made[text].id
        found = [id_ for name, id_ in options.items() if fold(name).startswith(fold(text))]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise Unreadable(_("“{text}” could be several; choose one from the list.").format(text=text[:50]))
        raise Unreadable(_("“{text}” is not recorded in this case.").format(text=text[:50]))

    def _words(self, id_: str) -> str:
        return next((name for name, other in self.options().items() if other == id_), id_)

    def _is_whole(self, part: str) -> bool:
        return part in self.options() or part in self._made


class LinksEditor(LinkEditor):
    """Edits links to several records, with a semicolon between them."""

    separator = ";"

    def __init__(self, field: LinksField, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(field, context, parent)
        self.line.setPlaceholderText(_(field.help) or _("several with ; between them"))

    def read(self, text: str) -> tuple[Any, Echo]:
        parts = [part.strip() for part in text.split(self.separator)]
        ids = dict.fromkeys(self._id(part) for part in parts if part)
        new = [name for name in self._made if name in parts]
        return tuple(ids), Echo(_("new: {lesions}").format(lesions=", ".join(new)) if new else "")

    def write(self, value: Any) -> str:
        return "; ".join(map(self._words, value))


def linkable(case: Case, kinds: tuple[str, ...]) -> list[Record]:
    """Return the records and rows of a case a link to these kinds may point to; no kinds are all."""
    return [
        one
        for record in case.everything()
        for one in with_rows(record)
        if one.record_kind in kinds or (not kinds and one is record)
    ]


def named(records: Iterable[Record]) -> dict[str, str]:
    """Return the ids of records by words of which no two are alike: what they say, then their day, then 2."""
    listed = list(records)
    plain = [headline(one).replace(";", ",") for one in listed]
    counts = Counter(plain)
    names: dict[str, str] = {}
    for one, words in zip(listed, plain, strict=True):
        day = filed_on(one)
        name = f"{words}, {dates.show(day)}" if counts[words] > 1 and day else words
        alike, number = name, 2
        while alike in names:
            alike, number = f"{name} ({number})", number + 1
        names[alike] = one.id
    return names
