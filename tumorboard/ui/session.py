"""Session: the open file and the open case, and the one way round for every change.

Form → `save` → journal → `changed` → each page that shows one of those kinds draws itself anew from the case.
A widget never writes a row and never tells another widget anything.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tumorboard.domain.errors import Problem
from tumorboard.i18n import N_, _, uncapital

if TYPE_CHECKING:
    from tumorboard.domain.case import Case
    from tumorboard.domain.record import Record
    from tumorboard.store.book import Book
    from tumorboard.store.journal import Changed, Step


class Session(QObject):
    """One file and one case at a time; both may be missing, as at the start."""

    book_opened = Signal()
    lent = Signal()
    """A thread works in the file; until it is given back the window has none."""
    case_opened = Signal(object)
    """Another case, or None, is the open one."""
    changed = Signal(frozenset)
    """Records of these kinds were changed, in whatever case."""
    kept = Signal(object)
    """These records of the open case were kept as somebody typed or chose them, and the pages show it."""
    drafted = Signal()
    troubled = Signal(str)
    """The world's fault, as a sentence to show on the page."""
    noticed = Signal(str)
    """Something was done that a sentence on the page should tell, such as how to take it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book: Book | None = None
        self.case: Case | None = None
        self.version = ""
        """The short name of the open case as it stands."""
        self._drafts: dict[str, Record] = {}
        self._lent: Book | None = None
        self._missed: list[Changed] = []
        self._unwatch: Callable[[], None] | None = None

    def take(self, book: "Book") -> None:
        """Work on a file from now on; the one before is closed."""
        self.close()
        self.book = book
        self._watch(book, self._follow)
        self.book_opened.emit()

    def close(self) -> None:
        """Close the file, and the case with it."""
        if self._unwatch:
            self._unwatch()
        if self.case:
            self._show(None)
        if book := self.book or self._lent:
            book.close()
        self.book, self._lent, self._unwatch = None, None, None

    def lend(self) -> "Book":
        """Give the file to a thread, for it alone until `take_back`; Problem where there is none."""
        if self.book is None:
            raise Problem(_("No file is open to add a case to."))
        self._lent, self.book = self.book, None
        self._watch(self._lent, self._missed.append)
        self.lent.emit()
        return self._lent

    def take_back(self) -> None:
        """Go on with the file that was lent, and tell what was changed in it meanwhile."""
        if self._lent is None:
            return
        self.book, self._lent = self._lent, None
        self._watch(self.book, self._follow)
        missed, self._missed = self._missed, []
        for changes in missed:
            self._follow(changes)
        if not missed:
            self.changed.emit(frozenset())

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: no file is open, or another program writes to it."""
        return self.book is None or self.book.read_only

    def open_case(self, case_id: str) -> None:
        """Make a case the open one; KeyError where the file has none with that id."""
        if self.book and (self.case is None or self.case.id != case_id):
            self._show(self.book.shelf.open(case_id))

    def close_case(self) -> None:
        """Have no case open."""
        self._show(None)

    def add(self, case: "Case", title: str) -> None:
        """Put a whole case into the file as one step, and open it."""
        if self.book is None:
            raise Problem(_("No file is open to add a case to."))
        self.book.shelf.add(case, title)
        self.open_case(case.id)

    def save(self, record: "Record", title: str = "") -> None:
        """Keep a record of the open case as one step; its draft is done with."""
        _book, case = self._both()
        words = _("Change {record}") if case.find(record.id) else _("Add {record}")
        self.save_all([record], title or words.format(record=uncapital(_(record.record_title))))

    def save_all(self, records: "Iterable[Record]", title: str) -> None:
        """Keep several records of the open case as one step; their drafts are done with."""
        book, case = self._both()
        kept = list(records)
        # Those who draw anew once the step is kept are not to draw them twice.
        drafts = {one.id: self._drafts.pop(one.id) for one in kept if one.id in self._drafts}
        try:
            with book.journal.step(title) as step:
                for record in kept:
                    step.put(case.id, record)
        except BaseException:
            self._drafts |= drafts
            raise
        self.kept.emit(tuple(kept))

    def save_meetings(self, meetings: "Iterable[Record]", title: str) -> None:
        """Keep meetings of the file as one step; those on their agendas follow them."""
        from tumorboard.domain.meeting import Meeting

        if self._lent:
            raise Problem(_("Cases are being added to the file. Save again once that is done."))
        if self.book is None:
            raise LookupError("There is no file to keep a meeting in.")
        self.book.boards.put([one for one in meetings if isinstance(one, Meeting)], title)

    def do(self, doing: "Callable[[], object]") -> bool:
        """Do something with the file that may not be; return whether it was, and say why where not."""
        if self._lent:
            self.troubled.emit(_("Cases are being added to the file. Save again once that is done."))
            return False
        try:
            doing()
        except Problem as problem:
            self.troubled.emit(problem.sentence)
            return False
        return True

    def drop(self, record: "Record", title: str = "") -> None:
        """Take a record out of the open case as one step."""
        named = title or _("Remove {record}").format(record=uncapital(_(record.record_title)))
        self.drop_all([record], named)

    def drop_all(self, records: "Iterable[Record]", title: str) -> None:
        """Take several records out of the open case as one step."""
        book, case = self._both()
        with book.journal.step(title) as step:
            for record in records:
                step.drop(case.id, record.id)

    def drop_case(self) -> None:
        """Take the open case out of the file with all that is recorded of it, as one step."""
        book, case = self._both()
        with book.journal.step(N_("Delete case")) as step:
            step.drop(case.id, case.id)

    def undo(self) -> "Step | None":
        """Take the last step back, whatever it touched, and return what that came to."""
        return self.book.journal.undo() if self.book else None

    def redo(self) -> "Step | None":
        """Do again what was taken back last, and return what that came to."""
        return self.book.journal.redo() if self.book else None

    @property
    def undo_title(self) -> str:
        """What `undo` would take back; empty where nothing."""
        return self.book.journal.undo_title if self.book and not self.read_only else ""

    @property
    def redo_title(self) -> str:
        """What `redo` would do again; empty where nothing."""
        return self.book.journal.redo_title if self.book and not self.read_only else ""

    @property
    def drafts(self) -> "tuple[Record, ...]":
        """The half-filled records of the open case, which figures draw hollow."""
        return tuple(self._drafts.values())

    @property
    def drafted_case(self) -> "Case | None":
        """The open case with its half-filled records as they stand now."""
        case = self.case
        for draft in self._drafts.values() if case else ():
            assert case
            case = case.with_record(draft)
        return case

    def draft(self, record: "Record") -> None:
        """Show a half-filled record as it stands now."""
        self.redraft([record])

    def redraft(self, records: "Iterable[Record]", gone: "Iterable[str]" = ()) -> None:
        """Show half-filled records as they stand now, and those of these ids no longer."""
        before = dict(self._drafts)
        for record_id in gone:
            self._drafts.pop(record_id, None)
        self._drafts |= {record.id: record for record in records}
        if self._drafts != before:
            self.drafted.emit()

    def _watch(self, book: "Book", follow: "Callable[[Changed], None]") -> None:
        if self._unwatch:
            self._unwatch()
        self._unwatch = book.journal.watch(follow)

    def _both(self) -> "tuple[Book, Case]":
        if self._lent:
            raise Problem(_("Cases are being added to the file. Save again once that is done."))
        if self.book is None or self.case is None:
            raise LookupError("There is no open case to change.")
        return self.book, self.case

    def _show(self, case: "Case | None") -> None:
        self._keep(case)
        self._drafts.clear()
        self.case_opened.emit(case)

    def _keep(self, case: "Case | None") -> None:
        self.case = case
        self.version = self.book.shelf.version(case.id) if self.book and case else ""

    def _follow(self, changes: "Changed") -> None:
        if self.book and self.case and self.case.id in changes.case_ids:
            case = None
            # The step undone may be the one that made the case.
            with suppress(KeyError, Problem):
                case = self.book.shelf.open(self.case.id)
            if case is None:
                self._show(None)
            self._keep(case)
        self.changed.emit(changes.kinds)
