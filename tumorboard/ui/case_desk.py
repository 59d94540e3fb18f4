"""Case desk: what menus and keys ask of a case as a whole: open it, delete it, bring it back."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tumorboard.i18n import _, plural
from tumorboard.ui.case_list import CaseList
from tumorboard.ui.form_desk import FormDesk
from tumorboard.ui.last_place import Place
from tumorboard.ui.middle import Middle
from tumorboard.ui.recent_cases import RecentCases
from tumorboard.ui.session import Session
from tumorboard.ui.settings import Settings

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.store.book import Book
    from tumorboard.store.journal import Change, Step
    from tumorboard.ui.delete_case import DeleteCase
    from tumorboard.ui.pages.case import CasePage


class CaseDesk(QObject):
    """Moves between the cases of a file, and says what was done in one that is not in sight."""

    def __init__(self, session: Session, settings: Settings, middle: Middle, forms: FormDesk) -> None:
        super().__init__(middle)
        self._session, self._settings, self._middle, self._forms = session, settings, middle, forms
        self._recent = RecentCases(session, settings, self)
        self.list = CaseList(session, self._recent.ids)
        self._page: CasePage | None = None
        self._question: DeleteCase | None = None
        self._said = ""
        self.list.chosen.connect(self.open)
        session.book_opened.connect(self._follow_book)
        session.case_opened.connect(lambda case: self._follow_case())
        session.changed.connect(lambda kinds: self._follow_change())

    def fill(self, page: "CasePage") -> None:
        """Know the page of the open case, which the first sight of the window can do without."""
        self._page = page

    def doings(self) -> dict[str, Callable[[], object]]:
        """Return what each act on cases does."""
        return {
            "previous_case": lambda: self.list.step(-1),
            "next_case": lambda: self.list.step(1),
            "delete_case": self.ask_to_delete,
            "undo": self.undo,
            "redo": self.redo,
        }

    def open(self, case_id: str) -> None:
        """Open a case."""
        self._middle.trouble.say("")
        self._session.open_case(case_id)

    def open_last(self) -> None:
        """Open the case that was open when this file was left, or in which something was typed after that."""
        path = self._session.book.path if self._session.book else None
        # Somebody may have chosen another one from the list already.
        if path and self._session.case is None:
            for case_id in (self._forms.unfinished_case(), self._settings.last_case(path)):
                # It may have been taken out of the file since.
                with suppress(LookupError):
                    if case_id and self._session.case is None:
                        self._session.open_case(case_id)
            self._come_back(Place.read(self._settings.place(path)))
        if words := self._forms.tell_of_others():
            self._middle.notice.say(words)

    def keep_place(self) -> None:
        """Remember what is on show, as the file may be left."""
        book, case = self._session.book, self._session.case
        if self._page and book and book.path and case:
            self._settings.keep_place(book.path, self._page.place().written())

    def ask_to_delete(self) -> None:
        """Ask whose case is to be deleted, in the page; nothing else waits for that."""
        from tumorboard.ui.delete_case import DeleteCase

        book, case = self._session.book, self._session.case
        if book is None or case is None:
            return
        if self._question is None:
            self._question = DeleteCase()
            self._question.wanted.connect(self.delete)
            self._question.left.connect(self.leave)
            self._middle.add_line(self._question)
        self._question.ask(case, _others(book, case))

    def delete(self) -> None:
        """Delete the open case, open the next one in the list, and say how it comes back."""
        if case := self._session.case:
            name = _named(case.patient.family_name, case.patient.given_name, case.patient.mrn)
            self._while_another_opens(self._session.drop_case)
            self.list.list.setFocus()
            self._tell(_("Deleted {name}; Ctrl+Z brings it back.").format(name=name))

    def leave(self) -> bool:
        """Leave the question whether to delete; return whether it was asked."""
        if self._question is None or self._question.isHidden():
            return False
        self._question.hide()
        self.list.list.setFocus()
        return True

    def undo(self) -> None:
        """Take the last step back, and say so where it cannot be seen."""
        self._repeat(self._session.undo, _("Undone: {step}"), self._session.undo_title)

    def redo(self) -> None:
        """Do again what was taken back last, and say so where it cannot be seen."""
        self._repeat(self._session.redo, _("Done again: {step}"), self._session.redo_title)

    def _repeat(self, doing: "Callable[[], Step | None]", words: str, title: str) -> None:
        case, before = self._session.case, self._session.version
        made: list[Step | None] = []
        # A finalised outcome, for instance, is taken back by nothing.
        if not self._session.do(lambda: self._while_another_opens(lambda: made.append(doing()))):
            return
        step = made[0]
        if step is None:
            return
        came = [one.case_id for one in step.changes if one.record_kind == "tumour" and one.before is None]
        if came:
            self.open(came[-1])
        is_same = case is not None and self._session.case is not None and case.id == self._session.case.id
        if not is_same or self._session.version == before:
            said = words.format(step=title)
            names = self._names(step)
            self._tell(f"{said} ({names})" if names else said)

    def _while_another_opens(self, doing: Callable[[], object]) -> None:
        """Do something; where the open case is gone by it, open the one that stood beside it in the list."""
        book, case = self._session.book, self._session.case
        beside = book.shelf.beside(case.id, 1) or book.shelf.beside(case.id, -1) if book and case else ""
        doing()
        if beside and self._session.case is None:
            self.open(beside)

    def _names(self, step: "Step") -> str:
        """Return whose cases a step touched: by name, or if there are many by their number."""
        ids = list(dict.fromkeys(change.case_id for change in step.changes))
        if len(ids) > 1:
            return plural("{count} case", "{count} cases", len(ids))
        found = self._session.book.shelf.lines(ids) if self._session.book else []
        return next((row.name or row.mrn for row in found), "") or _name_in(step.changes)

    def _tell(self, sentence: str) -> None:
        self._said = sentence
        self._middle.notice.say(sentence)

    def _forget(self) -> None:
        """Say no more what was done before, once something else is: Ctrl+Z would take back that instead."""
        if self._said and self._middle.notice.sentence == self._said:
            self._middle.notice.say("")
        self._said = ""

    def _come_back(self, place: Place) -> None:
        if self._page and self._session.case and self._session.case.id == place.case_id:
            self._page.come_back(place)

    def _follow_book(self) -> None:
        # At a start the page comes later, and the case after it.
        if self._page:
            self.open_last()

    def _follow_case(self) -> None:
        if self._question:
            self._question.hide()

    def _follow_change(self) -> None:
        self._forget()
        book, case = self._session.book, self._session.case
        if self._question and not self._question.isHidden() and book and case:
            # The patient may have another name now, and that is the one to type.
            self._question.put(case, _others(book, case))


def _others(book: "Book", case: "Case") -> int:
    """Return how many further cases the patient of a case has."""
    return len(book.shelf.of_patient(case.patient.id)) - 1


def _named(family: str, given: str, mrn: str) -> str:
    return ", ".join(part for part in (family, given) if part) or mrn or _("the case")


def _name_in(changes: "tuple[Change, ...]") -> str:
    """Return the name of a patient who is no more in the file, as a step has it."""
    for change in changes:
        image = change.before or change.after
        if change.record_kind == "patient" and image:
            return _named(*(str(image.get(name, "")) for name in ("family_name", "given_name", "mrn")))
    return ""
